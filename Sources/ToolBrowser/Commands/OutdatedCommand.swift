import BackendKit

/// `outdated`: the pins in force that something newer exists for, by level, and those whose tag
/// moved. What cannot be checked is named.
struct OutdatedCommand: ReportingCommand {
  /// `--exit-code`: end with 1 where there is any, else with the status of the first thing that
  /// could not be looked at.
  var signalsByExitCode = false

  static let name = "outdated"
  static let declaration = CommandDeclaration<Self>(
    summary: "pins with something newer, by level",
    discussion: [
      "What cannot be looked at - a file that does not parse, a pin without an index - is a"
        + " warning. With --exit-code and nothing newer elsewhere it is the status, too: 65 for a"
        + " file or an entry, 79 for a missing index, package or version."
    ],
    options: [
      .flag(\.signalsByExitCode, "exit-code", "end with 1 where anything is newer or moved")
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> OutdatedReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    let project = workspace.project
    let pins = workspace.pins().filter(\.counts)
    let rows = pins.filter { $0.hasMoved || $0.upgrades?.isEmpty == false }.map { pin in
      OutdatedReport.Row(pin: pin, place: project.displayPath(pin.entry.file))
    }
    let unknown = pins.compactMap { SkippedItem($0, of: project) }
    let leftOut = SkippedItem.files(of: project) + unknown
    for line in pins.flatMap(LeftText.young) { context.output.aside("young: \(line)\n") }
    context.warn(of: leftOut)
    if !pins.isEmpty { context.warnOfRefusals(workspace) }
    return OutdatedReport(
      rows: rows, leftOut: leftOut, isAnyChecked: unknown.count < pins.count,
      signalsByExitCode: signalsByExitCode)
  }
}

/// What `outdated` found.
struct OutdatedReport: Report {
  /// One pin, and its file as people see it.
  struct Row: Sendable {
    let pin: Pin
    let place: String

    /// The file and the line, and the task.
    var `where`: String {
      "\(place):\(pin.entry.line)" + (pin.entry.task.map { " (task \($0))" } ?? "")
    }

    /// The version of a level, where it runs.
    func version(_ level: UpgradeLevel) -> String? {
      pin.upgrades?[level].flatMap { $0.runs ? $0.version.version : nil }
    }
  }

  let rows: [Row]
  /// What could not be looked at.
  let leftOut: [SkippedItem]
  /// Whether there is a pin that could be.
  let isAnyChecked: Bool
  let signalsByExitCode: Bool

  var note: String? {
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
        let pin = row.pin
        return [
          "tool": .string(pin.entry.name),
          "key": .string(pin.entry.key),
          "file": .string(pin.entry.file),
          "line": JSONValue(pin.entry.line),
          "request": .string(pin.entry.request),
          "current": JSONValue(pin.resolved),
          "within": JSONValue(row.version(.within)),
          "patch": JSONValue(row.version(.patch)),
          "minor": JSONValue(row.version(.minor)),
          "major": JSONValue(row.version(.major)),
          "moved": .bool(pin.hasMoved),
          "task": JSONValue(pin.entry.task),
        ]
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("TOOL"), .init("PIN", .right), .init("CURRENT", .right),
      .init("WITHIN", .right), .init("PATCH", .right), .init("MINOR", .right),
      .init("MAJOR", .right),
      .init("TAG"), .init("FILE", cut: .middle),
    ])
    for row in rows {
      let entry = row.pin.entry
      let isDouble = rows.contains {
        $0.pin.entry.tool == entry.tool && $0.pin.entry.identity != entry.identity
      }
      table.add(
        [isDouble ? entry.key : entry.name, entry.request, row.pin.resolved ?? ""]
          + UpgradeLevel.allCases.map { row.version($0) ?? "" }
          + [row.pin.hasMoved ? "moved" : "", row.where])
    }
    return table.text(style: style)
  }
}
