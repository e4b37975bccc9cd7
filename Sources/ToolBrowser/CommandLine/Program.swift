import BackendKit

/// From the words of the command line to an exit status.
enum Program {
  /// What `--version` says.
  static let version = "0.1.0"

  /// Does what the words after the program's name ask for.
  static func run(_ words: [String]) -> Int32 {
    do {
      switch try CommandParser.parse(words) {
      case .version: return print("\(CommandTable.program) \(version)\n")
      case .help(let name): return print(HelpText.of(name))
      case .run(let command):
        switch command.name {
        case .completions:
          let shell = command.arguments.first.flatMap(Completions.Shell.init)
          return print(shell.map(Completions.script) ?? "")
        case .manual: return print(ManualPage.text)
        default: return CommandDispatch.run(command)
        }
      }
    } catch {
      return report(error, words: words)
    }
  }

  /// A text on standard output; the status says whether it got there.
  private static func print(_ text: String) -> Int32 {
    do throws(FileFailure) {
      try StandardStream.output.write(text)
      return 0
    } catch {
      return CommandDispatch.report(error, json: false, output: .standard)
    }
  }

  /// A mistake on the command line: the cause, the mend and the usage on standard error; with
  /// `--json` one object on standard output as well.
  private static func report(_ failure: UsageFailure, words: [String]) -> Int32 {
    var text = "\(CommandTable.program): \(failure.message)\n"
    if let hint = failure.hint { text += "  \(hint)\n" }
    text += HelpText.usageLine(CommandParser.command(in: words)) + "\n"
    try? StandardStream.error.write(text)
    if CommandParser.wantsJSON(words) {
      let document: JSONValue = [
        "error": [
          "code": .string(failure.code.rawValue), "message": .string(failure.message),
          "hint": JSONValue(failure.hint),
        ]
      ]
      try? StandardStream.output.write(document.compact + "\n")
    }
    return failure.code.exitCode
  }
}
