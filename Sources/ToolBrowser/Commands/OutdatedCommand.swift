import BackendKit

/// `outdated`: the pins in force with newer versions, by level, and those whose tag moved. What
/// cannot be checked is reported.
struct OutdatedCommand: ReportingCommand, Equatable {
  /// `--exit-code`: exit with 1 if anything is outdated, else with the code of the first thing that
  /// could not be checked.
  var signalsByExitCode = false

  static let name = "outdated"
  static let declaration = CommandDeclaration<Self>(
    summary: "pins with something newer, by level",
    discussion: [
      "What cannot be checked, such as a file that does not parse or a pin without an index, is"
        + " reported as a warning. With --exit-code, and if nothing is outdated, it is the exit status"
        + " as well: 65 for a file or an entry, 79 for a missing index, package or version."
    ],
    options: [
      .flag(\.signalsByExitCode, "exit-code", "exit with 1 if anything is newer or has moved")
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> OutdatedReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    let project = workspace.project
    let pins = workspace.pins().filter(\.counts)
    let doubles = ToolEntry.namesWithSeveralKeys(pins.lazy.map(\.entry))
    let rows = pins.filter { $0.hasMoved || $0.upgrades?.isEmpty == false }.map { pin in
      OutdatedReport.Row(
        pin: pin, name: doubles.contains(pin.entry.name) ? pin.entry.key : pin.entry.name,
        location: project.displayPath(pin.entry.file))
    }
    let unknown = pins.compactMap { SkippedItem($0, of: project) }
    let skipped = SkippedItem.files(of: project) + unknown
    for line in pins.flatMap(SkippedUpgradeText.tooYoung) {
      context.output.standardError("young: \(line)\n")
    }
    context.warn(of: skipped)
    if !pins.isEmpty { context.warnOfRefusals(workspace) }
    return OutdatedReport(
      rows: rows, skipped: skipped, isAnyChecked: unknown.count < pins.count,
      signalsByExitCode: signalsByExitCode)
  }
}

/// The result of `outdated`.
struct OutdatedReport: Report {
  /// One pin, with the displayed path of its file.
  struct Row: Sendable {
    let pin: Pin
    /// The tool, or the key if the project has several for it.
    let name: String
    let location: String

    /// The file and the line, and the task.
    var `where`: String {
      "\(location):\(pin.entry.line)" + (pin.entry.task.map { " (task \($0))" } ?? "")
    }

    /// The version of a level, if it runs on the pin's platform.
    func version(_ level: UpgradeLevel) -> String? {
      pin.upgrades?[level].flatMap { $0.mayRun ? $0.version.version : nil }
    }
  }

  let rows: [Row]
  /// What could not be checked.
  let skipped: [SkippedItem]
  /// Whether any pin could be checked.
  let isAnyChecked: Bool
  let signalsByExitCode: Bool

  var note: String? {
    guard rows.isEmpty else { return nil }
    if skipped.isEmpty { return "No pin in force has a newer version." }
    return isAnyChecked
      ? "None of the pins that could be checked has a newer version." : "No pin could be checked."
  }

  var exitCode: Int32 {
    guard signalsByExitCode else { return 0 }
    return rows.isEmpty ? skipped.first?.code.exitCode ?? 0 : 1
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
      table.add(
        [row.name, entry.request, row.pin.resolved ?? ""]
          + UpgradeLevel.allCases.map { row.version($0) ?? "" }
          + [row.pin.hasMoved ? "moved" : "", row.where])
    }
    return table.text(style: style)
  }
}
