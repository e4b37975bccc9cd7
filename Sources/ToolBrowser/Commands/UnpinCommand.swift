import BackendKit

/// `unpin TOOL …`: out of the file asked for, else of the one whose entry is in force.
struct UnpinCommand: ReportingCommand {
  var tools: [ToolArgument] = []
  var target: TargetArgument?
  var dryRun = false

  static let name = "unpin"
  static let declaration = CommandDeclaration<Self>(
    summary: "take tools out of the project's mise.toml",
    discussion: ["Without an option for the file, out of the one whose entry is in force."],
    argument: .some(
      \.tools, "TOOL", "[ocx:][registry/]namespace/name", completion: .dynamic(.pin)),
    options: CommandOption<Self>.target(\.target) + [.dryRun(\.dryRun)],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> ChangeReport {
    let scope = context.scope(target)
    let workspace = context.workspace(writing: !dryRun)
    let pinning = Pinning(workspace: workspace)
    let named = try tools.map { try context.tool($0, in: workspace, among: .pinsFirst) }
    try CommandFailure.refuseTwice(named)
    let changes: [Change]
    do {
      changes = try named.flatMap { try pinning.unpin($0, scope: scope) }
    } catch let failure as PinningFailure {
      throw workspace.project.failure(behind: failure, scope: scope)
    }
    let report = try context.report(on: changes, in: workspace, dryRun: dryRun)
    context.warn(of: SkippedItem.files(of: workspace.project))
    return report
  }
}
