/// A failure that another process recorded.
package struct CachedFailure: UserFacingError, Equatable {
  package let code: FailureCode
  package let message: String
  package let hint: String?
  /// Whether the registry itself was contacted as well, without success.
  let isFinal: Bool

  init(_ failure: any UserFacingError, isFinal: Bool) {
    code = failure.code
    message = SafeText.clean(failure.message)
    hint = failure.hint.map(SafeText.clean)
    self.isFinal = isFinal
  }

  /// Three or four lines: kind, code, cause, hint.
  var text: String {
    ([isFinal ? "final" : "stale", code.rawValue, message] + (hint.map { [$0] } ?? []))
      .joined(separator: "\n")
  }

  init?(text: String) {
    let lines = SafeText.cleanLines(text)
    guard lines.count >= 3, let code = FailureCode(rawValue: lines[1]) else { return nil }
    isFinal = lines[0] == "final"
    self.code = code
    message = lines[2]
    hint = lines.count > 3 ? lines[3] : nil
  }
}

/// Records when the index was updated for a tool, which the index itself does not (docs/design.md,
/// D3). Each tool of each index has two small files: their ages are the times since the last
/// success and the last failure; the text of the second describes the failure.
struct RefreshTimestamps {
  /// How long an answer of the registry is valid, in seconds.
  static let lifetime: Int64 = 3600
  /// How long to wait after a failure before trying again: mise runs hooks at every prompt, and ten
  /// seconds of waiting each time would be worse than information that is a minute old.
  static let penalty: Int64 = 60

  /// The state of the last refresh.
  enum State: Equatable {
    /// A refresh is due.
    case due
    /// It succeeded recently.
    case fresh
    /// It failed recently.
    case failed(CachedFailure)
  }

  private let directory: String
  private let index: IndexCollection
  /// Seconds since 1970.
  var now: @Sendable () -> Int64 = { Int64(time(nil)) }

  init(environment: Environment, index: IndexCollection) {
    directory = Paths.join(XDGFolders.cache(environment), "refresh")
    self.index = index
  }

  /// Whether a tool should be refreshed now; `tags` is the number of its tags in the index, if
  /// known.
  func state(of tool: ToolName, tags: Int? = nil) -> State {
    if let noted = failure(at: failurePath(of: tool)) { return .failed(noted) }
    if let age = age(of: path(of: tool)), age < Self.lifetime, hasSucceeded(tool, tags: tags) {
      return .fresh
    }
    return failure(at: hangPath(of: tool)).map(State.failed) ?? .due
  }

  /// A failure that was recorded recently.
  private func failure(at path: String) -> CachedFailure? {
    guard let age = age(of: path), age < Self.penalty,
      let text = try? Files.readText(path, limit: 4096)
    else { return nil }
    return CachedFailure(text: text)
  }

  /// Whether it ever succeeded, and the index has lost nothing since: otherwise the index may have
  /// only what was installed of the tool. The file records the number of tags, which only ever
  /// grows (docs/ocx.md §7). `tags` is the current number, if known.
  func hasSucceeded(_ tool: ToolName, tags: Int? = nil) -> Bool {
    guard let text = try? Files.readText(path(of: tool), limit: 4096), let then = Int(text) else {
      return false
    }
    return (tags ?? tagCount(tool)) >= then
  }

  private func tagCount(_ tool: ToolName) -> Int {
    (try? index.root(of: tool))?.tags.count ?? 0
  }

  /// The seconds since a file was written; nil if it does not exist or its time is in the future,
  /// because the clock was set back.
  private func age(of path: String) -> Int64? {
    (try? Files.modified(path)).map { now() - $0 }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Records a success. If that fails, the next process refreshes again, which is slow but not
  /// wrong; the same applies to the methods below.
  func recordSuccess(_ tool: ToolName) {
    write(String(tagCount(tool)), to: path(of: tool))
    try? Files.removeFile(failurePath(of: tool))
    try? Files.removeFile(hangPath(of: tool))
  }

  /// Records a failure; `isFinal` if the registry itself gave no answer either. If a registry timed
  /// out, its other tools are not tried either, since mise asks for each, a few at once. A failure
  /// that the user can fix is never final: trying again costs no time, and someone who has just
  /// logged in must not see the old failure.
  func record(_ tool: ToolName, failure: OCXFailure, isFinal: Bool) {
    if case .process(.cancelled) = failure { return }
    let isTemporary =
      switch failure {
      case .unavailable, .tryAgain, .notFound, .process(.timedOut): true
      default: false
      }
    let noted = CachedFailure(failure, isFinal: isFinal && isTemporary)
    write(noted.text, to: failurePath(of: tool))
    if case .process(.timedOut) = failure {
      write(CachedFailure(failure, isFinal: true).text, to: hangPath(of: tool))
    }
  }

  private func write(_ text: String, to path: String) {
    do {
      try Files.makeDirectories(directory)
      try Files.writeAtomically(path, text, durability: .none)
    } catch {}
  }

  /// The lock that prevents two processes from refreshing one tool at once; nil if another process
  /// holds it, or the lock file cannot be created.
  func lock(_ tool: ToolName, waiting seconds: Double, cancellation: Cancellation) -> FileLock? {
    do {
      try Files.makeDirectories(directory)
      return try Files.lock(
        path(of: tool) + ".lock", waiting: seconds, cancellation: cancellation)
    } catch {
      return nil
    }
  }

  private func path(of tool: ToolName) -> String { path(tool.description) }

  private func hangPath(of tool: ToolName) -> String { path(tool.registry) + ".hang" }

  private func path(_ name: String) -> String {
    Paths.join(directory, XDGFolders.cacheName(of: index.path + "\n" + name))
  }

  private func failurePath(of tool: ToolName) -> String { path(of: tool) + ".failed" }
}
