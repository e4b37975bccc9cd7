import Synchronization

/// A lock between processes, held until `release()` or until the last reference to it goes. The
/// system gives it back when the process dies, so none is ever left behind.
package final class FileLock: Sendable {
  /// The file that is locked; it stays when the lock is given back.
  package let path: String
  private let descriptor: Mutex<Int32?>

  fileprivate init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Gives the lock back; a second call does nothing.
  package func release() {
    let held = descriptor.withLock { number in
      defer { number = nil }
      return number
    }
    if let held { close(held) }
  }
}

extension Files {
  /// Takes the lock of `path`, a file made for nothing else; it is made where it is not there.
  ///
  /// Waits up to `seconds` for another holder, then throws `.locked`; a thrown `cancellation`
  /// ends the wait with `.locked` as well.
  package static func lock(
    _ path: String, waiting seconds: Double = 10, cancellation: Cancellation = .never
  ) throws(FileFailure) -> FileLock {
    let number = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard number >= 0 else { throw FileFailure(path: path, errno: errno) }
    let held = FileLock(path: path, descriptor: number)
    try take(
      number, path, until: MonotonicClock.now + seconds, cancellation: cancellation)
    return held
  }

  /// Takes the lock of a folder, which whoever changes files in it takes; nil where the system lets
  /// nobody lock it.
  ///
  /// - Parameter end: how long another holder is waited for, by `MonotonicClock`; then `.locked` is
  ///   thrown.
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
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw FileFailure(path: path, errno: errno)
      }
      guard MonotonicClock.now < end, !cancellation.isCancelled else {
        throw .locked(path: path)
      }
      // flock has no time limit of its own, so the wait is made of short ones; of different
      // lengths, so that of many who wait none is always the last.
      usleep(UInt32.random(in: 1_000...6_000))
    }
  }
}
