import BackendKit

/// `pin TOOL[@VERSION] …`: changes one file, for all tools or none.
struct PinCommand: ReportingCommand, Equatable {
  var tools: [ToolArgument] = []
  var target: TargetArgument?
  var withDigest = false
  var dryRun = false

  static let name = "pin"
  static let declaration = CommandDeclaration<Self>(
    summary: "write tools into the project's mise.toml",
    discussion: [
      "Without a version, the newest release is pinned with the precision of the setting"
        + " precision, which is exact unless set."
    ],
    argument: .some(
      \.tools, "TOOL[@VERSION]",
      "[ocx:][registry/]namespace/name, and what to pin: 4, 4.3, latest, 4.3.2",
      completion: .dynamic(.packageVersion)),
    options: CommandOption<Self>.target(\.target) + [
      .flag(\.withDigest, "digest", "also pin the digest: if the tag moves, installing fails"),
      .dryRun(\.dryRun),
    ],
    hasJSON: true)

  func report(_ context: CommandContext) throws -> ChangeReport {
    let workspace = context.workspace(writing: !dryRun)
    let wanted = try tools.map { try context.request($0, in: workspace) }
    try CommandFailure.refuseTwice(wanted.map(\.tool))
    let scope = target?.scope(in: context) ?? .project
    var session = context.session(on: workspace)
    if case .file(let path) = scope { session.agree(toNamed: path, of: workspace.project) }
    let settings = wanted.contains { $0.version == nil } ? context.settings() : Settings()
    let staged = try session.stage(
      wanted.map { request in
        let target = PinTarget(tool: request.tool, scope: scope)
        return request.version == nil
          ? .pinNewest([target], settings.precision, withDigest: withDigest)
          : .pin(request, at: target, withDigest: withDigest)
      })
    warnOfShadows(over: staged.changes.map(\.change), workspace: workspace, output: context.output)
    warn(of: staged.foreign, output: context.output)
    let report = try context.report(on: &session, dryRun: dryRun)
    context.warn(of: SkippedItem.files(of: workspace.project))
    return report
  }

  /// Warns of named versions that run only on other platforms. They are written anyway.
  private func warn(of foreign: [ForeignVersion], output: Output) {
    for version in foreign {
      let platforms = version.platforms.joined(separator: ", ")
      output.standardError(
        "warning: \(version.key) \(version.request) does not run here; it is for \(platforms)\n")
    }
  }

  /// Warns of pins that have no effect here, with the reason. They are written anyway.
  private func warnOfShadows(over changes: [Change], workspace: Workspace, output: Output) {
    for change in changes {
      guard let obstacle = workspace.project.obstacle(of: change.key, in: change.file) else {
        continue
      }
      output.standardError("warning: \(SafeText.clean(obstacle.message(of: change.key)))\n")
    }
  }
}
