import BackendKit

/// `pin TOOL[@VERSION] …`: one change over one file; all tools or none.
struct PinCommand {
  let requests: [String]
  let scope: WriteScope
  let withDigest: Bool
  let dryRun: Bool

  func run(_ context: CommandContext) throws -> ChangeReport {
    let workspace = context.workspace()
    let pinning = Pinning(workspace: workspace)
    let wanted = try requests.map(context.request)
    try CommandFailure.refuseTwice(wanted.map(\.tool))
    let changes = try wanted.map { request in
      try pinning.pin(request, scope: scope, withDigest: withDigest)
    }
    warnOfShadows(over: changes, workspace: workspace, output: context.output)
    let report = try ChangeReport.of(changes, workspace: workspace, dryRun: dryRun)
    context.warn(of: LeftOut.files(of: workspace.project))
    return report
  }

  /// A pin that another file overrides is written as asked, but has no effect until that one goes.
  private func warnOfShadows(over changes: [Change], workspace: Workspace, output: Output) {
    let project = workspace.project
    let rank = Dictionary(
      project.files.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    for change in changes {
      guard let mine = rank[change.file],
        let winner = project.entries.first(where: { $0.key == change.key && $0.inForce }),
        let theirs = rank[winner.file], theirs < mine
      else { continue }
      let place = "\(project.displayPath(winner.file)):\(winner.line)"
      let warning = "\(change.key) stays at \"\(winner.request)\" of \(place)"
      output.aside("warning: \(SafeText.clean(warning))\n")
    }
  }
}

/// `unpin TOOL …`: out of the file asked for, else of the one whose entry is in force.
struct UnpinCommand {
  let tools: [String]
  let scope: WriteScope?
  let dryRun: Bool

  func run(_ context: CommandContext) throws -> ChangeReport {
    let workspace = context.workspace()
    let pinning = Pinning(workspace: workspace)
    let named = try tools.map(context.tool)
    try CommandFailure.refuseTwice(named)
    let changes: [Change]
    do {
      changes = try named.flatMap { try pinning.unpin($0, scope: scope) }
    } catch let failure as PinningFailure {
      throw workspace.project.failure(behind: failure, scope: scope)
    }
    let report = try ChangeReport.of(changes, workspace: workspace, dryRun: dryRun)
    context.warn(of: LeftOut.files(of: workspace.project))
    return report
  }
}

/// `upgrade [TOOL …]`: a step of the ladder for each pin in force. Of tools that are named all can
/// be looked at, or nothing is written; of all pins what cannot be is said, and the rest goes up.
struct UpgradeCommand {
  let tools: [String]
  /// nil for the step that keeps each pin's own precision.
  let rung: Rung?
  let dryRun: Bool

  func run(_ context: CommandContext) throws -> ChangeReport {
    try context.requireNamedIndex()
    let workspace = context.workspace()
    let project = workspace.project
    let pinning = Pinning(workspace: workspace)
    let pins = workspace.pins().filter(\.entry.inForce)
    var chosen = pins
    if !tools.isEmpty {
      let named = try tools.map(context.tool)
      for tool in named where !pins.contains(where: { $0.entry.tool == tool }) {
        do {
          // The failure names what was meant, where one is near.
          _ = try pinning.unpin(tool)
        } catch let failure as PinningFailure {
          throw project.failure(behind: failure, scope: nil)
        }
      }
      chosen = pins.filter { pin in pin.entry.tool.map(named.contains) ?? false }
    }
    let unknown = chosen.compactMap { LeftOut($0, of: project) }
    if !tools.isEmpty, let first = unknown.first { throw first }
    let files = LeftOut.files(of: project)
    var report = try ChangeReport.of(
      pinning.upgrades(chosen, to: rung).map(\.change), workspace: workspace, dryRun: dryRun)
    context.warn(of: files + unknown)
    if tools.isEmpty { report.leftOut = files + unknown }
    return report
  }
}

/// `undo`: takes the last change back.
struct UndoCommand {
  func run(_ context: CommandContext) throws -> ChangeReport {
    let changes = Changes(environment: context.environment)
    let project = context.workspace().project
    return ChangeReport(plan: try changes.undo(display: project.displayPath), written: true)
  }
}

extension ChangeReport {
  /// Plans the changes and, but for a dry run, applies them.
  static func of(
    _ changes: [Change], workspace: Workspace, dryRun: Bool
  ) throws -> ChangeReport {
    let store = Changes(environment: workspace.environment)
    let plan = try store.plan(changes, display: workspace.project.displayPath)
    let writes = !dryRun && !plan.files.isEmpty
    if writes { try store.apply(plan) }
    return ChangeReport(plan: plan, written: writes)
  }
}
