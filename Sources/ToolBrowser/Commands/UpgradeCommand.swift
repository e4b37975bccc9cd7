import BackendKit

/// `upgrade [TOOL …]`: a step of the ladder for each pin in force. Of tools that are named all can
/// be looked at, or nothing is written; of all pins what cannot be is said, and the rest goes up.
struct UpgradeCommand {
  let tools: [String]
  /// nil for the step that keeps each pin's own precision.
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
    var report = try ChangeReport.of(
      pinning.upgrades(chosen, to: level).map(\.change), workspace: workspace, dryRun: dryRun)
    for pin in pinning.heldBack(chosen, to: level) {
      let name = SafeText.clean("\(pin.entry.key) \"\(pin.entry.request)\"")
      context.output.aside("left as it is: \(name), for its list has the newer one already\n")
    }
    context.warn(of: files + unknown)
    if tools.isEmpty { report.leftOut = files + unknown }
    return report
  }
}
