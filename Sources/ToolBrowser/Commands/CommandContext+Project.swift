import BackendKit

extension CommandContext {
  /// The index to read.
  var index: IndexCollection {
    IndexCollection.locate(override: indexOverride, environment: environment)
  }

  /// An index given with `--index` must exist. The user's own may be missing: pins can be read
  /// without one.
  func requireNamedIndex() throws(IndexFailure) {
    guard indexOverride == nil || index.exists else { throw .absent(path: index.path) }
  }

  /// The project, its pins and installs, on the same index.
  ///
  /// - Parameter writing: whether files may be changed. If so, a write that was interrupted by a
  ///   crash is finished or undone first; readers touch nothing.
  func workspace(writing: Bool = false) -> Workspace {
    let changes = Changes(environment: environment)
    if writing {
      // If that fails, the write reports why.
      for note in (try? changes.recover()) ?? [] { warn(of: note) }
    } else if changes.hasUnfinished {
      output.standardError(
        "warning: a change was interrupted and is not finished; the next one finishes it\n")
    }
    return Workspace.open(
      environment: environment, directory: projectDirectory, indexOverride: indexOverride,
      offline: offline)
  }

  /// Warns of skipped items; a hint shared by consecutive items is printed once.
  func warn(of skipped: [SkippedItem]) {
    var lastHint: String?
    for item in skipped {
      output.standardError("warning: \(SafeText.clean(item.message))\n")
      guard let hint = item.hint, hint != lastHint else { continue }
      output.say(hint: hint)
      lastHint = hint
    }
  }

  /// Warns of what mise refuses here, once for all pins.
  func warnOfRefusals(_ workspace: Workspace) {
    warn(of: workspace.refusalsByMise.map(SkippedItem.init))
  }

  /// Notes that mise is missing if something is not installed, because mise will not install it.
  func noteMissingMise(_ workspace: Workspace, isAnyMissing: Bool) {
    guard isAnyMissing, !workspace.hasMise, !isJSON else { return }
    output.standardError(
      workspace.hasOCX
        ? "note: mise is not on PATH: ocx installs in its place, into its own store\n"
        : "note: neither mise (https://mise.jdx.dev) nor ocx (https://ocx.sh) is installed\n")
  }

  /// Reports the outcome of a change that an earlier run left unfinished.
  func warn(of note: RecoveryNote) {
    output.standardError("warning: \(note.line(home: environment.home))\n")
    guard let hint = note.commandHint else { return }
    output.say(hint: hint)
  }

  /// Prints the warnings of a change.
  func warn(of plan: ChangePlan, written: WrittenChange?) {
    for warning in plan.warnings + (written?.warnings ?? []) {
      output.standardError("warning: \(SafeText.clean(warning.message))\n")
    }
    for note in written?.notes ?? [] { warn(of: note) }
  }

  /// The registry of names that do not include one.
  var defaultRegistry: String { ToolName.defaultRegistry(environment: environment) }

  /// The tool that an argument names.
  func tool(
    _ argument: ToolArgument, in workspace: Workspace, among range: ToolLookup.Range = .all
  ) throws -> ToolName {
    say(try ToolLookup(workspace: workspace).tool(argument.text, among: range), for: argument)
  }

  /// The tool and the version that an argument names.
  func request(_ argument: ToolArgument, in workspace: Workspace) throws -> ToolRequest {
    let (match, request) = try ToolLookup(workspace: workspace).request(argument.text)
    _ = say(match, for: argument)
    return request
  }

  /// Reports which tool a short name means, unless it is in the default registry.
  private func say(_ match: ToolLookup.Match, for argument: ToolArgument) -> ToolName {
    if match.isElsewhere {
      output.standardError("\(SafeText.clean(argument.text)) is \(match.tool)\n")
    }
    return match.tool
  }
}
