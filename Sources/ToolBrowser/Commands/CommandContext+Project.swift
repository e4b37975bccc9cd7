import BackendKit

extension CommandContext {
  /// The index that was asked for.
  var index: IndexCollection {
    IndexCollection.locate(override: indexOverride, environment: environment)
  }

  /// An index that was asked for by name must be there. The user's own need not be: pins say
  /// something without one.
  func requireNamedIndex() throws(IndexFailure) {
    guard indexOverride == nil || index.exists else { throw .absent(path: index.path) }
  }

  /// The project, its pins and what is installed, on the same index.
  ///
  /// - Parameter writing: whether files may be changed. What a crash has left half written is then
  ///   ended before anything is read; who only reads touches nothing.
  func workspace(writing: Bool = false) -> Workspace {
    let changes = Changes(environment: environment)
    if writing {
      // Where that fails, the write says why.
      for note in (try? changes.recover()) ?? [] { warn(of: note) }
    } else if changes.hasUnfinished {
      output.aside(
        "warning: a change was interrupted and is not finished; the next one finishes it\n")
    }
    return Workspace.open(
      environment: environment, directory: projectDirectory, indexOverride: indexOverride,
      offline: offline)
  }

  /// Says what is skipped and why; a hint that serves several in a row is said once.
  func warn(of skipped: [SkippedItem]) {
    var said: String?
    for item in skipped {
      output.aside("warning: \(SafeText.clean(item.message))\n")
      guard let hint = item.hint, hint != said else { continue }
      output.say(hint: hint)
      said = hint
    }
  }

  /// Says what mise will fail for here, once for all pins.
  func warnOfRefusals(_ workspace: Workspace) {
    warn(of: workspace.refusalsByMise.map(SkippedItem.init))
  }

  /// Says that there is no mise, where something is not installed: it is not mise that will install it.
  func noteMissingMise(_ workspace: Workspace, isAnyMissing: Bool) {
    guard isAnyMissing, !workspace.hasMise, !isJSON else { return }
    output.aside("note: mise is not on PATH: ocx installs in its place, into its own store\n")
  }

  /// Says what became of a change that an earlier run had left unfinished.
  func warn(of note: RecoveryNote) {
    let message = note.message { Paths.abbreviate($0, home: environment.home) }
    output.aside("warning: \(SafeText.clean(message))\n")
    guard let hint = note.commandHint else { return }
    output.say(hint: hint)
  }

  /// Says what is to be known of a change beside its diff.
  func warn(of plan: ChangePlan, written: WrittenChange?) {
    for warning in plan.warnings + (written?.warnings ?? []) {
      output.aside("warning: \(SafeText.clean(warning.message))\n")
    }
    for note in written?.notes ?? [] { warn(of: note) }
  }

  /// The registry of names that give none.
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

  /// Says what a short name means where that is not of the default registry.
  private func say(_ match: ToolLookup.Match, for argument: ToolArgument) -> ToolName {
    if match.isElsewhere {
      output.aside("\(SafeText.clean(argument.text)) is \(match.tool)\n")
    }
    return match.tool
  }
}
