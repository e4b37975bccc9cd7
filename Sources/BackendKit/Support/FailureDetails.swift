/// Everything an error says, made in one switch over its cases, so that no case can be without
/// text.
struct FailureDetails {
  let code: FailureCode
  let message: String
  var hint: String?
  var remedy: Remedy?

  init(_ code: FailureCode, _ message: String, hint: String? = nil, remedy: Remedy? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.remedy = remedy
  }

  /// The text of another error that this one passes on.
  init(_ failure: any UserFacingError) {
    self.init(failure.code, failure.message, hint: failure.hint, remedy: failure.remedy)
  }
}
