import Synchronization

/// Whoever wants to open a file for writing waits, for as long as somebody holds a lease of it. Only
/// Linux has that, for files of one's own and where the file system takes leases (`fcntl(2)`).
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

  /// Lets those who wait go on; a second call does nothing.
  func release() {
    let held = descriptor.withLock { number in
      defer { number = nil }
      return number
    }
    if let held { close(held) }
  }

  /// Waits until nobody has a file open for writing, and has everybody wait who wants to from then
  /// on; nil where that cannot be had until `end`, by `MonotonicClock`. To be held for moments: a
  /// process that is stopped meanwhile holds up others until the system breaks its lease.
  static func take(_ path: String, until end: Double) -> FileLease? {
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
