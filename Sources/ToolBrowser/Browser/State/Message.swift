import BackendKit

/// Something to tell the user: where it is shown, and whether it is logged.
enum Message: Sendable {
  /// In the status line until the next key, with a key that helps.
  case status(String, KeyHint? = nil)
  /// In the status line and in the log.
  case done(String, KeyHint? = nil)
  /// Only in the log.
  case logged(LogEntry)
  /// A line of the log about running work; created, or updated.
  case running(LogEntry, LogEntry.ID)
  /// The outcome of that work.
  case ended(LogEntry, LogEntry.ID)
  /// An error shown until the next key, and logged. The hint names a key that helps.
  case error(ErrorMessage, KeyHint? = nil)
  /// An error that is already logged, shown until the next key.
  case shown(ErrorMessage)
  /// An error in the log only.
  case noted(ErrorMessage)
}

extension Message {
  /// The result of copying a text.
  static func copied(_ text: String, _ outcome: Clipboard.Outcome, in context: Context) -> Message {
    switch outcome {
    case .copied: .done("Copied \(text)")
    case .sent: .done("Sent to the terminal's clipboard: \(text)")
    case .unavailable:
      .done("Not copied, there is no clipboard", KeyHint(.copy, in: context, "shows it"))
    }
  }
}
