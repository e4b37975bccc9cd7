import BackendKit

/// Something to tell the person: where it is shown, and whether the log keeps it.
enum Message: Sendable {
  /// In the status line until the next key, with the key that helps.
  case status(String, KeyHint? = nil)
  /// In the status line and in the log.
  case done(String, KeyHint? = nil)
  /// In the log alone.
  case logged(LogEntry)
  /// The line of the log about something that goes on: made, or changed.
  case running(LogEntry, LogEntry.ID)
  /// What became of it.
  case ended(LogEntry, LogEntry.ID)
  /// An error in its place until a key, and in the log. The hint names the key that helps.
  case error(ErrorMessage, KeyHint? = nil)
  /// An error that the log has already, in its place.
  case shown(ErrorMessage)
  /// An error in the log alone.
  case noted(ErrorMessage)
}

extension Message {
  /// Where a copied text went, as far as that is known.
  static func copied(_ text: String, _ outcome: Clipboard.Outcome, in context: Context) -> Message {
    switch outcome {
    case .copied: .done("Copied \(text)")
    case .sent: .done("Sent to the terminal's clipboard: \(text)")
    case .unavailable:
      .done("Not copied, there is no clipboard", KeyHint(.copy, in: context, "shows it"))
    }
  }
}
