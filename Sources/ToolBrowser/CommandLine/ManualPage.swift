/// The manual page `ocx-mise-tui(1)`, from the catalog, in the man(7) macros.
struct ManualPage {
  /// A list of terms, each with what it means.
  struct Section: Sendable {
    let title: String
    let introduction: String
    let entries: [(term: String, meaning: String)]
  }

  let catalog: CommandCatalog
  /// What the faces of the program add, such as their keys.
  var sections: [Section] = []

  var text: String {
    let program = Program.name
    var lines = [
      ".TH \(program.uppercased()) 1 \"\" \"\(program) \(Program.version)\"",
      ".SH NAME",
      "\(Self.escaped(program)) \\- \(Self.escaped(Program.summary))",
      ".SH SYNOPSIS",
      ".B \(Self.escaped(program))",
      "[\\fIOPTIONS\\fR]",
      ".br",
      ".B \(Self.escaped(program))",
      "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]",
      ".SH DESCRIPTION",
      "Without a command: \(Self.escaped(catalog.root.summary)).",
      ".SH COMMANDS",
    ]
    for command in catalog.commands { lines += section(command) }
    lines.append(".SH OPTIONS FOR ALL COMMANDS")
    lines += GlobalOptions.specs.flatMap(Self.entry)
    lines.append(".SH OPTIONS OF THE BROWSER")
    lines += catalog.root.options.flatMap(Self.entry)
    for section in sections {
      lines += [".SH \(Self.escaped(section.title))", Self.escaped(section.introduction)]
      for entry in section.entries {
        lines += [".TP", "\\fB\(Self.escaped(entry.term))\\fR", Self.escaped(entry.meaning)]
      }
    }
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

  private func section(_ command: CommandSpec) -> [String] {
    var lines = [".SS \"\(Self.escaped(catalog.usage(command)))\""]
    let summary = Self.escaped(command.summary)
    lines.append(summary.prefix(1).uppercased() + summary.dropFirst() + ".")
    for paragraph in command.discussion { lines += [".PP", Self.escaped(paragraph)] }
    if let argument = command.argument {
      lines += [".TP", ".I \(Self.escaped(argument.name))", Self.escaped(argument.summary)]
    }
    return lines + command.options.flatMap(Self.entry)
  }

  private static func entry(_ option: OptionSpec) -> [String] {
    let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = option.placeholder.map { " \\fI\(Self.escaped($0))\\fR" } ?? ""
    return [
      ".TP", "\(short)\\fB\(Self.escaped(option.long))\\fR\(value)", Self.escaped(option.summary),
    ]
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
