extension Completions {
  static var zsh: String {
    let program = CommandTable.program
    var lines = [
      "#compdef \(program)",
      "# zsh completions for \(program): a file _\(program) in $fpath, or",
      "#   source <(\(program) completions zsh)",
      "_ocx_mise_tui_tools() {",
      "  local -a tools",
      "  tools=(${(f)\"$(\(listTools))\"})",
      "  compset -P ocx:",
      "  compadd -a tools",
      "}",
      "_ocx_mise_tui() {",
      "  local context state line",
      "  typeset -A opt_args",
      "  local -a global=(",
    ]
    lines += CommandTable.globalOptions.flatMap(zshOption).map { "    \($0)" }
    lines += [
      "  )",
      "  local -a browser=(",
    ]
    lines += CommandTable.command(.browse).options.flatMap(zshOption).map { "    \($0)" }
    lines += [
      "  )",
      "  # Those of commands may stand before the command: known here, and not offered.",
      "  local -a others=(",
    ]
    let offered = CommandTable.globalOptions + CommandTable.command(.browse).options
    for name in OptionName.allCases where !offered.contains(name) {
      let option = CommandTable.option(name)
      let value = option.value.map { "=:" + zshValue($0, option.kind) } ?? ""
      lines.append("    \(quoted("!\(option.long)\(value)"))")
    }
    lines += [
      "  )",
      "  _arguments -C $global $browser $others '1: :->command' '*:: :->rest' && return",
      "  case $state in",
      "    command)",
      "      local -a commands=(",
    ]
    for word in firstWords {
      let summary =
        CommandName(rawValue: word).map { CommandTable.command($0).summary }
        ?? followers(of: word).map { secondWord($0.name) }.joined(separator: ", ")
      lines.append("        \(quoted("\(word):\(escapedColons(summary))"))")
    }
    lines += [
      "      )",
      "      _describe command commands ;;",
      "    rest)",
      "      case $line[1] in",
    ]
    for word in firstWords {
      if let name = CommandName(rawValue: word) {
        lines.append("        \(word)) _arguments $global \(zshArguments(name)) ;;")
        continue
      }
      lines.append("        \(word))")
      let seconds = followers(of: word).map { secondWord($0.name) }
      lines.append(
        "          _arguments $global '1:command:(\(seconds.joined(separator: " ")))' ;;")
    }
    lines += [
      "      esac ;;",
      "  esac",
      "}",
      "if [[ $funcstack[1] == _\(program) ]]; then _ocx_mise_tui \"$@\"",
      "else compdef _ocx_mise_tui \(program); fi",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func zshArguments(_ name: CommandName) -> String {
    let command = CommandTable.command(name)
    var parts = command.options.flatMap(zshOption)
    if let argument = command.argument {
      let place =
        switch argument.count {
        case .one, .optional: "1"
        case .some, .many: "*"
        }
      parts.append(quoted("\(place):\(zshValue(argument.name, argument.kind))"))
    }
    return parts.joined(separator: " ")
  }

  private static func zshOption(_ name: OptionName) -> [String] {
    let option = CommandTable.option(name)
    let others = (CommandTable.exclusive.first { $0.contains(name) } ?? [name])
      .map { "--" + $0.rawValue }.joined(separator: " ")
    let value = option.value.map { ":" + zshValue($0, option.kind) } ?? ""
    let summary = "[\(escapedBrackets(option.summary))]"
    let long = quoted(
      "(\(others))\(option.long)\(option.value == nil ? "" : "=")\(summary)\(value)")
    guard let short = option.short else { return [long] }
    return [quoted("(\(others))-\(short)\(summary)"), long]
  }

  private static func zshValue(_ name: String, _ kind: ValueKind) -> String {
    let name = escapedColons(escapedBrackets(name))
    return switch kind {
    case .text, .size: "\(name): "
    case .file: "\(name):_files"
    case .directory: "\(name):_files -/"
    case .tool: "\(name):_ocx_mise_tui_tools"
    case .command: "\(name):(\(firstWords.joined(separator: " ")))"
    case .choice(let choices): "\(name):(\(choices.joined(separator: " ")))"
    }
  }

  private static func escapedColons(_ text: String) -> String {
    text.split(separator: ":", omittingEmptySubsequences: false).joined(separator: "\\:")
  }

  private static func escapedBrackets(_ text: String) -> String {
    String(text.flatMap { $0 == "[" || $0 == "]" ? "\\\($0)" : String($0) })
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
