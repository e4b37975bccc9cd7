/// Asks a program for its version.
struct VersionQuestion {
  /// The absolute path of the program.
  let program: String

  /// The first word of `--version` that looks like a version, sanitized: `2026.9.15`; nil if there
  /// is none within five seconds.
  func answer(_ environment: Environment, cancellation: Cancellation) -> String? {
    var command = ProcessRunner.Command(
      executable: program, arguments: ["--version"], environment: environment.variables)
    command.timeLimit = 5
    guard let result = try? ProcessRunner().run(command, cancellation: cancellation),
      result.succeeded
    else { return nil }
    // There may be a banner before it.
    let words = result.text.split(whereSeparator: \.isWhitespace)
    return words.first { word in
      word.contains(".") && word.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }.map { SafeText.clean(String($0)) }
  }
}
