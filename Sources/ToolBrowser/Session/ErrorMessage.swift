import BackendKit

/// An error made safe for display: its cause, and how to fix it.
struct ErrorMessage: UserFacingError, Hashable {
  let code: FailureCode
  let message: String
  let hint: String?
  let remedy: Remedy?

  init(
    code: FailureCode = .inputOutput, message: String, hint: String? = nil, remedy: Remedy? = nil
  ) {
    self.code = code
    self.message = SafeText.clean(message)
    self.hint = hint.map(SafeText.clean)
    self.remedy = remedy
  }

  init(_ error: any Error) {
    if let failure = error as? any UserFacingError {
      self.init(
        code: failure.code, message: failure.message, hint: failure.hint, remedy: failure.remedy)
    } else {
      self.init(message: "\(error)")
    }
  }
}
