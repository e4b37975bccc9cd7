/// What ocx 0.6 and later print where a call fails (docs/ocx-0.6.md §4). The released 0.5.8 prints
/// nothing, and what comes before the command proper has none before 0.7.
struct OCXErrorEnvelope: Hashable {
  /// What to branch on; nil where ocx does not say.
  let detail: String?
  /// For people; its words may change.
  let message: String
  /// The package that it is about.
  let identifier: String?

  /// Reads what a failed call printed; nil where it is no envelope.
  init?(_ output: [UInt8]) {
    guard let error = try? OCXReport(output, of: "error").object["error"],
      let message = error["message"]?.value.text
    else { return nil }
    self.message = message
    detail = error["detail"]?.value.text
    identifier = error["context"]?["identifier"]?.value.text
  }
}
