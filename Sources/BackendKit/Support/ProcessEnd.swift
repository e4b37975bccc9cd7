#if os(Linux)
  import CLinux
#endif

/// A descriptor to wait for the end of a program, together with its output. It does not collect the
/// status: until that is collected, the process ID cannot be reused, so that no signal can reach
/// another process.
enum ProcessEnd {
  /// A descriptor that is ready for reading, or closed by its other end, once the program has ended;
  /// nil if the system has none left.
  static func descriptor(of pid: pid_t) -> Int32? {
    #if os(Linux)
      let descriptor = linux_pidfd_open(pid)
      if descriptor >= 0 { return descriptor }
    #endif
    return descriptorOfThread(waitingFor: pid)
  }

  /// The same where the system has no descriptor of a process: a thread waits, and closes a pipe.
  private static func descriptorOfThread(waitingFor pid: pid_t) -> Int32? {
    guard let pipe = try? Pipe() else { return nil }
    let isStarted = Threads.start {
      var info = siginfo_t()
      while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) != 0 && errno == EINTR {}
      close(pipe.write)
    }
    guard isStarted else {
      pipe.end()
      return nil
    }
    return pipe.read
  }
}
