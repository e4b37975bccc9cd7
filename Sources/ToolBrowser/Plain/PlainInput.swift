import BackendKit

/// The lines of standard input. A signal ends the wait, so that the caller can clean up.
struct PlainInput {
  enum Step: Hashable {
    case line(String)
    case end
    /// The watched descriptor has become readable.
    case filesChanged
    case signal(Int32)
  }

  private var splitter = LineSplitter(longestLine: Self.longestLine)
  /// Complete lines that have not been returned yet.
  private var lines: [String] = []
  private var isAtEnd = false

  /// The number of bytes of a line that are kept.
  static let longestLine = 64 << 10

  /// How long to wait for further changes, in milliseconds, so that they are reported together.
  private static let changeDelay: Int32 = 50

  /// The next line, without its end; or `.filesChanged` if that descriptor becomes readable first.
  mutating func next(changes: Int32 = -1) throws(TerminalFailure) -> Step {
    // Only while waiting: between two lines, signals have their default effect.
    let signals = try SignalPipe(SignalPipe.ending)
    defer { signals.close() }
    while true {
      if let signal = SignalLatch.caught ?? signals.drain().first { return .signal(signal) }
      if !lines.isEmpty { return .line(lines.removeFirst()) }
      if isAtEnd { return .end }
      if try fill(signals, changes) {
        return signals.drain().first.map(Step.signal) ?? .filesChanged
      }
    }
  }

  /// Reads input; returns whether the watched descriptor became readable instead.
  private mutating func fill(
    _ signals: SignalPipe, _ changes: Int32
  ) throws(TerminalFailure) -> Bool {
    var descriptors = [STDIN_FILENO, signals.readEnd, changes].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    var ready = poll(&descriptors, nfds_t(descriptors.count), -1)
    if ready == 1, descriptors[2].revents != 0 {
      ready = poll(&descriptors, 2, Self.changeDelay)
      if ready == 0 { return true }
    }
    guard ready >= 0 else {
      if errno == EINTR { return false }
      throw .system(call: "poll", number: errno)
    }
    guard descriptors[0].revents != 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      lines += splitter.split(chunk[..<count])
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
      if let rest = splitter.finish() { lines.append(rest) }
    }
    return false
  }
}
