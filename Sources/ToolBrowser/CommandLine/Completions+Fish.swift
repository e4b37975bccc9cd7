extension Completions {
  static var fish: String {
    let program = CommandTable.program
    var lines = [
      "# fish completions for \(program):",
      "#   \(program) completions fish | source",
      "function __ocx_mise_tui_tools",
      "  \(listTools)",
      "end",
      "# The command that stands before the cursor, of one word or two.",
      "function __ocx_mise_tui_command",
      "  set -l words (commandline -opc)",
      "  set -e words[1]",
      "  set -l value no",
      "  set -l command",
      "  for word in $words",
      "    if test $value = yes",
      "      set value no",
      "      continue",
      "    end",
      "    switch $word",
      "      case \(optionsWithValue.joined(separator: " "))",
      "        set value yes",
      "      case '-*'",
      "      case '*'",
      "        set -a command $word",
      "        contains -- $command[1] \(CommandTable.groups.joined(separator: " ")); or break",
      "        test (count $command) -lt 2; or break",
      "    end",
      "  end",
      "  echo \"$command\"",
      "end",
      "function __ocx_mise_tui_is",
      "  test (__ocx_mise_tui_command) = \"$argv\"",
      "end",
      "complete -c \(program) -f",
    ]
    for name in CommandTable.globalOptions {
      lines.append("complete -c \(program)\(fishOption(name))")
    }
    let start = " -n __ocx_mise_tui_is"
    for name in CommandTable.command(.browse).options {
      lines.append("complete -c \(program)\(start)\(fishOption(name))")
    }
    for command in commands {
      let words = command.name.rawValue.split(separator: " ").map(String.init)
      let place = words.count == 1 ? start : " -n '__ocx_mise_tui_is \(words[0])'"
      let inside = " -n '__ocx_mise_tui_is \(command.name.rawValue)'"
      lines.append(
        "complete -c \(program)\(place) -a \(words[words.count - 1])"
          + " -d \(quoted(command.summary))")
      if let argument = command.argument, let values = fishValues(argument.kind) {
        lines.append("complete -c \(program)\(inside) \(values)")
      }
      for name in command.options {
        lines.append("complete -c \(program)\(inside)\(fishOption(name))")
      }
    }
    for group in CommandTable.groups {
      let seconds = followers(of: group).map { secondWord($0.name) }
      lines.append(
        "complete -c \(program)\(start) -a \(group)"
          + " -d \(quoted(seconds.joined(separator: ", ")))")
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
    case .command: "-f -a '\(firstWords.joined(separator: " "))'"
    case .choice(let choices): "-f -a '\(choices.joined(separator: " "))'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "\\'")
      + "'"
  }
}
