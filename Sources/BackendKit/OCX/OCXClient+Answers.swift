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

  /// Checks the answers of an unknown, newer ocx without changing anything or contacting a registry:
  /// the versions that it lists of the documents of an install, then `about` and the index's tags of a
  /// tool. Once per client; those two calls once per program.
  ///
  /// - Throws: `.newer` if an answer has another shape. Other failures are left to the actual call.
  func checkShapes(
    asking tool: ToolName, cancellation: Cancellation
  ) throws(OCXFailure) {
    let version = try checkVersion(cancellation: cancellation)
    guard version > .newestSeen, !cache.hasKnownShapes else { return }
    try checkDocuments(cancellation: cancellation)
    let seen = KnownShapes(of: program, version: version, environment)
    if !seen.isNoted {
      do {
        _ = try about(timeLimit: 10, cancellation: cancellation)
        _ = try tags(of: tool, timeLimit: 10, cancellation: cancellation)
        seen.note()
      } catch {
        if case .newer = error { throw error }
      }
    }
    cache.hasKnownShapes = true
  }

  /// Checks whether this ocx says itself that a document of an install has changed.
  ///
  /// - Throws: `.newer` if it does; `.tooOld`, `.unknownVersion`, `.process`.
  package func checkDocuments(cancellation: Cancellation = .never) throws(OCXFailure) {
    let version = try checkVersion(cancellation: cancellation)
    guard version > .newestSeen else { return }
    let listed = cache.documentVersions
    for name in Self.documentsOfAnInstall {
      guard let found = listed[name], found > Self.documentVersion else { continue }
      throw .newer(
        program: program, version: version.description, reason: "\(name) has version \(found)")
    }
  }

  /// What ocx calls the answers of `package install` and `package env`.
  private static let documentsOfAnInstall = ["EnvVars", "Installs"]
  /// The version in which they are known.
  private static let documentVersion = 1
}

/// A note in the cache that the answers of one program have known shapes, so that not every install
/// asks for them again.
private struct KnownShapes {
  private let path: String?

  init(of program: String, version: OCXVersion, _ environment: Environment) {
    guard let stamp = FileStamp(of: program) else {
      path = nil
      return
    }
    let name = "\(program)\n\(version)\n\(stamp.size)\n\(stamp.changed)"
    path = Paths.join(
      XDGFolders.cache(environment), "ocx-shapes/" + XDGFolders.cacheName(of: name))
  }

  var isNoted: Bool { path.map { Files.kind($0) == .file } ?? false }

  /// If it cannot be written, the next process asks again.
  func note() {
    if let path { try? Files.writeScratch(path, "") }
  }
}
