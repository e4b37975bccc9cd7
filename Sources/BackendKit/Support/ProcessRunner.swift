/// Runs other programs, with no shell between: each in a process group of its own, with exactly
/// the environment given, with bounded output and an end to the wait (docs/design.md, D8). They run in the
/// working directory of this process: Swift sees no call on Linux that starts one elsewhere
/// (`posix_spawn_file_actions_addchdir_np` stands behind `_GNU_SOURCE`), and what we run needs
/// none (`mise` takes `--cd`).
///
/// A program that is ended (time limit, cancellation, too much output) is ended with all that it
/// started: SIGTERM to the group, a short grace, SIGKILL. One that ends by itself is left in
/// peace, and so is what it left running: the result is there when the program itself is done,
/// also where something it started in the background still holds its output open.
package struct ProcessRunner: Sendable {
  /// One run of a program.
  package struct Command: Sendable {
    /// The path of the program; nothing is searched on PATH (`ExecutableSearch` does).
    package var executable: String
    /// What follows the program's own name.
    package var arguments: [String]
    /// All that the program finds in its environment.
    package var environment: [String: String]
    /// What it reads from standard input; empty is `/dev/null`.
    package var input: [UInt8] = []
    /// Seconds after which it is ended; nil waits as long as it takes.
    package var timeLimit: Double?
    /// The most bytes of standard output: more is a failure. As many of standard error are kept:
    /// more is noise, dropped and marked (`ProcessResult.errorOutputTruncated`).
    package var outputLimit = 16 << 20
    /// Gets each line of standard error as it comes, without its end, invalid UTF-8 repaired and
    /// not yet cleaned for drawing. Called on the thread that runs the program.
    package var onErrorLine: (@Sendable (String) -> Void)?

    /// A command with nothing on standard input and no time limit.
    package init(
      executable: String, arguments: [String] = [], environment: [String: String] = [:]
    ) {
      self.executable = executable
      self.arguments = arguments
      self.environment = environment
    }
  }

  /// Seconds between SIGTERM and SIGKILL.
  var grace = 2.0

  /// A runner; it has no state, each run stands for itself.
  package init() {}

  /// Runs `command` and waits for its end. A status other than 0 is a result, not a failure.
  package func run(
    _ command: Command, cancellation: Cancellation = .never
  ) throws(ProcessFailure) -> ProcessResult {
    if cancellation.isCancelled { throw .cancelled(program: command.executable) }
    let child = try ChildProcess(command)
    let wake = WakePipe()
    let registration = cancellation.onCancel { wake.signal() }
    defer {
      registration.end()
      wake.close()
    }
    var session = ProcessSession(child: child, command: command, wake: wake, grace: grace)
    return try session.run { cancellation.isCancelled }
  }
}

/// What a program left behind.
package struct ProcessResult: Sendable, Equatable {
  /// How a program ended.
  package enum Ending: Sendable, Equatable {
    /// It ended with this status.
    case exited(Int32)
    /// A signal of this number ended it.
    case signalled(Int32)
  }

  /// How it ended.
  package var ending: Ending
  /// Its standard output, whole.
  package var output: [UInt8]
  /// Its standard error, up to the bound.
  package var errorOutput: [UInt8]
  /// Whether standard error went over the bound and was cut there.
  package var errorOutputTruncated: Bool

  /// Whether it ended with status 0.
  package var succeeded: Bool { ending == .exited(0) }
  /// The status as a shell reports it: 128 and the signal's number for a signal.
  package var status: Int32 {
    switch ending {
    case .exited(let status): status
    case .signalled(let signal): 128 + signal
    }
  }
  /// Standard output as text, invalid UTF-8 repaired.
  package var text: String { String(decoding: output, as: UTF8.self) }
}
