/// All that an error says, made in one switch over its cases: a case without words cannot be added.
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

  /// What another error says, which this one passes on.
  init(_ failure: any UserFacingError) {
    self.init(failure.code, failure.message, hint: failure.hint, remedy: failure.remedy)
  }
}
