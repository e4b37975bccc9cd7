extension OCXClient {
  /// Decodes an answer. If it cannot be decoded and this ocx is newer than any known one, the shape
  /// may have changed (docs/ocx-0.6.md §2), and the failure says so.
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

  /// The answer for a name. ocx repeats names as they were given.
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
    // Output that is not JSON at all is an error of any version.
    guard isDocument, version > .newestSeen else {
      return .unexpectedAnswer(subject: subject, reason: reason)
    }
    return .newer(
      program: program, version: version.description, reason: "\(subject): \(reason)")
  }

  /// Checks the answers of an unknown, newer ocx with calls that change nothing and contact no
  /// registry: `about`, and the index's tags of a tool. Once per client.
  ///
  /// - Throws: `.newer` if an answer has another shape. Other failures are left to the actual call.
  func checkShapes(
    asking tool: ToolName, cancellation: Cancellation
  ) throws(OCXFailure) {
    guard try checkVersion(cancellation: cancellation) > .newestSeen, !cache.hasKnownShapes else {
      return
    }
    do {
      _ = try about(timeLimit: 10, cancellation: cancellation)
      _ = try tags(of: tool, timeLimit: 10, cancellation: cancellation)
    } catch {
      if case .newer = error { throw error }
    }
    cache.hasKnownShapes = true
  }
}
