import BackendKit

/// The browser as a program: from what the command line says to an exit status.
struct BrowserProgram {
  let command: ParsedCommand
  let context: CommandContext

  /// Runs until the person, the script or the system ends it.
  func run() throws -> Int32 { FailureCode.unavailable.exitCode }
}
