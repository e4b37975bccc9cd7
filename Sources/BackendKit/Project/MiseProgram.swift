/// The program `mise`. It is run to install (`Installer`) and to say its version; everything else
/// is read from disk (design D7).
public struct MiseProgram: Sendable, Hashable {
  /// Its absolute path.
  public let path: String

  /// The first mise on PATH; nil where there is none.
  public static func locate(_ environment: Environment) -> MiseProgram? {
    ExecutableSearch.find("mise", in: environment).map(MiseProgram.init)
  }

  /// What it says of its version, cleaned: `2026.9.15`; nil where it says nothing of the kind
  /// within five seconds.
  public func version(
    _ environment: Environment, cancellation: Cancellation = .never
  ) -> String? {
    var command = ProcessRunner.Command(
      executable: path, arguments: ["--version"], environment: environment.variables)
    command.timeLimit = 5
    guard let result = try? ProcessRunner().run(command, cancellation: cancellation),
      result.succeeded
    else { return nil }
    // A banner may stand before it.
    let words = result.text.split(whereSeparator: \.isWhitespace)
    return words.first { word in
      word.contains(".") && word.utf8.allSatisfy { $0.isDigit || $0 == UInt8(ascii: ".") }
    }.map { SafeText.clean(String($0)) }
  }
}
