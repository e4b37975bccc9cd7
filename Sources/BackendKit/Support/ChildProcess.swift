import Synchronization

/// A started program: its process group, our ends of its pipes, and a pipe that closes when it
/// ends.
struct ChildProcess {
  let program: String
  let pid: pid_t
  /// Our end of its standard output and error: they never block.
  let output: Int32
  let errorOutput: Int32
  /// Our end of its standard input; nil if it reads `/dev/null`.
  let input: Int32?
  /// Reads as ended once the program has.
  let exit: Int32

  /// One start at a time: a pipe is marked as not to be inherited by a second call, and a program
  /// started between the two by another thread would hold it open.
  private static let alone = Mutex(())

  /// Starts `command`.
  init(_ command: ProcessRunner.Command) throws(ProcessFailure) {
    let program = command.executable
    guard Self.isValid(command) else { throw .badArgument(program: program) }
    var pipes: [Pipe] = []
    do throws(SystemError) {
      pid = try Self.alone.withLock { (_) throws(SystemError) in
        for _ in 0..<(command.input.isEmpty ? 3 : 4) { pipes.append(try Pipe()) }
        return try Self.spawnWhenWritten(command, pipes: pipes)
      }
    } catch {
      for pipe in pipes { pipe.end() }
      throw Self.failure(error, of: command)
    }
    let (out, err, end) = (pipes[0], pipes[1], pipes[2])
    let input = pipes.count > 3 ? pipes[3] : nil
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
    exit = end.read
    guard Self.watch(pid, closing: end.write) else {
      signal(SIGKILL)
      _ = reap()
      end.end()
      for descriptor in [out.read, err.read] + (input.map { [$0.write] } ?? []) {
        close(descriptor)
      }
      throw .cannotStart(program: program, reason: "the system has no thread to wait for it")
    }
  }

  /// A program that was written a moment ago may still be open in another process that is about to
  /// start (ETXTBSY): that passes.
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

  /// Sends `signal` to the program and all that it started and that stayed in its group.
  func signal(_ signal: Int32) { kill(-pid, signal) }

  /// Takes the status of the ended program, so that nothing of it stays in the process table;
  /// nil if the status is lost because this process ignores SIGCHLD.
  func reap() -> ProcessResult.Ending? {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    // The macros of wait.h, which Swift does not import.
    let signal = status & 0x7f
    return signal == 0 ? .exited((status >> 8) & 0xff) : .signalled(signal)
  }

  /// Waits for the end on a thread of its own and leaves the status in place: until `reap` the
  /// number cannot be given to another process, so that no signal of ours can reach a stranger.
  private static func watch(_ pid: pid_t, closing descriptor: Int32) -> Bool {
    Threads.start {
      var info = siginfo_t()
      while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
      close(descriptor)
    }
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
