import BackendKit
import Synchronization

/// Gives the terminal back when the program crashes: a trap must not leave the person in front of
/// a terminal without echo, on a screen that shows nothing of what happened.
enum TerminalRescue {
  /// Addresses, as numbers: what a signal handler may read without a lock.
  private static let bytes = Atomic<UInt>(0)
  private static let count = Atomic<Int>(0)
  private static let modes = Atomic<UInt>(0)

  private static let signals = [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV]

  /// Has a crash write `restore` and put `modes` back. What the handler reads is laid out here
  /// beforehand, for in a crash nothing may be allocated any more.
  static func arm(restore: [UInt8], modes: termios) {
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: restore.count)
    room.initialize(from: restore, count: restore.count)
    let saved = UnsafeMutablePointer<termios>.allocate(capacity: 1)
    saved.initialize(to: modes)
    // The room of an earlier call stays where it is: a handler may be reading it.
    count.store(restore.count, ordering: .sequentiallyConsistent)
    bytes.store(UInt(bitPattern: room), ordering: .sequentiallyConsistent)
    Self.modes.store(UInt(bitPattern: saved), ordering: .sequentiallyConsistent)
    for signal in signals {
      // Back to the system's own action at once: the second time, it is a crash like any other.
      var action = sigaction.handling(flags: Int32(bitPattern: UInt32(SA_RESETHAND))) { signal in
        guard
          let text = UnsafeRawPointer(bitPattern: TerminalRescue.bytes.load(ordering: .relaxed)),
          let modes = UnsafePointer<termios>(
            bitPattern: TerminalRescue.modes.load(ordering: .relaxed))
        else { return }
        _ = write(STDOUT_FILENO, text, TerminalRescue.count.load(ordering: .relaxed))
        tcsetattr(STDIN_FILENO, TCSANOW, modes)
        raise(signal)
      }
      sigaction(signal, &action, nil)
    }
  }

  /// Leaves crashes to the system again.
  static func disarm() {
    for signal in signals {
      var action = sigaction.standard
      sigaction(signal, &action, nil)
    }
  }
}
