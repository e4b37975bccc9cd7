import BackendKit

/// `demo`: the browser on a bundled index and a throw-away project.
struct DemoCommand {
  let command: ParsedCommand
  let context: CommandContext

  func run() throws -> Int32 {
    // The folder goes at the end, whatever ends it.
    try SignalLatch.during { try runInFolder(keep: command.has(.keep)) }
  }

  private func runInFolder(keep: Bool) throws -> Int32 {
    try Demo.withTemporaryFolder(keep: keep, base: context.environment) { demo in
      context.output.aside("The demo's project is in \(demo.project)\n")
      defer { if keep { context.output.aside("Kept: \(demo.folder)\n") } }
      let inside = CommandContext(
        environment: demo.environment, projectDirectory: demo.project,
        indexOverride: demo.index.path,
        offline: true, output: context.output, now: context.now)
      // The demo is a world of its own, but the command line is the user's.
      return try BrowserProgram(
        command: command, context: inside, folder: context.environment.workingDirectory
      ).run()
    }
  }
}
