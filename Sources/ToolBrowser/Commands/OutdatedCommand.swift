import BackendKit

/// `outdated`: the pins in force that something newer exists for, and the ladder of targets. What
/// could not be looked at is said, and is no good news.
struct OutdatedCommand {
  /// `--exit-code`: end with 1 where there is any, else with the status of the first thing that
  /// could not be looked at.
  let signalsByExitCode: Bool

  func run(_ context: CommandContext) throws -> OutdatedReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    let project = workspace.project
    let pins = workspace.pins().filter(\.entry.inForce)
    let rows = pins.compactMap { pin -> OutdatedReport.Row? in
      guard let upgrades = pin.upgrades, !upgrades.isEmpty else { return nil }
      return OutdatedReport.Row(
        pin: pin, upgrades: upgrades, file: project.displayPath(pin.entry.file))
    }
    let unknown = pins.compactMap { SkippedItem($0, of: project) }
    let leftOut = SkippedItem.files(of: project) + unknown
    context.warn(of: leftOut)
    return OutdatedReport(
      rows: rows, leftOut: leftOut, isAnyChecked: unknown.count < pins.count,
      signalsByExitCode: signalsByExitCode)
  }
}

/// What `outdated` found.
struct OutdatedReport: Report {
  /// One pin and the steps above it.
  struct Row: Sendable {
    let pin: Pin
    let upgrades: UpgradeOptions
    let file: String

    /// The version of a level, where it runs.
    func version(_ level: UpgradeLevel) -> String? {
      upgrades[level].flatMap { $0.runs ? $0.version.version : nil }
    }
  }

  let rows: [Row]
  /// What could not be looked at.
  let leftOut: [SkippedItem]
  /// Whether there is a pin that could be.
  let isAnyChecked: Bool
  let signalsByExitCode: Bool

  var nothing: String? {
    guard rows.isEmpty else { return nil }
    if leftOut.isEmpty { return "No pin in force has anything newer." }
    return isAnyChecked
      ? "Of the pins that could be checked none has anything newer." : "No pin could be checked."
  }

  var exitCode: Int32 {
    guard signalsByExitCode else { return 0 }
    return rows.isEmpty ? leftOut.first?.code.exitCode ?? 0 : 1
  }

  var json: JSONValue {
    .array(
      rows.map { row in
        [
          "tool": .string(row.pin.entry.name),
          "file": .string(row.file),
          "request": .string(row.pin.entry.request),
          "current": JSONValue(row.pin.resolved),
          "within": JSONValue(row.version(.within)),
          "patch": JSONValue(row.version(.patch)),
          "minor": JSONValue(row.version(.minor)),
          "major": JSONValue(row.version(.major)),
        ]
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("TOOL"), .init("PIN", .right), .init("CURRENT", .right),
      .init("WITHIN", .right), .init("PATCH", .right), .init("MINOR", .right),
      .init("MAJOR", .right),
      .init("FILE", cut: .middle),
    ])
    for row in rows {
      table.add(
        [
          row.pin.entry.name, row.pin.entry.request, row.pin.resolved ?? "",
        ] + UpgradeLevel.allCases.map { row.version($0) ?? "" }
          + ["\(row.file):\(row.pin.entry.line)"])
    }
    return table.text(style: style)
  }
}
