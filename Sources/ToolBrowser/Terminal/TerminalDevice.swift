import BackendKit

/// The terminal device behind standard input and output: its modes, its size, and bytes in and out
/// without ever waiting for it.
///
/// The device is opened once more, for `O_NONBLOCK` is a property of the open file description and
/// the shell shares the one of the standard streams.
final class TerminalDevice {
  /// What a read gave.
  enum Input {
    case bytes([UInt8])
    case nothing
    /// The terminal is gone.
    case hangup
  }

  let input: Int32
  let output: Int32
  private let ownsInput: Bool
  private let ownsOutput: Bool
  /// The modes that the terminal had at the start.
  let originalModes: termios
  /// What has not been written yet.
  private var queue: ArraySlice<UInt8> = []
  /// Whether a part of the queue has been written.
  private var isCut = false

  /// Opens the terminal of the standard streams.
  init() throws(TerminalFailure) {
    var modes = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      tcgetattr(STDIN_FILENO, &modes) == 0
    else { throw .notATerminal }
    originalModes = modes
    let input = Self.reopen(STDIN_FILENO, O_RDONLY)
    let output = Self.reopen(STDOUT_FILENO, O_WRONLY)
    ownsInput = input != nil
    ownsOutput = output != nil
    self.input = input ?? STDIN_FILENO
    self.output = output ?? STDOUT_FILENO
  }

  deinit {
    if ownsInput { close(input) }
    if ownsOutput { close(output) }
  }

  /// Opens the terminal of a descriptor a second time; nil if the system does not let us.
  private static func reopen(_ descriptor: Int32, _ flags: Int32) -> Int32? {
    var paths: [String] = []
    #if os(Linux)
      paths.append("/proc/self/fd/\(descriptor)")
    #endif
    var name = [CChar](repeating: 0, count: 256)
    if ttyname_r(descriptor, &name, name.count) == 0 {
      paths.append(
        String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self))
    }
    for path in paths {
      let opened = open(path, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      if opened < 0 { continue }
      if isSameDevice(opened, descriptor) { return opened }
      close(opened)
    }
    // After `su` the device belongs to somebody else, and this name is the way.
    guard tcgetsid(descriptor) == getsid(0) else { return nil }
    let opened = open("/dev/tty", flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
    return opened < 0 ? nil : opened
  }

  private static func isSameDevice(_ first: Int32, _ second: Int32) -> Bool {
    var left = stat()
    var right = stat()
    return fstat(first, &left) == 0 && fstat(second, &right) == 0
      && left.st_rdev == right.st_rdev
  }

  // MARK: - Modes

  /// Has the terminal hand on each byte as it is. The interrupt and suspend keys stay signals.
  func setRawModes() {
    var modes = originalModes
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
    withUnsafeMutableBytes(of: &modes.c_cc) { controls in
      controls[Int(VMIN)] = 1
      controls[Int(VTIME)] = 0
    }
    // Without waiting for output: a terminal that does not read would never let us go on.
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  /// Puts the modes of the start back.
  func restoreModes() {
    var modes = originalModes
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  /// The size that the terminal has now; nil if it does not say.
  var size: Size? {
    var size = winsize()
    guard ioctl(output, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else {
      return nil
    }
    return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
  }

  // MARK: - Input

  /// Whether there is something to read, or the terminal is gone.
  var hasInput: Bool {
    var entry = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// Takes what is there.
  func read() -> Input {
    if !ownsInput {
      // This descriptor waits where there is nothing.
      guard hasInput else { return .nothing }
    }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = bytes.withUnsafeMutableBytes { systemRead(input, $0) }
    if count > 0 { return .bytes(Array(bytes[..<count])) }
    return count < 0 && (errno == EAGAIN || errno == EINTR) ? .nothing : .hangup
  }

  // MARK: - Output

  /// Whether all bytes have been written.
  var isDrained: Bool { queue.isEmpty }

  /// Writes bytes after those that wait, as far as the terminal takes them now.
  func write(_ bytes: [UInt8]) {
    if queue.isEmpty { isCut = false }
    queue += bytes
    flush()
  }

  /// Drops what waits. What follows does not become part of a sequence that was cut.
  func discard() {
    let cancel: [UInt8] = [0x18]
    queue = !queue.isEmpty && isCut ? cancel[...] : []
  }

  /// Writes of what waits as much as the terminal takes now.
  func flush() {
    while !queue.isEmpty {
      var bytes = queue
      if !ownsOutput {
        // This descriptor waits where there is no room: few bytes at a time, and only into room.
        var entry = pollfd(fd: output, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) > 0 else { return }
        bytes = bytes.prefix(64)
      }
      let count = bytes.withUnsafeBytes { systemWrite(output, $0) }
      if count > 0 {
        queue = queue.dropFirst(count)
        isCut = true
      } else if count == 0 || errno == EAGAIN {
        return
      } else if errno != EINTR {
        // A terminal that is gone shows itself at the next wait for input.
        queue = []
      }
    }
    queue = []
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
  write(descriptor, buffer.baseAddress, buffer.count)
}
