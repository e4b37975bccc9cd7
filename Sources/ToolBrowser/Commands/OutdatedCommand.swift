import BackendKit

/// `outdated`: the pins in force that something newer exists for, and the ladder of targets.
struct OutdatedCommand {
  /// `--exit-code`: end with 1 where there is any.
  let signalsByExitCode: Bool

  func run(_ context: CommandContext) throws -> OutdatedReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    context.warnOfProblems(in: workspace.project)
    let rows = workspace.pins().compactMap { pin -> OutdatedReport.Row? in
      guard pin.entry.inForce, let ladder = pin.ladder, !ladder.isEmpty else { return nil }
      return OutdatedReport.Row(
        pin: pin, ladder: ladder, file: workspace.project.displayPath(pin.entry.file))
    }
    return OutdatedReport(rows: rows, signalsByExitCode: signalsByExitCode)
  }
}

/// What `outdated` found.
struct OutdatedReport: Report {
  /// One pin and the steps above it.
  struct Row: Sendable {
    let pin: Pin
    let ladder: Ladder
    let file: String
  }

  let rows: [Row]
  let signalsByExitCode: Bool

  var nothing: String? { rows.isEmpty ? "No pin in force has anything newer." : nil }

  var exitCode: Int32 { signalsByExitCode && !rows.isEmpty ? 1 : 0 }

  var json: JSONValue {
    .array(
      rows.map { row in
        [
          "tool": .string(row.pin.entry.name),
          "file": .string(row.file),
          "request": .string(row.pin.entry.request),
          "current": JSONValue(row.pin.resolved),
          "patch": JSONValue(row.ladder.patch?.version.version),
          "minor": JSONValue(row.ladder.minor?.version.version),
          "major": JSONValue(row.ladder.major?.version.version),
        ]
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("TOOL"), .init("PIN", .right), .init("CURRENT", .right),
      .init("PATCH", .right), .init("MINOR", .right), .init("MAJOR", .right),
      .init("FILE", cut: .middle),
    ])
    for row in rows {
      table.add([
        row.pin.entry.name, row.pin.entry.request, row.pin.resolved ?? "",
        row.ladder.patch?.version.version ?? "", row.ladder.minor?.version.version ?? "",
        row.ladder.major?.version.version ?? "", "\(row.file):\(row.pin.entry.line)",
      ])
    }
    return table.text(style: style)
  }
}
