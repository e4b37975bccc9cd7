import BackendKit

/// The help of the program and of each command, from the command table.
enum HelpText {
  /// What `--help` prints; nil stands for the whole program.
  static func of(_ name: CommandName?) -> String {
    guard let name, name != .browse else { return program }
    return command(CommandTable.command(name))
  }

  /// One line for standard error, after a mistake.
  static func usageLine(_ name: CommandName?) -> String {
    guard let name, name != .browse else {
      return "usage: \(CommandTable.program) [COMMAND] [ARGUMENTS] [OPTIONS]"
    }
    return "usage: \(CommandTable.usage(CommandTable.command(name)))"
  }

  private static var program: String {
    var text = """
      \(CommandTable.program) – \(CommandTable.summary)

      usage: \(CommandTable.program) [OPTIONS]
             \(CommandTable.program) COMMAND [ARGUMENTS] [OPTIONS]

      Without a command: \(CommandTable.command(.browse).summary).

      Commands:

      """
    let commands = CommandName.allCases.map(CommandTable.command)
      .filter { $0.name != .browse && !$0.isForPrograms }
    text += columns(
      commands.map { command in
        (
          ([command.name.rawValue] + [command.argument?.usage].compactMap(\.self))
            .joined(separator: " "), command.summary
        )
      })
    text += "\nOptions for all commands:\n" + options(CommandTable.globalOptions)
    text += "\nOptions of the browser:\n" + options(CommandTable.command(.browse).options)
    text += """

      Exit codes: 0; 1 (--exit-code); 64 usage; 65 data; 69 unavailable;
      74 input/output; 75 try again; 77 permission; 78 configuration; 79 not found;
      80 authentication; 81 policy (offline, read-only).

      \(CommandTable.program) COMMAND --help says more about a command.

      """
    return text
  }

  private static func command(_ command: CommandSpec) -> String {
    let title = "\(CommandTable.path(command.name)) – \(command.summary)"
    var text = wrapped(title, indent: 0) + "\n\n"
    text += wrapped(usageLine(command.name), indent: 7) + "\n"
    for paragraph in command.discussion { text += "\n" + wrapped(paragraph, indent: 0) + "\n" }
    if let argument = command.argument {
      text += "\nArguments:\n" + columns([(argument.name, argument.summary)])
    }
    if !command.options.isEmpty { text += "\nOptions:\n" + options(command.options) }
    text += "\nOptions for all commands:\n" + options(CommandTable.globalOptions)
    return text
  }

  private static func options(_ names: [OptionName]) -> String {
    columns(
      names.map { name in
        let option = CommandTable.option(name)
        let short = option.short.map { "-\($0), " } ?? ""
        return (short + option.usage, option.summary)
      })
  }

  /// The cells of a line of help: it should be readable in any terminal, and in a pipe.
  private static let lineCells = 80
  private static let mostLeftCells = 24

  /// Two columns; where the left one is long, the right one begins on the next line.
  private static func columns(_ rows: [(String, String)]) -> String {
    let widest = rows.map(\.0.cellWidth).filter { $0 <= mostLeftCells }.max() ?? mostLeftCells
    let indent = widest + 4
    return rows.map { left, right in
      let lines = wrap(right, cells: lineCells - indent)
      let gap = String(repeating: " ", count: indent)
      let body = lines.joined(separator: "\n" + gap)
      return left.cellWidth > widest
        ? "  \(left)\n\(gap)\(body)\n" : "  \(left.padded(toCells: widest))  \(body)\n"
    }.joined()
  }

  private static func wrapped(_ text: String, indent: Int) -> String {
    wrap(text, cells: lineCells - indent)
      .joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  /// Lines of whole words; what stands in brackets is one word, so that no option is torn from
  /// its value.
  private static func wrap(_ text: String, cells: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(text) {
      if !line.isEmpty, line.cellWidth + 1 + word.cellWidth > cells {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    return lines + [line]
  }

  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var depth = 0
    for part in text.split(separator: " ") {
      if depth > 0, let last = words.popLast() {
        words.append("\(last) \(part)")
      } else {
        words.append(String(part))
      }
      depth += part.reduce(0) { $0 + ($1 == "[" ? 1 : $1 == "]" ? -1 : 0) }
    }
    return words
  }
}
