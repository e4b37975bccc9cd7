import Synchronization

#if os(Linux)
  import CLinux
#endif

/// A failed system call.
struct SystemError: Error {
  let number: Int32
  var reason: String { String(cString: strerror(number)) }
}

/// Two connected descriptors that are not inherited by programs, with numbers above those of the
/// standard streams.
struct Pipe {
  let read: Int32
  let write: Int32

  init() throws(SystemError) {
    var ends: [Int32] = [-1, -1]
    #if os(Linux)
      guard linux_pipe_cloexec(&ends) == 0 else { throw SystemError(number: errno) }
    #else
      guard pipe(&ends) == 0 else { throw SystemError(number: errno) }
      for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    #endif
    // If our own standard streams are closed, a pipe gets their numbers, which would conflict when
    // the child sets up its streams.
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

  /// Makes a descriptor non-blocking.
  static func unblock(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
  }
}

/// A descriptor that another thread can make readable, to end a wait in `poll`.
final class WakePipe: Sendable {
  private let pipe: Mutex<Pipe?>
  /// The descriptor to poll; -1, which `poll` ignores, if the system had no pipe left.
  let descriptor: Int32

  init() {
    let new = try? Pipe()
    descriptor = new?.read ?? -1
    if let new { BackendKit.Pipe.unblock(new.write) }
    pipe = Mutex(new)
  }

  /// Makes the descriptor readable permanently. Harmless after `close`.
  func signal() {
    pipe.withLock { pipe in
      guard let pipe else { return }
      var byte: UInt8 = 1
      _ = write(pipe.write, &byte, 1)
    }
  }

  /// Closes the descriptors.
  func close() {
    pipe.withLock { pipe in
      pipe?.end()
      pipe = nil
    }
  }
}
