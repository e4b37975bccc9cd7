import BackendKit

/// The two streams that a command writes to.
enum StandardStream: Int32, Sendable {
  case output = 1
  case error = 2

  /// Writes a text completely, without a buffer that could be lost at the end.
  func write(_ text: String) throws(FileFailure) {
    var text = text
    let number: Int32? = text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while !rest.isEmpty {
        let count = systemWrite(rawValue, rest.baseAddress, rest.count)
        if count < 0 {
          if errno == EINTR { continue }
          return errno
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
      return nil
    }
    if let number {
      throw .system(
        path: self == .output ? "standard output" : "standard error", number: number,
        reason: String(cString: strerror(number)))
    }
  }

  /// Reads standard input to its end, or one byte more than `limit`.
  @Sendable static func input(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      let count = read(STDIN_FILENO, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    return bytes
  }

  /// Opens `/dev/null` for each standard stream that is closed. Otherwise the next file to be opened
  /// would get its number, and would be used as that stream. It is opened for reading only: a lost
  /// output is still an error.
  static func openClosed() {
    for number in STDIN_FILENO...STDERR_FILENO
    where fcntl(number, F_GETFD) < 0 && errno == EBADF {
      _ = open("/dev/null", O_RDONLY)
    }
  }

  /// Asks on the terminal; nil if standard input or standard error is not one. Nothing but `y` and
  /// `yes` is yes.
  @Sendable static func confirm(_ question: String) -> Bool? {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else { return nil }
    Output.standard.standardError(question + " [y/N] ")
    guard let line = readLine() else { return false }
    return ["y", "yes"].contains(line.lowercased().filter { !$0.isWhitespace })
  }

  /// Whether it is a terminal.
  var isTerminal: Bool { isatty(rawValue) == 1 }

  /// The size of the terminal; nil if it is not one.
  var size: Size? {
    var size = winsize()
    guard isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
      return nil
    }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  private func systemWrite(_ number: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Glibc)
      Glibc.write(number, start, count)
    #elseif canImport(Darwin)
      Darwin.write(number, start, count)
    #elseif canImport(Musl)
      Musl.write(number, start, count)
    #endif
  }
}
