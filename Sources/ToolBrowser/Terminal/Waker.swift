import BackendKit

/// A pipe that ends a `poll`, from another thread or from a signal handler.
final class Waker: Sendable {
  /// Becomes readable when it was woken.
  let readEnd: Int32
  private let writeEnd: Int32

  init() throws(TerminalFailure) {
    let ends = try PipeEnds()
    readEnd = ends.read
    writeEnd = ends.write
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

/// The two ends of a new pipe, which never block and which no child inherits.
struct PipeEnds {
  let read: Int32
  let write: Int32

  init() throws(TerminalFailure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(call: "pipe", number: errno) }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    read = ends[0]
    write = ends[1]
  }
}
