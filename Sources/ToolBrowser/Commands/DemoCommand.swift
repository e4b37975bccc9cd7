import BackendKit

/// `demo`: the browser on a bundled index and a temporary project.
struct DemoCommand: Command, Equatable {
  var keep = false
  var browser = BrowserArguments()

  static let name = "demo"
  static let declaration = CommandDeclaration<Self>(
    summary: "the browser, on a bundled index and a temporary project",
    discussion: [
      "Needs no ocx, no mise and no network. Removes its folder at the end, or with --keep prints its path."
    ],
    options: [.flag(\.keep, "keep", "do not remove the temporary folder")]
      + BrowserArguments.options.map { $0.lifted(to: \.browser) })

  func run(_ context: CommandContext) throws -> Int32 {
    // The folder is removed at the end, also after a signal.
    try SignalLatch.during {
      try Demo.withTemporaryFolder(keep: keep, base: context.environment) { demo in
        // What is said of a folder must hold after the end as well.
        defer {
          if keep { context.output.standardError("The demo's project is in \(demo.project)\n") }
        }
        do {
          return try BrowserProgram(arguments: browser, context: context, demo: demo).run()
        } catch {
          // After a signal, failures such as a closed pipe are not reported.
          guard let signal = SignalLatch.caught else { throw error }
          return 128 + signal
        }
      }
    }
  }
}
