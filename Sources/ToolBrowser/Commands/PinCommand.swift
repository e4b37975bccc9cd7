import BackendKit

/// `pin TOOL[@VERSION] …`: one change over one file; all tools or none.
struct PinCommand {
  let requests: [String]
  let scope: WriteScope
  let withDigest: Bool
  let dryRun: Bool

  func run(_ context: CommandContext) throws -> ChangeReport {
    let workspace = context.workspace()
    let wanted = try requests.map(context.request)
    try CommandFailure.refuseTwice(wanted.map(\.tool))
    var session = context.session(on: workspace)
    let staged = try session.stage(
      wanted.map { request in
        .pin(request, at: PinTarget(tool: request.tool, scope: scope), withDigest: withDigest)
      })
    warnOfShadows(over: staged.changes.map(\.change), workspace: workspace, output: context.output)
    context.warn(of: staged.foreign)
    let plan = try session.finish(dryRun: dryRun)
    context.warn(of: SkippedItem.files(of: workspace.project))
    return ChangeReport(plan: plan, written: !dryRun && !plan.isEmpty)
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
