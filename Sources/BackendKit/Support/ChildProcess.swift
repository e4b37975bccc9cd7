import Synchronization

/// A started program: its process group, our ends of its pipes, and a pipe that closes when it
/// ends.
struct ChildProcess {
  let program: String
  let pid: pid_t
  /// Our ends of its standard output and error, non-blocking.
  let output: Int32
  let errorOutput: Int32
  /// Our end of its standard input; nil if it reads `/dev/null`.
  let input: Int32?
  /// Ready for reading once the program has ended.
  let exit: Int32

  /// One program is started at a time: a pipe is marked as not inheritable by a second call, and a
  /// program started by another thread in between would hold it open.
  private static let alone = Mutex(())

  /// Starts `command`.
  init(_ command: ProcessRunner.Command) throws(ProcessFailure) {
    let program = command.executable
    guard Self.isValid(command) else { throw .badArgument(program: program) }
    var pipes: [Pipe] = []
    do throws(SystemError) {
      pid = try Self.alone.withLock { (_) throws(SystemError) in
        for _ in 0..<(command.input.isEmpty ? 2 : 3) { pipes.append(try Pipe()) }
        return try Self.spawnWhenWritten(command, pipes: pipes)
      }
    } catch {
      for pipe in pipes { pipe.end() }
      throw Self.failure(error, of: command)
    }
    let (out, err) = (pipes[0], pipes[1])
    let input = pipes.count > 2 ? pipes[2] : nil
    close(out.write)
    close(err.write)
    for descriptor in [out.read, err.read] { Pipe.unblock(descriptor) }
    if let input {
      close(input.read)
      Pipe.unblock(input.write)
    }
    self.program = program
    output = out.read
    errorOutput = err.read
    self.input = input?.write
    let end = ProcessEnd.descriptor(of: pid)
    exit = end ?? -1
    guard end != nil else {
      signal(SIGKILL)
      _ = reap()
      for descriptor in [out.read, err.read] + (input.map { [$0.write] } ?? []) {
        close(descriptor)
      }
      throw .cannotStart(program: program, reason: "the system has nothing left to wait for it")
    }
  }

  /// Starts the program. If it was just written, another process that is about to start may still
  /// have it open (ETXTBSY), which passes.
  private static func spawnWhenWritten(
    _ command: ProcessRunner.Command, pipes: [Pipe]
  ) throws(SystemError) -> pid_t {
    for _ in 0..<50 {
      do throws(SystemError) {
        return try spawn(command, pipes: pipes)
      } catch {
        guard error.number == ETXTBSY else { throw error }
        usleep(2000)
      }
    }
    throw SystemError(number: ETXTBSY)
  }

  /// Sends a signal to the program and to everything that it started in its group.
  func signal(_ signal: Int32) { kill(-pid, signal) }

  /// Collects the status of the ended program, which removes it from the process table; nil if the
  /// status is lost because this process ignores SIGCHLD.
  func reap() -> ProcessResult.Ending? {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    // The macros of wait.h, which are not imported into Swift.
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  private static func isValid(_ command: ProcessRunner.Command) -> Bool {
    let texts =
      [command.executable] + command.arguments
      + Array(command.environment.keys) + Array(command.environment.values)
    return texts.allSatisfy { !$0.utf8.contains(0) } && command.executable.contains("/")
      && command.environment.keys.allSatisfy { !$0.isEmpty && !$0.utf8.contains(UInt8(ascii: "=")) }
  }

  private static func failure(
    _ error: SystemError, of command: ProcessRunner.Command
  ) -> ProcessFailure {
    let program = command.executable
    return switch error.number {
    case ENOENT, ENOTDIR: .notFound(program: program)
    case EACCES, EPERM, ENOEXEC, EISDIR: .notExecutable(program: program)
    default: .cannotStart(program: program, reason: error.reason)
    }
  }
}
