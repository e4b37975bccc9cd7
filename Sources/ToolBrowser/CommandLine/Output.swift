import BackendKit

/// Where a command's answer and its asides go. A value, so that a test reads what a user would.
struct Output: Sendable {
  /// Takes text for standard output.
  let answer: @Sendable (String) throws(FileFailure) -> Void
  /// Takes text for standard error: progress, warnings, failures.
  let aside: @Sendable (String) -> Void
  /// The stream that the answer goes to; nil in tests.
  var stream: StandardStream?
  /// The size of the terminal that asides go to; nil if they go elsewhere, or if nothing can be
  /// drawn again there.
  var asideSize: Size?

  /// The process's own streams.
  static let standard = Output(
    answer: { (text: String) throws(FileFailure) in try StandardStream.output.write(text) },
    aside: { try? StandardStream.error.write($0) },
    stream: .output,
    asideSize: StandardStream.error.size)

  /// How human output looks there.
  func style(choice: ColourChoice, environment: Environment) -> OutputStyle {
    guard let stream else { return .bare }
    return .of(stream, choice: choice, environment: environment)
  }

  /// Reports a failure: the cause on one line, the fix on another; with `json` the document on
  /// standard output as well. Returns the exit status.
  func report(_ failure: any UserFacingError, json: Bool) -> Int32 {
    if json { try? answer(failure.commandJSON.pretty + "\n") }
    aside("error: \(SafeText.clean(failure.message))\n")
    if let hint = failure.commandHint { aside("  try: \(SafeText.clean(hint))\n") }
    return failure.code.exitCode
  }
}
