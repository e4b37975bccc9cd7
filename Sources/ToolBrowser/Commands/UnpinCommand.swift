import BackendKit

/// `unpin TOOL …`: removes tools from the given file, else from the file whose entry is in force.
struct UnpinCommand: ReportingCommand, Equatable {
  var tools: [ToolArgument] = []
  var target: TargetArgument?
  var dryRun = false

  static let name = "unpin"
  static let declaration = CommandDeclaration<Self>(
    summary: "remove tools from the project's mise.toml",
    discussion: ["Without an option for the file, from the one whose entry is in force."],
    argument: .some(
      \.tools, "TOOL", "[ocx:][registry/]namespace/name", completion: .dynamic(.pin)),
    options: CommandOption<Self>.target(\.target) + [.dryRun(\.dryRun)],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> ChangeReport {
    let scope = target?.scope(in: context)
    let workspace = context.workspace(writing: !dryRun)
    let named = try tools.map { try context.tool($0, in: workspace, among: .pinsFirst) }
    try CommandFailure.refuseTwice(named)
    var session = context.session(on: workspace)
    if case .file(let path) = scope { session.agree(toNamed: path, of: workspace.project) }
    _ = try session.stage(named.map { .unpinTool($0, from: scope) })
    let report = try context.report(on: &session, dryRun: dryRun)
    context.warn(of: SkippedItem.files(of: workspace.project))
    return report
  }
}
