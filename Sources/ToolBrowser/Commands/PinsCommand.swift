import BackendKit

/// `pins`: each `ocx:` entry, in force or shadowed.
struct PinsCommand {
  func run(_ context: CommandContext) throws -> PinsReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    context.warn(of: SkippedItem.files(of: workspace.project))
    return PinsReport(
      rows: workspace.pins().map { pin in
        PinsReport.Row(
          pin: pin, file: workspace.project.displayPath(pin.entry.file),
          shadowedBy: pin.entry.shadowedBy.map {
            workspace.project.displayPath($0.file) + ":\($0.line)"
          })
      })
  }
}

/// What `pins` found.
struct PinsReport: Report {
  /// One entry, its paths as a person at the project would write them.
  struct Row: Sendable {
    let pin: Pin
    let file: String
    let shadowedBy: String?
  }

  let rows: [Row]

  var nothing: String? {
    rows.isEmpty
      ? "No ocx: entry here or above. To make one: ocx-mise-tui pin TOOL" : nil
  }

  var json: JSONValue { .array(rows.map(Self.document)) }

  private static func document(_ row: Row) -> JSONValue {
    let pin = row.pin
    var members: [(String, JSONValue)] = [
      ("tool", .string(pin.entry.name)),
      ("key", .string(pin.entry.key)),
      ("request", .string(pin.entry.request)),
      ("file", .string(row.file)),
      ("line", JSONValue(pin.entry.line)),
      ("in_force", .bool(pin.entry.inForce)),
      ("shadowed_by", JSONValue(row.shadowedBy)),
    ]
    if let resolved = pin.resolved { members.append(("resolved", .string(resolved))) }
    if let latest = pin.latest { members.append(("latest", .string(latest))) }
    members.append(("installed", JSONValue(pin.installed)))
    if let path = pin.installPath { members.append(("install_path", .string(path))) }
    members.append(("state", .string(pin.state.rawValue)))
    members.append(("warnings", JSONValue(pin.warnings)))
    return .object(members)
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init(""), .init("TOOL"), .init("PIN", .right), .init("IN FORCE", .right),
      .init("NEWEST", .right), .init("FILE", cut: .middle), .init("STATE", cut: .end),
    ])
    for row in rows {
      let pin = row.pin
      let state =
        row.shadowedBy.map { "shadowed by \($0)" }
        ?? pin.state.rawValue
        + (pin.installed.isEmpty && pin.state != .missing ? ", not installed" : "")
      table.add([
        pin.entry.inForce ? "*" : "o", pin.entry.name, pin.entry.request,
        pin.resolved ?? "", pin.latest ?? "", "\(row.file):\(pin.entry.line)",
        ([state] + pin.warnings).joined(separator: "; "),
      ])
    }
    return table.text(style: style)
  }
}
