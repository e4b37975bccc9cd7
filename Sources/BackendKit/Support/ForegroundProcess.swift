/// Runs a program at the terminal in place of this one: with the same streams and in the same process
/// group, so that keys, signals and job control reach it.
package enum ForegroundProcess {
  /// Returns when the program has ended; false if it could not be started.
  ///
  /// - Parameter whenStopped: called when the program was stopped by job control; the program goes on
  ///   when it returns.
  package static func run(_ command: ProcessRunner.Command, whenStopped: () -> Void) -> Bool {
    let arguments = CStrings([command.executable] + command.arguments)
    let environment = CStrings(command.environment.map { $0.key + "=" + $0.value }.sorted())
    defer {
      arguments.free()
      environment.free()
    }
    var pid: pid_t = 0
    let result = posix_spawn(
      &pid, command.executable, nil, nil, arguments.pointers, environment.pointers)
    guard result == 0 else { return false }
    var status: Int32 = 0
    while true {
      let answer = waitpid(pid, &status, WUNTRACED)
      if answer < 0 && errno == EINTR { continue }
      // WIFSTOPPED, which Swift does not import.
      guard answer == pid, status & 0xff == 0x7f else { return true }
      whenStopped()
      kill(pid, SIGCONT)
    }
  }
}
