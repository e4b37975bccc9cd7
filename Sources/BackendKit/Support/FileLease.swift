/// Whether others have an open file open for writing. Only Linux tells, of files of one's own and
/// where the file system takes leases (`fcntl(2)`).
enum FileLease {
  /// What waiting for the last writer came to.
  enum Outcome {
    /// Nobody writes to the file, nor will: it has no name any more that others know.
    case alone
    /// Somebody still has it open for writing.
    case others
    /// It cannot be told.
    case unknown
  }

  /// Waits until no other process has the file open for writing. The file must be open for reading.
  static func waitForWriters(of file: borrowing FileDescriptor, seconds: Double) -> Outcome {
    #if canImport(Darwin)
      return .unknown
    #else
      // Whoever breaks a lease has a signal sent to its holder, by default one that ends it.
      guard fcntl(file.number, setSignal, SIGURG) == 0 else { return .unknown }
      let end = MonotonicClock.now + seconds
      var pause: UInt32 = 200
      while true {
        // A lease for reading is refused while somebody may write; who only reads does no harm.
        if fcntl(file.number, setLease, F_RDLCK) == 0 {
          _ = fcntl(file.number, setLease, F_UNLCK)
          return .alone
        }
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
