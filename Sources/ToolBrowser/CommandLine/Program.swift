import BackendKit

/// From the words of the command line to an exit status.
enum Program {
  /// What `--version` says.
  static let version = "0.1.0"

  /// Does what the words after the program's name ask for. What needs no project and no index is
  /// said to `output`.
  static func run(_ words: [String], output: Output = .standard) -> Int32 {
    do {
      switch try CommandParser.parse(words) {
      case .version: return answer("\(CommandTable.program) \(version)\n", to: output)
      case .help(let name): return answer(HelpText.of(name), to: output)
      case .run(let command):
        switch command.name {
        case .completions:
          let shell = command.arguments.first.flatMap(Completions.Shell.init)
          return answer(shell.map(Completions.script) ?? "", to: output)
        case .manual: return answer(ManualPage.text, to: output)
        default: return CommandDispatch.run(command)
        }
      }
    } catch {
      return report(error, words: words, output: output)
    }
  }

  /// A text on standard output; the status says whether it got there.
  private static func answer(_ text: String, to output: Output) -> Int32 {
    do throws(FileFailure) {
      try output.answer(text)
      return 0
    } catch {
      return CommandDispatch.report(error, json: false, output: output)
    }
  }

  /// A mistake on the command line: the cause, the mend and the usage on standard error; with
  /// `--json` the document of every failure on standard output as well.
  private static func report(
    _ failure: UsageFailure, words: [String], output: Output
  ) -> Int32 {
    var text = "\(CommandTable.program): \(failure.message)\n"
    if let hint = failure.commandHint { text += "  \(hint)\n" }
    text += HelpText.usageLine(CommandParser.command(in: words)) + "\n"
    output.aside(text)
    if CommandParser.wantsJSON(words) { try? output.answer(failure.commandJSON.pretty + "\n") }
    return failure.code.exitCode
  }
}
