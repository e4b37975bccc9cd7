import BackendKit

/// The lines of standard input. A signal ends the wait for one, so that who called can clean up.
struct PlainInput {
  enum Step: Hashable {
    case line(String)
    case end
    case signal(Int32)
  }

  private var bytes: [UInt8] = []
  private var isAtEnd = false

  /// The next line, without its end.
  mutating func next() throws(TerminalFailure) -> Step {
    // Only while it waits: what runs between two lines is ended by a signal as ever.
    let signals = try SignalPipe([SIGINT, SIGTERM, SIGHUP, SIGQUIT])
    defer { signals.close() }
    while true {
      if let signal = SignalLatch.caught ?? signals.take().first { return .signal(signal) }
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        defer { bytes.removeFirst(end + 1) }
        return .line(String(decoding: bytes[..<end], as: UTF8.self))
      }
      if isAtEnd {
        guard !bytes.isEmpty else { return .end }
        defer { bytes = [] }
        return .line(String(decoding: bytes, as: UTF8.self))
      }
      try fill(signals)
    }
  }

  private mutating func fill(_ signals: SignalPipe) throws(TerminalFailure) {
    var descriptors = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
    ]
    guard poll(&descriptors, nfds_t(descriptors.count), -1) >= 0 else {
      if errno == EINTR { return }
      throw .system(call: "poll", number: errno)
    }
    guard descriptors[0].revents != 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      bytes += chunk[..<count]
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
