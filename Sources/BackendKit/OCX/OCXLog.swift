import Synchronization

/// The log of one call with all its attempts. Each message is passed on once, because ocx repeats
/// messages at each attempt, and warnings even within one (docs/ocx-0.6.md §6).
final class OCXLog: Sendable {
  private struct State {
    var reported: Set<LogNote> = []
    /// The number of notes that are remembered, so that a long log does not fill the memory.
    static let most = 1000
    /// Whether the last line was an error, or continued one.
    var isInError = false
  }

  private let state = Mutex(State())
  private let report: @Sendable (LogNote) -> Void

  /// A log that passes messages to `report`, on any thread.
  init(_ report: @escaping @Sendable (LogNote) -> Void) { self.report = report }

  /// Processes a line.
  func process(_ line: String) {
    let line = OCXLogLine(SafeText.clean(line))
    let note = state.withLock { state -> LogNote? in
      if line.level != nil { state.isInError = line.level == "ERROR" }
      // Errors become the failure. A line without level after one continues it.
      guard !state.isInError, let note = line.note else { return nil }
      if state.reported.count == State.most { state.reported.removeAll() }
      return state.reported.insert(note).inserted ? note : nil
    }
    if let note { report(note) }
  }

  /// Adds a message of our own, which may be repeated.
  func add(_ note: LogNote) { report(note) }
}

extension OCXLogLine {
  /// The line as a message: warnings as such, everything else as progress. nil for errors and for
  /// ocx's advice.
  var note: LogNote? {
    // A publisher's message about a package is not ocx's advice.
    let isOfPublisher = text.contains("' is deprecated: ")
    let shortened = String(text.prefix(Self.longest))
    let text = isOfPublisher ? shortened : OCXMessage.withoutAdvice(shortened)
    if level == "ERROR" || OCXMessage.isAdvice(text) { return nil }
    return level == "WARN" ? .warning(text) : .progress(text)
  }

  /// The maximum length of a message.
  private static let longest = 1000
}
