extension OCXClient {
  /// Reads an answer. One that cannot be read is that of a newer ocx, where it is one: its shapes may
  /// have changed (docs/ocx-0.6.md §2).
  func read<Answer>(
    _ output: [UInt8], _ decode: ([UInt8]) throws(OCXFailure) -> Answer
  ) throws(OCXFailure) -> Answer {
    do {
      return try decode(output)
    } catch .unexpectedAnswer(let subject, let reason) {
      throw try unreadable(subject, reason, isDocument: OCXReport.isDocument(output))
    } catch {
      throw error
    }
  }

  /// The answer under the name that was asked for; ocx repeats it as it was given.
  func answer<Answer>(
    _ answers: [String: Answer], for name: String
  ) throws(OCXFailure) -> Answer {
    guard let answer = answers[name] else {
      throw try unreadable(name, "no answer of that name", isDocument: true)
    }
    return answer
  }

  private func unreadable(
    _ subject: String, _ reason: String, isDocument: Bool
  ) throws(OCXFailure) -> OCXFailure {
    let version = try checkVersion()
    // What is no document at all is a fault, whoever made it.
    guard isDocument, version > .newestSeen else {
      return .unexpectedAnswer(subject: subject, reason: reason)
    }
    return .newer(
      program: program, version: version.description, reason: "\(subject): \(reason)")
  }

  /// Looks at answers of an ocx that nobody has seen yet, by calls that change nothing and ask no
  /// registry: what `about` says, and what the index lists of a tool. Once in the life of this client.
  ///
  /// - Throws: `.newer` where one has another shape. What else comes of them the call itself will say.
  func checkShapes(
    asking tool: ToolName, cancellation: Cancellation
  ) throws(OCXFailure) {
    guard try checkVersion(cancellation: cancellation) > .newestSeen, !gate.hasKnownShapes else {
      return
    }
    do {
      _ = try about(timeLimit: 10, cancellation: cancellation)
      _ = try tags(of: tool, timeLimit: 10, cancellation: cancellation)
    } catch {
      if case .newer = error { throw error }
    }
    gate.hasKnownShapes = true
  }
}
