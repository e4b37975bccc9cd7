import BackendKit

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif
/// What the program does with a command line that was understood.
struct CommandDispatch {
  let command: ParsedCommand
  let context: CommandContext
  let style: OutputStyle

  /// Does what a command line asks for in this process, and says what to exit with.
  static func run(_ command: ParsedCommand) -> Int32 {
    let environment = Environment(
      variables: ProcessInfo.processInfo.environment,
      workingDirectory: FileManager.default.currentDirectoryPath)
    let context = CommandContext(
      command: command, environment: environment, output: .standard, now: Int64(time(nil)))
    let style = OutputStyle.of(.output, choice: command.colour, environment: environment)
    return CommandDispatch(command: command, context: context, style: style).run()
  }

  /// Does it, and says what to exit with. Failures come back as their report.
  func run() -> Int32 {
    do {
      return try perform()
    } catch let failure as any UserFacingError {
      return Self.report(failure, json: command.isJSON, output: context.output)
    } catch {
      context.output.aside("error: \(error)\n")
      return FailureCode.inputOutput.exitCode
    }
  }

  /// One line of cause and one of mending; with `--json` the document, too.
  static func report(_ failure: any UserFacingError, json: Bool, output: Output) -> Int32 {
    if json { try? output.answer(failure.commandJSON.pretty + "\n") }
    output.aside("error: \(SafeText.clean(failure.message))\n")
    if let hint = failure.commandHint { output.aside("  try: \(SafeText.clean(hint))\n") }
    return failure.code.exitCode
  }

  private func perform() throws -> Int32 {
    if command.value(.project) != nil, !Files.isDirectory(context.projectDirectory) {
      throw CommandFailure.noProject(path: context.projectDirectory)
    }
    let arguments = command.arguments
    switch command.name {
    case .browse: return try BrowserProgram(command: command, context: context).run()
    case .demo: return try DemoCommand(command: command, context: context).run()
    case .registries: return try show(RegistriesCommand().run(context))
    case .packages: return try show(PackagesCommand(query: arguments.first).run(context))
    case .versions:
      return try show(
        VersionsCommand(
          tool: arguments[0], all: command.has(.all), variant: command.value(.variant)
        ).run(context))
    case .show: return try show(ShowCommand(request: arguments[0]).run(context))
    case .pins: return try show(PinsCommand().run(context))
    case .outdated:
      return try show(OutdatedCommand(signalsByExitCode: command.has(.exitCode)).run(context))
    case .pin:
      return try show(
        PinCommand(
          requests: arguments, scope: scope() ?? .project, withDigest: command.has(.digest),
          dryRun: command.isDryRun
        ).run(context))
    case .unpin:
      return try show(
        UnpinCommand(tools: arguments, scope: scope(), dryRun: command.isDryRun).run(context))
    case .upgrade:
      return try show(
        UpgradeCommand(
          tools: arguments, level: command.value(.to).flatMap(UpgradeLevel.init),
          dryRun: command.isDryRun
        ).run(context))
    case .undo: return try show(UndoCommand().run(context))
    default: return try performAroundOCX()
    }
  }

  /// The commands that run other programs.
  private func performAroundOCX() throws -> Int32 {
    let arguments = command.arguments
    switch command.name {
    case .install:
      return try interruptible {
        try InstallCommand(requests: arguments).run(context, cancellation: $0)
      }
    case .refresh:
      try interruptible { try RefreshCommand(subjects: arguments).run(context, cancellation: $0) }
    case .pluginInstall: try PluginCommand(action: .install).run(context)
    case .pluginUninstall: try PluginCommand(action: .uninstall).run(context)
    case .pluginPath: try PluginCommand(action: .path).run(context)
    case .gc:
      return try interruptible {
        try show(GarbageCommand(dryRun: command.isDryRun).run(context, cancellation: $0))
      }
    case .doctor:
      return try interruptible { try show(DoctorCommand().run(context, cancellation: $0)) }
    case .hookListVersions: return try hook(.listVersions)
    case .hookInstall: return try hook(.install)
    case .hookExecEnv: return try hook(.execEnv)
    default: break
    }
    return 0
  }

  private func hook(_ name: Hooks.Name) throws -> Int32 {
    try interruptible { try HookCommand(hook: name).run(context, cancellation: $0) }
  }

  private func show(_ report: some Report) throws -> Int32 {
    do {
      try context.output.answer(command.isJSON ? report.json.pretty + "\n" : report.text(style))
    } catch {
      if let done = report.done { context.output.aside(done + "\n") }
      throw error
    }
    if !command.isJSON, let nothing = report.nothing { context.output.aside(nothing + "\n") }
    return report.exitCode
  }

  /// The file that the options name; nil where they name none.
  private func scope() throws(UsageFailure) -> WriteScope? {
    if command.has(.global) { return .global }
    if command.has(.local) { return .local }
    if let name = command.value(.env) {
      // It becomes a part of a file's name.
      let isName = name.utf8.allSatisfy { byte in
        byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
          || Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber
      }
      guard isName, !name.isEmpty else {
        throw .badValue(
          of: "--env", value: name, wanted: "letters, digits, - and _ are", near: [])
      }
      return .environment(name)
    }
    if let path = command.value(.file) {
      return .file(Paths.absolute(path, from: context.environment.workingDirectory))
    }
    return nil
  }

  /// Children run in process groups of their own, so that the terminal's interrupt does not reach
  /// them: it is passed on as a cancellation.
  private func interruptible<Value>(_ body: (Cancellation) throws -> Value) throws -> Value {
    let cancellation = Cancellation()
    let watch = SignalWatch.cancelling(cancellation)
    defer { watch?.end() }
    return try body(cancellation)
  }
}
