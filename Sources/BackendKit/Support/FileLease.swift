import Synchronization

/// While a lease of a file is held, processes that open it for writing wait. Only Linux supports
/// that, for one's own files on file systems with leases (`fcntl(2)`).
final class FileLease: Sendable {
  /// The result of waiting.
  enum Outcome {
    /// No other process has the file open for writing, or can open it: its name is unknown to
    /// others.
    case alone
    /// Another process still has it open for writing.
    case others
    /// The system cannot tell.
    case unknown
  }

  private let descriptor: Mutex<Int32?>

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { release() }

  /// Releases the lease; a second call does nothing.
  func release() {
    let held = descriptor.withLock { number in
      defer { number = nil }
      return number
    }
    if let held { close(held) }
  }

  /// Waits until no process has a file open for writing, and blocks those that want to from then
  /// on; nil if that is not possible until `end`, by `MonotonicClock`. It must only be held for
  /// moments: a stopped process blocks others until the system breaks its lease.
  static func acquire(_ path: String, until end: Double) -> FileLease? {
    let number = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { return nil }
    if wait(number, until: end) == .alone { return FileLease(number) }
    close(number)
    return nil
  }

  /// Waits until no other process has the file open for writing. The file must be open for reading.
  static func waitForWriters(of file: borrowing FileDescriptor, seconds: Double) -> Outcome {
    let outcome = wait(file.number, until: MonotonicClock.now + seconds)
    #if !canImport(Darwin)
      if outcome == .alone { _ = fcntl(file.number, setLease, F_UNLCK) }
    #endif
    return outcome
  }

  /// Waits for the lease of an open file, and takes it.
  private static func wait(_ number: Int32, until end: Double) -> Outcome {
    #if canImport(Darwin)
      return .unknown
    #else
      // Breaking a lease sends its holder a signal, which by default ends the process.
      guard fcntl(number, setSignal, SIGURG) == 0 else { return .unknown }
      var pause: UInt32 = 200
      while true {
        // A read lease is refused while the file is open for writing. Readers do no harm.
        if fcntl(number, setLease, F_RDLCK) == 0 { return .alone }
        guard errno == EAGAIN || errno == EINTR else { return .unknown }
        guard MonotonicClock.now < end else { return .others }
        usleep(pause)
        pause = min(pause * 2, 5_000)
      }
    #endif
  }

  #if !canImport(Darwin)
    /// `F_SETLEASE` and `F_SETSIG` of `linux/fcntl.h` and `asm-generic/fcntl.h`.
    private static let setLease: Int32 = 1024
    private static let setSignal: Int32 = 10
  #endif
}
