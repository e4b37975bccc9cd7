import BackendKit

/// The output streams of a command. A value, so that tests can read what a user would.
struct Output: Sendable {
  /// Writes text to standard output.
  let standardOutput: @Sendable (String) throws(FileFailure) -> Void
  /// Writes text to standard error: progress, warnings, failures.
  let standardError: @Sendable (String) -> Void
  /// The stream behind `standardOutput`; nil in tests.
  var stream: StandardStream?
  /// The size of the terminal on standard error; nil if it is not a terminal, or lines cannot be
  /// updated there.
  var standardErrorSize: Size?

  /// The streams of the process.
  static let standard = Output(
    standardOutput: { (text: String) throws(FileFailure) in try StandardStream.output.write(text) },
    standardError: { try? StandardStream.error.write($0) },
    stream: .output,
    standardErrorSize: StandardStream.error.size)

  /// The style of human output.
  func style(choice: ColourChoice, environment: Environment) -> OutputStyle {
    guard let stream else { return .bare }
    return .of(stream, choice: choice, environment: environment)
  }

  /// Reports a failure: the cause on one line, the hint on another; with `json`, also as a document
  /// on standard output. Returns the exit status.
  func report(_ failure: any UserFacingError, json: Bool) -> Int32 {
    if json { try? standardOutput(failure.commandJSON.pretty + "\n") }
    standardError("error: \(SafeText.clean(failure.message))\n")
    if let hint = failure.commandHint { say(hint: hint) }
    return failure.code.exitCode
  }

  /// Reports a failure of one of several items, unless its cause was reported already. If several items
  /// share a cause, they are listed.
  func report(
    _ failure: any UserFacingError, among failed: [(name: String, failure: any UserFacingError)],
    reported: inout Set<String>
  ) {
    guard reported.insert(failure.message).inserted else { return }
    _ = report(failure, json: false)
    let names = failed.filter { $0.failure.message == failure.message }.map(\.name)
    guard names.count > 1 else { return }
    standardError("  so it is for \(SafeText.clean(names.joined(separator: ", ")))\n")
  }

  /// Prints a hint on the line above.
  func say(hint: String) {
    standardError("  \(SafeText.clean(hint))\n")
  }
}
