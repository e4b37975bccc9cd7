/// The manual page `ocx-mise-tui(1)`, from the command table, in the man(7) macros.
enum ManualPage {
  static var text: String {
    let program = CommandTable.program
    var lines = [
      ".TH \(program.uppercased()) 1 \"\" \"\(program) \(Program.version)\"",
      ".SH NAME",
      "\(escaped(program)) \\- \(escaped(CommandTable.summary))",
      ".SH SYNOPSIS",
      ".B \(escaped(program))",
      "[\\fIOPTIONS\\fR]",
      ".br",
      ".B \(escaped(program))",
      "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]",
      ".SH DESCRIPTION",
      "Without a command: \(escaped(CommandTable.command(.browse).summary)).",
      ".SH COMMANDS",
    ]
    for name in CommandName.allCases where name != .browse {
      lines += section(CommandTable.command(name))
    }
    lines.append(".SH OPTIONS FOR ALL COMMANDS")
    lines += CommandTable.globalOptions.flatMap(entry)
    lines.append(".SH OPTIONS OF THE BROWSER")
    lines += CommandTable.command(.browse).options.flatMap(entry)
    lines += [
      ".SH EXIT STATUS",
      "0 success; 1 with \\fB\\-\\-exit\\-code\\fR; 64 usage; 65 data; 69 unavailable;",
      "74 input/output; 75 try again; 77 permission; 78 configuration; 79 not found;",
      "80 authentication; 81 policy (offline, read\\-only).",
      ".SH ENVIRONMENT",
      ".TP",
      ".BR OCX_INDEX \", \" OCX_HOME",
      "Where the OCX index lies.",
      ".TP",
      ".B NO_COLOR",
      "No colours.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private static func section(_ command: CommandSpec) -> [String] {
    var lines = [".SS \"\(escaped(CommandTable.usage(command)))\""]
    let summary = escaped(command.summary)
    lines.append(summary.prefix(1).uppercased() + summary.dropFirst() + ".")
    for paragraph in command.discussion { lines += [".PP", escaped(paragraph)] }
    if let argument = command.argument {
      lines += [".TP", ".I \(escaped(argument.name))", escaped(argument.summary)]
    }
    return lines + command.options.flatMap(entry)
  }

  private static func entry(_ name: OptionName) -> [String] {
    let option = CommandTable.option(name)
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.value.map { " \\fI\(escaped($0))\\fR" } ?? ""
    return [".TP", "\(short)\\fB\(escaped(option.long))\\fR\(value)", escaped(option.summary)]
  }

  /// A hyphen is typed as a minus, and no line may begin as a request does.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "\"": result += "\\(dq"
      case "…": result += "..."
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") || result.hasPrefix("'") ? "\\&" + result : result
  }
}
