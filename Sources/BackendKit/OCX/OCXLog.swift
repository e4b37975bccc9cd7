import Synchronization

/// The log of one call, all tries of it: what of it is told, each note once. ocx says the same at each
/// try, and a warning several times in one (docs/ocx-0.6.md §6).
final class OCXLog: Sendable {
  private struct State {
    var told: Set<LogNote> = []
    /// How many notes are told apart: a log that goes on for hours fills no memory.
    static let most = 1000
    /// Whether the last line was an error or went on with one.
    var isInError = false
  }

  private let state = Mutex(State())
  private let tell: @Sendable (LogNote) -> Void

  /// A log whose notes go to `tell`, from whatever thread lines come on.
  init(_ tell: @escaping @Sendable (LogNote) -> Void) { self.tell = tell }

  /// Takes a line as it came.
  func take(_ line: String) {
    let line = OCXLogLine(SafeText.clean(line))
    let note = state.withLock { state -> LogNote? in
      if line.level != nil { state.isInError = line.level == "ERROR" }
      // Errors are the failure's to tell. A bare line after one goes on with it.
      guard !state.isInError, let note = line.note else { return nil }
      if state.told.count == State.most { state.told.removeAll() }
      return state.told.insert(note).inserted ? note : nil
    }
    if let note { tell(note) }
  }

  /// Takes a note of our own, however often.
  func add(_ note: LogNote) { tell(note) }
}

extension OCXLogLine {
  /// The line as a note: what ocx warns of is a warning, all else is progress; none of its errors, nor
  /// of its advice.
  var note: LogNote? {
    // What a publisher says of a package is none of ocx's advice.
    let isOfPublisher = text.contains("' is deprecated: ")
    let said = String(text.prefix(Self.longest))
    let text = isOfPublisher ? said : OCXMessage.withoutAdvice(said)
    if level == "ERROR" || OCXMessage.isAdvice(text) { return nil }
    return level == "WARN" ? .warning(text) : .progress(text)
  }

  /// More than any line needs.
  private static let longest = 1000
}
