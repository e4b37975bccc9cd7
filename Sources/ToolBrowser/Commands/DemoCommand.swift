import BackendKit

/// `demo`: the browser on a bundled index and a throw-away project.
struct DemoCommand {
  let command: ParsedCommand
  let context: CommandContext

  func run() throws -> Int32 {
    let keep = command.has(.keep)
    return try Demo.withTemporaryFolder(keep: keep, base: context.environment) { demo in
      context.output.aside("The demo's project is in \(demo.project)\n")
      defer { if keep { context.output.aside("Kept: \(demo.folder)\n") } }
      let inside = CommandContext(
        environment: demo.environment, projectDirectory: demo.project,
        indexOverride: demo.index.path,
        offline: true, output: context.output, now: context.now)
      return try BrowserProgram(command: command, context: inside).run()
    }
  }
}
