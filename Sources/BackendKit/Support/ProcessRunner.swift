/// Runs other programs without a shell: each in its own process group, with exactly the given
/// environment, with limited output and an optional time limit (docs/design.md, D8). They run in
/// the working directory of this process: the call that would change it is not visible to Swift on
/// Linux (`posix_spawn_file_actions_addchdir_np` requires `_GNU_SOURCE`), and it is not needed
/// (`mise` has `--cd`).
///
/// A program that is terminated (time limit, cancellation, too much output) is terminated with
/// everything that it started: SIGTERM to the group, a short grace period, SIGKILL. If it ends by
/// itself, what it left running is not touched: the result is returned when the program itself has
/// ended, even if a background process still holds its output open.
package struct ProcessRunner: Sendable {
  /// How to run a program.
  package struct Command: Sendable {
    /// The path of the program. PATH is not searched; see `ExecutableSearch`.
    package var executable: String
    /// The arguments, without the program's name.
    package var arguments: [String]
    /// The complete environment.
    package var environment: [String: String]
    /// The standard input; `/dev/null` if empty.
    package var input: [UInt8] = []
    /// The time limit in seconds; nil for none.
    package var timeLimit: Double?
    /// The maximum number of bytes of standard output; more is a failure. The same number of bytes
    /// of standard error is kept; the rest is dropped (`ProcessResult.errorOutputTruncated`).
    package var outputLimit = 16 << 20
    /// Receives each line of standard error, without its end, with invalid UTF-8 replaced, not yet
    /// sanitized. Of each, at most `longestErrorLine` bytes are kept. Called on the thread that runs
    /// the program.
    package var onErrorLine: (@Sendable (String) -> Void)?

    /// A command without input and time limit.
    package init(
      executable: String, arguments: [String] = [], environment: [String: String] = [:]
    ) {
      self.executable = executable
      self.arguments = arguments
      self.environment = environment
    }
  }

  /// The number of bytes that are kept of a line of standard error when it is reported.
  static let longestErrorLine = 8 << 10

  /// Seconds between SIGTERM and SIGKILL.
  var grace = 2.0

  package init() {}

  /// Runs a command and waits for its end. A non-zero status is a result, not a failure.
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

/// The result of running a program.
package struct ProcessResult: Sendable, Equatable {
  /// How a program ended.
  package enum Ending: Sendable, Equatable {
    /// It exited with this status.
    case exited(Int32)
    /// It was killed by this signal.
    case signalled(Int32)
  }

  /// How it ended.
  package var ending: Ending
  /// Its complete standard output.
  package var output: [UInt8]
  /// Its standard error, up to the limit.
  package var errorOutput: [UInt8]
  /// Whether standard error exceeded the limit and was truncated.
  package var errorOutputTruncated: Bool

  /// Whether it exited with status 0.
  package var succeeded: Bool { ending == .exited(0) }
  /// The status as a shell reports it: 128 plus the number of a signal.
  package var status: Int32 {
    switch ending {
    case .exited(let status): status
    case .signalled(let signal): 128 + signal
    }
  }
  /// Standard output as text, with invalid UTF-8 replaced.
  package var text: String { String(decoding: output, as: UTF8.self) }
}
