import BackendKit

/// `pins`: every `ocx:` entry, in force or shadowed.
struct PinsCommand: ReportingCommand, Equatable {
  static let name = "pins"
  static let declaration = CommandDeclaration<Self>(
    summary: "the ocx: entries of the project, in force or shadowed",
    discussion: ["File, line, request, installed, latest, state."], hasJSON: true)

  func report(_ context: CommandContext) throws -> PinsReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    let project = workspace.project
    context.warn(of: SkippedItem.files(of: project))
    let pins = workspace.pins()
    // A warning shared by many pins is printed once, and only if mise is installed.
    let warnings = workspace.refusals.map(\.warning)
    let isShown = !context.isJSON && workspace.hasMise
    for refusal in workspace.refusals where isShown {
      guard pins.contains(where: { $0.warnings.contains(refusal.warning) }) else { continue }
      context.output.standardError("warning: \(SafeText.clean(refusal.warning))\n")
      if let hint = refusal.commandHint { context.output.say(hint: hint) }
    }
    context.noteMissingMise(workspace, isAnyMissing: pins.contains { $0.state == .missing })
    return PinsReport(
      rows: pins.map { pin in
        PinsReport.Row(
          pin: pin, file: project.displayPath(pin.entry.file),
          shadowedBy: pin.shadowedBy.map { project.displayPath($0.file) + ":\($0.line)" },
          warnings: pin.warnings.filter { !warnings.contains($0) })
      })
  }
}

/// The result of `pins`.
struct PinsReport: Report {
  /// One entry, with displayed paths.
  struct Row: Sendable {
    let pin: Pin
    let file: String
    let shadowedBy: String?
    /// The warnings that only this entry has.
    let warnings: [String]
  }

  let rows: [Row]

  var note: String? {
    rows.isEmpty
      ? "No ocx: entry in this folder or above. To add one: ocx-mise-tui pin TOOL" : nil
  }

  var json: JSONValue { .array(rows.map(Self.document)) }

  private static func document(_ row: Row) -> JSONValue {
    let pin = row.pin
    return .object(omittingNil: [
      ("tool", .string(pin.entry.name)),
      ("key", .string(pin.entry.key)),
      ("request", .string(pin.entry.request)),
      ("file", .string(pin.entry.file)),
      ("line", JSONValue(pin.entry.line)),
      ("in_force", .bool(pin.isInForce)),
      ("shadowed_by", JSONValue(pin.shadowedBy.map { "\($0.file):\($0.line)" })),
      ("resolved", .known(pin.resolved)),
      ("locked", .known(pin.locked)),
      ("latest", .known(pin.latest)),
      ("installed", JSONValue(pin.installed)),
      ("in_store", pin.isInStore.map(JSONValue.bool)),
      ("install_path", .known(pin.installPath)),
      ("state", .string(pin.state.rawValue)),
      ("ignored_because", .known(pin.entry.ignored?.code)),
      ("task", .known(pin.entry.task)),
      ("warnings", JSONValue(pin.warnings)),
    ])
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init(""), .init("TOOL", cut: .path, minimum: 18), .init("PIN", .right, cut: .middle),
      .init("IN FORCE", .right, cut: .middle, isExtra: true),
      .init("NEWEST", .right, cut: .middle, isExtra: true), .init("FILE", cut: .middle),
      .init("STATE", cut: .end, minimum: 29),
    ])
    let doubles = ToolEntry.namesWithSeveralKeys(rows.lazy.map(\.pin.entry))
    for row in rows {
      let pin = row.pin
      let isDouble = doubles.contains(pin.entry.name)
      // A warning that contains the state replaces it.
      let word =
        pin.state != .missing ? pin.state.rawValue : pin.elsewhereText ?? "not installed"
      let reason = row.warnings.first { row.shadowedBy == nil && $0.hasPrefix(word) }
      let state =
        row.shadowedBy.map { "shadowed by \($0)" }
        ?? (reason ?? word)
        + (pin.entry.task.map { ", task \($0)" } ?? "")
        + (pin.locked == nil ? "" : ", locked")
        + (pin.installed.isEmpty && ![.missing, .ignored].contains(pin.state)
          ? ", not installed" : "")
      table.add([
        pin.isInForce ? "*" : "o", isDouble ? pin.entry.key : pin.entry.name,
        pin.entry.request.shortDigest, pin.isInForce ? pin.resolved?.shortDigest ?? "" : "",
        pin.latest ?? "", "\(row.file):\(pin.entry.line)",
        ([state] + row.warnings.filter { $0 != reason }).joined(separator: "; "),
      ])
    }
    return table.text(style: style)
  }
}
