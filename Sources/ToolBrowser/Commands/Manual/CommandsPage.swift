extension ManualPage {
  /// `ocx-mise-tui(1)`: every command and option, from the catalog.
  static func commands(_ catalog: CommandCatalog) -> ManualPage {
    let program = escaped(Program.name)
    var blocks: [Block] = [
      .heading("SYNOPSIS"),
      .source([
        ".B \(program)", "[\\fIOPTIONS\\fR]", ".br", ".B \(program)",
        "\\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIOPTIONS\\fR]",
      ]),
      .heading("DESCRIPTION"),
      .paragraph("Without a command: \(catalog.root.summary)."),
      .heading("COMMANDS"),
    ]
    for command in catalog.commands { blocks += section(command, catalog) }
    blocks += [
      .heading("OPTIONS FOR ALL COMMANDS"), options(GlobalOptions.specs),
      .heading("OPTIONS OF THE BROWSER"), options(catalog.root.options),
      .heading("EXIT STATUS"),
      .paragraph(
        """
        0 success; 1 with --exit-code; 64 usage; 65 data; 69 unavailable; 74 input/output; 75 try \
        again; 77 permission; 78 configuration; 79 not found; 80 authentication; 81 policy \
        (offline, read-only).
        """),
      .heading("SEE ALSO"),
      .paragraph("ocx-mise-tui(5), ocx-mise-tui-plugin(7)"),
    ]
    return ManualPage(name: Program.name, section: 1, summary: Program.summary, blocks: blocks)
  }

  private static func section(_ command: CommandSpec, _ catalog: CommandCatalog) -> [Block] {
    let summary = command.summary
    var blocks: [Block] = [
      .subheading(catalog.usage(command)),
      .paragraph(summary.prefix(1).uppercased() + summary.dropFirst() + "."),
    ]
    blocks += command.discussion.map(Block.paragraph)
    if let argument = command.argument {
      blocks.append(
        .source([".TP", ".I \(escaped(argument.name))", escaped(argument.summary)]))
    }
    if !command.options.isEmpty { blocks.append(options(command.options)) }
    return blocks
  }

  private static func options(_ options: [OptionSpec]) -> Block {
    .source(
      options.flatMap { option in
        let short = option.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
        let value = option.placeholder.map { " \\fI\(escaped($0))\\fR" } ?? ""
        return [".TP", "\(short)\\fB\(escaped(option.long))\\fR\(value)", escaped(option.summary)]
      })
  }
}
