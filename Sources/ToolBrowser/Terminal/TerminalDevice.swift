import BackendKit

/// The terminal device of standard input and output: its modes, its size, and non-blocking input
/// and output.
///
/// The device is opened again, since `O_NONBLOCK` is a property of the open file description, which
/// the standard streams share with the shell.
final class TerminalDevice {
  /// The result of a read.
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
  /// The modes at the start.
  let originalModes: termios
  /// The bytes that are not written yet.
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

  /// Opens the terminal of a descriptor again; nil if the system does not allow it.
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
    // After `su` the device belongs to another user, and only this name works.
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

  /// Switches to unbuffered input without echo. The interrupt and suspend keys still send signals.
  func setRawModes() {
    var modes = originalModes
    modes.c_lflag &= ~tcflag_t(ICANON | ECHO | ECHONL | IEXTEN)
    modes.c_lflag |= tcflag_t(ISIG)
    modes.c_iflag &= ~tcflag_t(IXON | ICRNL | INLCR | IGNCR | ISTRIP)
    withUnsafeMutableBytes(of: &modes.c_cc) { controls in
      controls[Int(VMIN)] = 1
      controls[Int(VTIME)] = 0
    }
    // Without waiting for output: a terminal that does not read would block here forever.
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  /// Restores the modes of the start.
  func restoreModes() {
    var modes = originalModes
    tcsetattr(STDIN_FILENO, TCSANOW, &modes)
  }

  /// The current size; nil if the terminal does not report it.
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

  /// Reads the available input.
  func read() -> Input {
    if !ownsInput {
      // This descriptor blocks if there is no input.
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

  /// Appends bytes to the output, and writes as much as the terminal accepts now.
  func write(_ bytes: [UInt8]) {
    if queue.isEmpty { isCut = false }
    queue += bytes
    flush()
  }

  /// Drops the waiting output. A sequence that was cut is cancelled, so that it does not swallow
  /// what follows.
  func discard() {
    let cancel: [UInt8] = [0x18]
    queue = !queue.isEmpty && isCut ? cancel[...] : []
  }

  /// Writes as much of the waiting output as the terminal accepts now.
  func flush() {
    while !queue.isEmpty {
      var bytes = queue
      if !ownsOutput {
        // This descriptor blocks if there is no room: few bytes at a time, and only if there is
        // room.
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
        // The next wait for input reports that the terminal is gone.
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
