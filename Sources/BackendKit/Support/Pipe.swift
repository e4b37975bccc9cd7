import Synchronization

/// What the system said no with.
struct SystemError: Error {
  let number: Int32
  var reason: String { String(cString: strerror(number)) }
}

/// Two connected descriptors, above those of the standard streams, that no program inherits.
struct Pipe {
  let read: Int32
  let write: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw SystemError(number: errno) }
    // Where our own standard streams are closed a pipe gets their numbers, and the moves in the
    // child would run over each other.
    for index in ends.indices where ends[index] <= 2 {
      let moved = fcntl(ends[index], F_DUPFD_CLOEXEC, 3)
      let number = errno
      close(ends[index])
      ends[index] = moved
      guard moved >= 0 else {
        close(ends[1 - index])
        throw SystemError(number: number)
      }
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #if canImport(Darwin)
      _ = fcntl(ends[1], F_SETNOSIGPIPE, 1)
    #endif
    read = ends[0]
    write = ends[1]
  }

  /// Closes both ends.
  func end() {
    close(read)
    close(write)
  }

  /// Has this end return at once where it would wait.
  static func unblock(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }
}

/// A descriptor that becomes readable when another thread says so: it ends a wait in `poll`.
final class WakePipe: Sendable {
  private let pipe: Mutex<Pipe?>
  /// What to poll; -1, which `poll` passes over, where the system had no pipe left.
  let descriptor: Int32

  init() {
    let new = try? Pipe()
    descriptor = new?.read ?? -1
    if let new { BackendKit.Pipe.unblock(new.write) }
    pipe = Mutex(new)
  }

  /// Makes the descriptor readable, for good; harmless after `close`.
  func signal() {
    pipe.withLock { pipe in
      guard let pipe else { return }
      var byte: UInt8 = 1
      _ = write(pipe.write, &byte, 1)
    }
  }

  /// Gives the descriptors back.
  func close() {
    pipe.withLock { pipe in
      pipe?.end()
      pipe = nil
    }
  }
}
