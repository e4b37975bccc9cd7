import BackendKit

/// A pipe that ends a `poll`, from another thread or a signal handler.
final class Waker: Sendable {
  /// Readable after `wake`.
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

  /// Ends the current wait, or the next one.
  func wake() {
    var byte: UInt8 = 0
    // If the pipe is full, it is readable anyway.
    _ = write(writeEnd, &byte, 1)
  }

  /// Empties the pipe, so that the next wait blocks again.
  func clear() {
    var bytes: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    while read(readEnd, &bytes, MemoryLayout.size(ofValue: bytes)) > 0 {}
  }
}

/// The two ends of a new pipe, which are non-blocking and not inherited by child processes.
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
