import Synchronization

/// Bytes from other threads for the terminal. Its own thread writes them between frames.
final class TerminalMailbox: Sendable {
  private let bytes = Mutex<[UInt8]>([])
  private let waker: Waker

  init(waker: Waker) { self.waker = waker }

  /// Queues bytes to be written.
  func post(_ more: [UInt8]) {
    bytes.withLock { $0 += more }
    waker.wake()
  }

  /// Removes and returns the queued bytes.
  func drain() -> [UInt8] {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }
}
