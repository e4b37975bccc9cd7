import Synchronization

/// A lock between processes, held until `release()` or until the last reference is released. The
/// system releases it when the process dies, so none is left behind.
package final class FileLock: Sendable {
  /// The locked file, which remains after `release()`.
  package let path: String
  private let descriptor: Mutex<Int32?>

  fileprivate init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Releases the lock. A second call does nothing.
  package func release() {
    let held = descriptor.withLock { number in
      defer { number = nil }
      return number
    }
    if let held { close(held) }
  }

  /// Removes the locked file and releases the lock. Whoever waits for it creates a new one.
  func remove() {
    if descriptor.withLock({ $0 != nil }) { try? Files.removeFile(path) }
    release()
  }
}

extension Files {
  /// Locks `path`, a file used only for that, which is created if necessary.
  ///
  /// Waits up to `seconds` for another holder, then throws `.locked`, as it does after a
  /// cancellation.
  package static func lock(
    _ path: String, waiting seconds: Double = 10, cancellation: Cancellation = .never
  ) throws(FileFailure) -> FileLock {
    let end = MonotonicClock.now + seconds
    while true {
      let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard number >= 0 else { throw FileFailure(path: path, errno: errno) }
      let held = FileLock(path: path, descriptor: number)
      try take(number, path, until: end, cancellation: cancellation)
      if try isStill(number, at: path) { return held }
    }
  }

  /// Whether a path still names an open file, which a holder of its lock may have removed.
  private static func isStill(_ number: Int32, at path: String) throws(FileFailure) -> Bool {
    var (opened, named) = (stat(), stat())
    guard fstat(number, &opened) == 0 else { throw FileFailure(path: path, errno: errno) }
    guard lstat(path, &named) == 0 else {
      if errno == ENOENT { return false }
      throw FileFailure(path: path, errno: errno)
    }
    return FileStamp(opened).isSameFile(as: FileStamp(named))
  }

  /// Locks a folder, which everybody who changes files in it has to do; nil if the system does not
  /// allow it.
  ///
  /// - Parameter end: when to stop waiting for another holder, by `MonotonicClock`, and throw
  ///   `.locked`.
  static func lockFolder(
    _ path: String, until end: Double, cancellation: Cancellation = .never
  ) throws(FileFailure) -> FileLock? {
    let number = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard number >= 0 else {
      if errno == EACCES { return nil }
      throw FileFailure(path: path, errno: errno)
    }
    let held = FileLock(path: path, descriptor: number)
    do throws(FileFailure) {
      try take(number, path, until: end, cancellation: cancellation)
      return held
    } catch {
      if case .locked = error { throw error }
      return nil
    }
  }

  /// The same for `seconds` from now.
  package static func lockFolder(
    _ path: String, waiting seconds: Double
  ) throws(FileFailure) -> FileLock? {
    try lockFolder(path, until: MonotonicClock.now + seconds)
  }

  private static func take(
    _ number: Int32, _ path: String, until end: Double, cancellation: Cancellation
  ) throws(FileFailure) {
    let start = MonotonicClock.now
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw FileFailure(path: path, errno: errno)
      }
      guard MonotonicClock.now < end, !cancellation.isCancelled else {
        throw .locked(path: path)
      }
      // flock has no time limit, so this polls; with random intervals, so that of many processes
      // none always comes last, and less often for a holder that takes long.
      let isLong = MonotonicClock.now - start > 1
      usleep(UInt32.random(in: 1_000...6_000) * (isLong ? 20 : 1))
    }
  }
}
