import BackendKit

/// The help of the program and of each command, from the catalog.
struct HelpText {
  let catalog: CommandCatalog

  /// The output of `--help`; nil for the whole program.
  func of(_ command: CommandSpec?) -> String {
    guard let command, !command.name.isEmpty else { return program }
    return help(of: command)
  }

  /// One line for standard error, after an error.
  func usageLine(_ command: CommandSpec?) -> String {
    guard let command, !command.name.isEmpty else {
      return "usage: \(Program.name) [COMMAND] [ARGUMENTS] [OPTIONS]"
    }
    return "usage: \(catalog.usage(command))"
  }

  private var program: String {
    var text = """
      \(Program.name) – \(Program.summary)

      usage: \(Program.name) [OPTIONS]
             \(Program.name) COMMAND [ARGUMENTS] [OPTIONS]

      Without a command: \(catalog.root.summary).

      Commands:

      """
    text += Self.columns(
      catalog.commands.filter { !$0.isForPrograms }.map { command in
        let words = [command.name] + [command.argument?.usage].compactMap(\.self)
        return (words.joined(separator: " "), command.summary)
      })
    text += "\nOptions for all commands:\n" + Self.options(GlobalOptions.specs)
    text += "\nOptions of the browser:\n" + Self.options(catalog.root.options)
    text += """

      Exit codes: 0; 1 (--exit-code); 64 usage; 65 data; 69 unavailable;
      74 input/output; 75 try again; 77 permission; 78 configuration; 79 not found;
      80 authentication; 81 policy (offline, read-only).

      \(Program.name) COMMAND --help says more about a command.

      """
    return text
  }

  private func help(of command: CommandSpec) -> String {
    let title = "\(catalog.path(command)) – \(command.summary)"
    var text = Self.wrapped(title, indent: 0) + "\n\n"
    text += Self.wrapped(usageLine(command), indent: 7) + "\n"
    for paragraph in command.discussion { text += "\n" + Self.wrapped(paragraph, indent: 0) + "\n" }
    if let argument = command.argument {
      text += "\nArguments:\n" + Self.columns([(argument.name, argument.summary)])
    }
    if !command.options.isEmpty { text += "\nOptions:\n" + Self.options(command.options) }
    text += "\nOptions for all commands:\n" + Self.options(GlobalOptions.specs)
    return text
  }

  private static func options(_ options: [OptionSpec]) -> String {
    columns(
      options.map { option in
        let short = option.short.map { "-\($0), " } ?? ""
        return (short + option.usage, option.summary)
      })
  }

  /// The width of the help, for any terminal and for pipes.
  private static let lineCells = 80
  private static let mostLeftCells = 24

  /// Two columns; if the left text is long, the right one begins on the next line.
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

  private static func wrap(_ text: String, cells: Int) -> [String] {
    Wrap.lines(of: words(text), columns: cells)
  }

  /// Splits text into words; text in brackets is one word, so that an option is on the same line as
  /// its value.
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
