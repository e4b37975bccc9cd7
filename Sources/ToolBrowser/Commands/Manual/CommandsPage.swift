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
      .heading("HOW FILES ARE WRITTEN"),
      .paragraph(
        """
        A change of several files is written whole or not at all. One that was interrupted is ended by \
        the next command that writes, or by doctor. What somebody else has written since a file was read \
        is never written over: the file is compared right before the new text takes its place, and the \
        change is planned again, or refused with 75 where its diff was shown.
        """),
      .paragraph(
        """
        On Linux, in files of one's own on a disk of the machine, what is written in the moment of that is \
        kept as well. On macOS, on network file systems and in files of another owner the comparison is \
        all there is: what is written in the fraction of a millisecond after it can be lost. A file that \
        is a mount point of its own is written in place.
        """),
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
