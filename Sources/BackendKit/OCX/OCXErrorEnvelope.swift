/// The error document that ocx 0.6 and later print if a call fails (docs/ocx-0.6.md §4). Version
/// 0.5.8 prints none, and before 0.7 there is none for failures before the command itself runs.
struct OCXErrorEnvelope: Hashable {
  /// The error code; nil if there is none.
  let detail: String?
  /// A message for people, whose wording may change.
  let message: String
  /// The package in question.
  let identifier: String?

  /// Reads the output of a failed call; nil if it is not an error document.
  init?(_ output: [UInt8]) {
    guard let error = try? OCXReport(output, of: "error").object["error"],
      let message = error["message"]?.value.text
    else { return nil }
    self.message = message
    detail = error["detail"]?.value.text
    identifier = error["context"]?["identifier"]?.value.text
  }
}
