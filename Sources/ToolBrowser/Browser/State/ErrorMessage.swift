import BackendKit

/// An error message made safe for display: cause and hint.
struct ErrorMessage: Hashable, Sendable {
  let message: String
  let hint: String?

  init(message: String, hint: String? = nil) {
    self.message = SafeText.clean(message)
    self.hint = hint.map(SafeText.clean)
  }

  init(_ error: any Error) {
    if let failure = error as? any UserFacingError {
      self.init(message: failure.message, hint: failure.commandHint)
    } else {
      self.init(message: "\(error)")
    }
  }

  /// What `--read-only` answers to all that would write.
  static let readOnly = ErrorMessage(
    message: "This session is read-only.", hint: "Start it without --read-only.")
}
