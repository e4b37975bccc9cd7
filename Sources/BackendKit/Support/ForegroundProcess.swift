/// Runs a program at the terminal in place of this one: with the same streams and in the same
/// process group, so that it receives keys, signals and job control.
package enum ForegroundProcess {
  /// Returns when the program has ended; false if it could not be started.
  ///
  /// - Parameter whenStopped: called when job control has stopped the program, which continues when
  ///   this returns.
  package static func run(_ command: ProcessRunner.Command, whenStopped: () -> Void) -> Bool {
    var pid: pid_t = 0
    let result = command.withCStrings { arguments, environment in
      posix_spawn(&pid, command.executable, nil, nil, arguments, environment)
    }
    guard result == 0 else { return false }
    var status: Int32 = 0
    while true {
      let answer = waitpid(pid, &status, WUNTRACED)
      if answer < 0 && errno == EINTR { continue }
      // WIFSTOPPED, which is not imported into Swift.
      guard answer == pid, status & 0xff == 0x7f else { return true }
      whenStopped()
      kill(pid, SIGCONT)
    }
  }
}
