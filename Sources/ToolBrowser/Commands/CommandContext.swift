import BackendKit

/// What every command is given: where it stands, what was asked of all commands, where to speak.
struct CommandContext: Sendable {
  /// The variables and the working directory.
  let environment: Environment
  /// Where mise's file search starts: `--project`, else the working directory; absolute.
  let projectDirectory: String
  /// `--index`, absolute.
  let indexOverride: String?
  /// `--offline`, or `OCX_OFFLINE`.
  let offline: Bool
  /// Where to speak.
  let output: Output
  /// Seconds since 1970, for ages.
  let now: Int64

  /// The context of a command line: relative paths start at the working directory.
  init(command: ParsedCommand, environment: Environment, output: Output, now: Int64) {
    func absolute(_ option: OptionName) -> String? {
      command.value(option).map { Paths.absolute($0, from: environment.workingDirectory) }
    }
    self.init(
      environment: environment,
      projectDirectory: absolute(.project) ?? environment.workingDirectory,
      indexOverride: absolute(.index),
      offline: command.isOffline || environment.isTrue("OCX_OFFLINE"), output: output, now: now)
  }

  /// A context of parts.
  init(
    environment: Environment, projectDirectory: String, indexOverride: String?, offline: Bool,
    output: Output, now: Int64
  ) {
    self.environment = environment
    self.projectDirectory = projectDirectory
    self.indexOverride = indexOverride
    self.offline = offline
    self.output = output
    self.now = now
  }

  /// The index that was asked for.
  var index: IndexCollection {
    IndexCollection.locate(override: indexOverride, environment: environment)
  }

  /// An index that was asked for by name must be there; the user's own need not be, for pins say
  /// something without one.
  func requireNamedIndex() throws(IndexFailure) {
    guard indexOverride == nil || index.exists else { throw .absent(path: index.path) }
  }

  /// The project, its pins and what is installed, on the same index.
  func workspace() -> Workspace {
    // What a crash left half written is ended before anything is read. Where that cannot be done
    // now, the next write says why.
    try? Changes(environment: environment).recover()
    return Workspace.open(
      environment: environment, directory: projectDirectory, indexOverride: indexOverride,
      offline: offline)
  }

  /// Says what is left out and why; a mend that serves several is said once.
  func warn(of leftOut: [SkippedItem]) {
    var said: String?
    for item in leftOut {
      output.aside("warning: \(SafeText.clean(item.message))\n")
      guard let hint = item.hint, hint != said else { continue }
      output.aside("  try: \(SafeText.clean(hint))\n")
      said = hint
    }
  }

  /// The registry of names that give none.
  var defaultRegistry: String { ToolName.defaultRegistry(environment: environment) }

  /// Reads `TOOL` as the command line has it.
  func tool(_ text: String) throws(IdentifierFailure) -> ToolName {
    try ToolName(parsing: text, defaultRegistry: defaultRegistry)
  }

  /// Reads `TOOL[@VERSION]` as the command line has it.
  func request(_ text: String) throws(IdentifierFailure) -> ToolRequest {
    try ToolRequest(parsing: text, defaultRegistry: defaultRegistry)
  }
}
