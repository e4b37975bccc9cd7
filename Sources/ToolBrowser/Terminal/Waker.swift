#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// A pipe that ends a `poll`, from another thread or from a signal handler.
final class Waker: Sendable {
  /// Becomes readable when it was woken.
  let readEnd: Int32
  private let writeEnd: Int32

  init() throws(TerminalFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", number: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    readEnd = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(readEnd)
    close(writeEnd)
  }

  /// Ends a wait that is on, or the next one.
  func wake() {
    var byte: UInt8 = 0
    // A full pipe is as good as a written one.
    _ = write(writeEnd, &byte, 1)
  }

  /// Takes back what was written, so that the next wait waits again.
  func clear() {
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    while read(readEnd, &bytes, MemoryLayout.size(ofValue: bytes)) > 0 {}
  }
}
