/// A failure that another process wrote down.
package struct CachedFailure: UserFacingError, Equatable {
  package let code: FailureCode
  package let message: String
  package let hint: String?
  /// Whether the registry itself was asked as well, and gave no answer either.
  let isFinal: Bool

  init(_ failure: any UserFacingError, isFinal: Bool) {
    code = failure.code
    message = SafeText.clean(failure.message)
    hint = failure.hint.map(SafeText.clean)
    self.isFinal = isFinal
  }

  /// Three or four lines: how far it went, the code, the cause, the fix.
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

/// Remembers when the index was brought up to date for a tool, for the index itself does not
/// (docs/design.md, D3). Two small files for each tool of each index: their age is the time when that last
/// went well, and when it failed; the text of the second says how.
struct RefreshTimestamps {
  /// How long an answer of the registry is good for, in seconds.
  static let lifetime: Int64 = 3600
  /// How long a failure keeps the next process from trying again: mise asks in every prompt, and
  /// ten seconds of waiting each time would be worse than a minute of not knowing.
  static let penalty: Int64 = 60

  /// What is known of the last refresh.
  enum State: Equatable {
    /// It is time for one.
    case due
    /// It went well, not long ago.
    case fresh
    /// It failed a moment ago, like this.
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

  /// Whether a tool is to be refreshed now; `tags` is how many the index has, where that is known.
  func state(of tool: ToolName, tags: Int? = nil) -> State {
    if let noted = failure(at: failurePath(of: tool)) { return .failed(noted) }
    if let age = age(of: path(of: tool)), age < Self.lifetime, hasSucceeded(tool, tags: tags) {
      return .fresh
    }
    return failure(at: hangPath(of: tool)).map(State.failed) ?? .due
  }

  /// A failure that was written down a moment ago.
  private func failure(at path: String) -> CachedFailure? {
    guard let age = age(of: path), age < Self.penalty,
      let text = try? Files.readText(path, limit: 4096)
    else { return nil }
    return CachedFailure(text: text)
  }

  /// Whether it ever went well, and the index has not lost anything since: if not, it may hold no
  /// more of the tool than was installed. The stamp tells how many tags there were, and they only
  /// become more (docs/ocx.md §7). `tags` is how many there are now, where that is known.
  func hasSucceeded(_ tool: ToolName, tags: Int? = nil) -> Bool {
    guard let text = try? Files.readText(path(of: tool), limit: 4096), let then = Int(text) else {
      return false
    }
    return (tags ?? tagCount(tool)) >= then
  }

  private func tagCount(_ tool: ToolName) -> Int {
    (try? index.root(of: tool))?.tags.count ?? 0
  }

  /// Seconds since a file was written; nil if it is not there, or from a time to come, by a
  /// clock that was set back since.
  private func age(of path: String) -> Int64? {
    (try? Files.modified(path)).map { now() - $0 }.flatMap { $0 >= 0 ? $0 : nil }
  }

  /// Writes down that a refresh went well. Where that cannot be written the next process refreshes
  /// again, which is slow and not wrong; so below.
  func recordSuccess(_ tool: ToolName) {
    write(String(tagCount(tool)), to: path(of: tool))
    try? Files.removeFile(failurePath(of: tool))
    try? Files.removeFile(hangPath(of: tool))
  }

  /// Writes down how a refresh failed; `isFinal` where the registry itself gave no answer either. A
  /// registry that let us wait for nothing is not asked for its other tools either: mise asks for
  /// each, a few at once.
  /// A failure that the user fixes is never final: asking again costs no wait, and someone who has just
  /// logged in must not be told the old refusal.
  func record(_ tool: ToolName, failure: OCXFailure, isFinal: Bool) {
    if case .process(.cancelled) = failure { return }
    let passesByItself =
      switch failure {
      case .unavailable, .tryAgain, .notFound, .process(.timedOut): true
      default: false
      }
    let noted = CachedFailure(failure, isFinal: isFinal && passesByItself)
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

  /// The lock that keeps two processes from refreshing one tool at once; nil if another holds
  /// it, or where there is nowhere to put it.
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
    Paths.join(directory, String(SHA256.hex(of: index.path + "\n" + name).prefix(32)))
  }

  private func failurePath(of tool: ToolName) -> String { path(of: tool) + ".failed" }
}
