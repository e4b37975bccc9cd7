import BackendKit

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
    context.warn(of: SkippedItem.files(of: workspace.project))
    return report
  }
}
