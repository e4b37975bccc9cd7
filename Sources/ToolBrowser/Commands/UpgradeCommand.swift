import BackendKit

/// `upgrade [TOOL …]`: up to a level for each pin in force. Of tools that are named all can
/// be looked at, or nothing is written; of all pins what cannot be is said, and the rest goes up.
struct UpgradeCommand {
  let tools: [String]
  /// nil for the one that is gone to unasked.
  let level: UpgradeLevel?
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
    let unknown = chosen.compactMap { SkippedItem($0, of: project) }
    if !tools.isEmpty, let first = unknown.first { throw first }
    let files = SkippedItem.files(of: project)
    var session = context.session(on: workspace)
    let level = level ?? .standard
    var report = ChangeReport(plan: ChangePlan(files: []), written: false)
    if level == .within {
      report.installStatus = try install(chosen, &session, context)
    } else {
      let staged = try session.stage([.upgrade(chosen, to: level)])
      let plan = try session.finish(dryRun: dryRun)
      report = ChangeReport(plan: plan, written: !dryRun && !plan.isEmpty)
      for left in staged.left { context.output.aside("left: \(LeftText.line(left))\n") }
    }
    for pin in pinning.heldBack(chosen, to: level) {
      let name = SafeText.clean("\(pin.entry.key) \"\(pin.entry.request)\"")
      context.output.aside("left as it is: \(name), for its list has the newer one already\n")
    }
    context.warn(of: files + unknown)
    if tools.isEmpty { report.leftOut = files + unknown }
    return report
  }

  /// Installs the newest that each pin covers; no file changes.
  private func install(
    _ pins: [Pin], _ session: inout SessionDriver, _ context: CommandContext
  ) throws -> Int32 {
    guard !dryRun else {
      for pin in pins {
        guard let step = pin.upgrades?.within, step.runs else { continue }
        let left = LeftUpgrade(pin: pin, level: .within, step: step)
        context.output.aside("would install: \(LeftText.line(left))\n")
      }
      return 0
    }
    var status: Int32 = 0
    for notice in session.request(.upgrade(pins, to: .within)) {
      if let problem = notice.problem { throw problem }
      if case .installed(let results) = notice {
        status = InstallCommand.tell(results, to: context.output)
      }
    }
    return status
  }
}
