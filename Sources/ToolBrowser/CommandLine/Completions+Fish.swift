extension Completions {
  static var fish: String {
    let program = CommandTable.program
    var lines = [
      "# fish completions for \(program):",
      "#   \(program) completions fish | source",
      "function __ocx_mise_tui_tools",
      "  \(listTools)",
      "end",
      "function __ocx_mise_tui_command",
      "  set -l words (commandline -opc)",
      "  set -e words[1]",
      "  string match -qr -- '^\(firstWords.joined(separator: "|"))$' $words; or return 1",
      "end",
      "complete -c \(program) -f",
    ]
    for name in CommandTable.globalOptions + CommandTable.command(.browse).options {
      let isGlobal = CommandTable.globalOptions.contains(name)
      let condition = isGlobal ? "" : " -n 'not __ocx_mise_tui_command'"
      lines.append("complete -c \(program)\(condition)\(fishOption(name))")
    }
    for command in commands {
      let words = command.name.rawValue.split(separator: " ").map(String.init)
      let seen =
        words.count == 1
        ? "__fish_seen_subcommand_from \(words[0])"
        : "__fish_seen_subcommand_from \(words[0]); and __fish_seen_subcommand_from \(words[1])"
      let start =
        words.count == 1
        ? "not __ocx_mise_tui_command"
        : "__fish_seen_subcommand_from \(words[0]); and not __fish_seen_subcommand_from "
          + followers(of: words[0]).map { secondWord($0.name) }.joined(separator: " ")
      lines.append(
        "complete -c \(program) -n '\(start)' -a \(words[words.count - 1])"
          + " -d \(quoted(command.summary))")
      if let argument = command.argument, let values = fishValues(argument.kind) {
        lines.append("complete -c \(program) -n '\(seen)' \(values)")
      }
      for name in command.options {
        lines.append("complete -c \(program) -n '\(seen)'\(fishOption(name))")
      }
    }
    for group in CommandTable.groups {
      lines.append("complete -c \(program) -n 'not __ocx_mise_tui_command' -a \(group)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fishOption(_ name: OptionName) -> String {
    let option = CommandTable.option(name)
    let short = option.short.map { " -s \($0)" } ?? ""
    let value = option.value == nil ? "" : " -r " + (fishValues(option.kind) ?? "-f")
    return "\(short) -l \(name.rawValue)\(value) -d \(quoted(option.summary))"
  }

  private static func fishValues(_ kind: ValueKind) -> String? {
    switch kind {
    case .text, .size: nil
    case .file: "-F"
    case .directory: "-f -a '(__fish_complete_directories)'"
    case .tool: "-f -a '(__ocx_mise_tui_tools)'"
    case .choice(let choices): "-f -a '\(choices.joined(separator: " "))'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
