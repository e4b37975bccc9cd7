import BackendKit

/// The inputs of every command: its environment, the global options, and its output.
struct CommandContext: Sendable {
  /// The environment of the process.
  let environment: Environment
  /// The folder where mise's search for files starts: `--project`, or the working directory;
  /// absolute.
  let projectDirectory: String
  /// `--index`, absolute.
  let indexOverride: String?
  /// `--offline`, or `OCX_OFFLINE`.
  let offline: Bool
  /// `--json`.
  let isJSON: Bool
  /// `--color` and `--no-color`.
  let colour: ColourChoice
  let output: Output
  /// The style of human output.
  let style: OutputStyle
  /// Asks a question that is answered with yes or no; nil if nobody can answer.
  let confirm: @Sendable (String) -> Bool?
  /// Reads standard input to its end, or one byte more than a limit.
  let input: @Sendable (_ limit: Int) -> [UInt8]
  /// Seconds since 1970, for ages.
  let now: Int64
  /// All commands, for those that print information on commands.
  let catalog: CommandCatalog

  /// The context of a command line: relative paths start at the working directory.
  init(
    options: GlobalOptions, catalog: CommandCatalog, environment: Environment, output: Output,
    style: OutputStyle = .bare, input: @escaping @Sendable (Int) -> [UInt8] = { _ in [] },
    confirm: @escaping @Sendable (String) -> Bool? = { _ in nil }, now: Int64
  ) {
    self.environment = environment
    projectDirectory =
      options.project.map { Self.absolute($0, in: environment) } ?? environment.workingDirectory
    indexOverride = options.index.map { Self.absolute($0, in: environment) }
    offline = options.offline || environment.isTrue("OCX_OFFLINE")
    isJSON = options.json
    colour = options.colour
    self.output = output
    self.style = style
    self.input = input
    self.confirm = confirm
    self.now = now
    self.catalog = catalog
  }

  /// The absolute path of an argument.
  func path(_ argument: PathArgument) -> String { Self.absolute(argument, in: environment) }

  /// The absolute path; `~` is the home folder, since shells leave it unchanged in `--file=~/x`.
  private static func absolute(_ argument: PathArgument, in environment: Environment) -> String {
    let text = argument.text
    let isHome = text == "~" || text.hasPrefix("~/")
    let path = isHome ? Paths.join(environment.home, String(text.dropFirst(2))) : text
    return Paths.absolute(path, from: environment.workingDirectory)
  }

  /// Shows a report, and returns the exit status.
  func show(_ report: some Report) throws -> Int32 {
    do {
      try output.standardOutput(isJSON ? report.json.pretty + "\n" : report.text(style))
    } catch {
      if let done = report.done { output.standardError(done + "\n") }
      throw error
    }
    if !isJSON, let note = report.note { output.standardError(note + "\n") }
    return report.exitCode
  }

  /// Runs work that a signal cancels. Child processes run in their own process groups, so that the
  /// terminal's interrupt does not reach them by itself.
  func interruptible<Value>(_ body: (Cancellation) throws -> Value) throws -> Value {
    let cancellation = Cancellation()
    let watch = SignalWatch.cancelling(cancellation)
    defer { watch?.end() }
    return try body(cancellation)
  }
}
