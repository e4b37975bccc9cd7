import BackendKit
import CNcurses

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The terminal that the program was started in.
///
/// ncurses knows the terminal, its modes, its keys and its mouse. What is shown goes around its
/// windows: they count cells by libc's idea of a character's width, which is not the terminal's
/// for many an emoji, and then whole lines stand askew; `FramePainter` places each run of cells
/// by a move of its own. Only the thread that made it may use it, but for the waker.
final class NcursesTerminal: Terminal {
  /// What the person asked for.
  struct Options: Sendable {
    var theme = Theme.terminal
    /// Whether colours are used, where the terminal has them.
    var colours = true
    var mouse = true
  }

  private(set) var size: Size
  let waker: Waker
  /// Whether the locale is UTF-8; without it the caller should use ASCII marks.
  let isUTF8: Bool

  private let painter: FramePainter
  private let mouse: Bool
  private let pad: UnsafeMutablePointer<WINDOW>
  private let signals: SignalPipe
  private var input: InputDecoder
  private var pending: ArraySlice<InputEvent> = []
  /// What the screen shows; nil where that is not known.
  private var shown: Frame?
  private var last: Frame?
  private var isOpen = false

  /// Takes the terminal over.
  init(_ options: Options) throws(TerminalFailure) {
    var modes = termios()
    guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1,
      tcgetattr(STDIN_FILENO, &modes) == 0
    else { throw .notATerminal }
    waker = try Waker()
    setlocale(LC_ALL, "")
    isUTF8 = String(cString: cn_codeset()).uppercased() == "UTF-8"
    let term = getenv("TERM").map { String(cString: $0) } ?? ""
    guard cn_newterm() != nil else { throw .unusable(term: term) }
    guard let codes = TerminalCodes.terminfo(), let pad = newpad(1, 1) else {
      endwin()
      throw .unusable(term: term)
    }
    // Keys are read from a pad, for a read from a window would redraw that window.
    self.pad = pad
    let colours = options.colours ? Int(cn_tigetnum("colors")) : 0
    painter = FramePainter(
      codes: codes, theme: options.theme, depth: ColourDepth(colours: colours), isUTF8: isUTF8)
    mouse = options.mouse
    size = Self.currentSize()
    input = InputDecoder(pad: pad)
    signals = try SignalPipe([
      SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH,
    ])
    TerminalRescue.arm(restore: Self.goodbye + TerminalCodes.bytes("rmcup"), modes: modes)
    // A lone Esc key is told from a sequence by what follows within so many milliseconds.
    set_escdelay(25)
    cbreak()
    noecho()
    nonl()
    keypad(pad, true)
    nodelay(pad, true)
    if mouse {
      mouseinterval(0)
      mousemask(cn_press() | cn_wheel_up() | cn_wheel_down(), nil)
    }
    input.definePaste()
    enter()
  }

  deinit { close() }

  /// Gives the terminal back as it was; a second call does nothing.
  func close() {
    guard isOpen else { return }
    leave()
    signals.close()
    TerminalRescue.disarm()
  }

  var isReadyForFrame: Bool { pending.isEmpty && !hasInput() }
  var hasDrawnFrame: Bool { true }

  func present(_ frame: Frame) {
    last = frame
    let fitted: Frame
    if frame.size == size {
      fitted = frame
    } else {
      var room = Frame(size: size)
      room.place(frame, row: 0, column: 0)
      fitted = room
    }
    send(painter.paint(fitted, over: shown))
    shown = fitted
  }

  func copy(_ text: String) {
    // The Linux console prints what it does not understand.
    guard let term = getenv("TERM"), String(cString: term) != "linux" else { return }
    let encoded = Data(text.utf8).base64EncodedString()
    send(Array("\u{1b}]52;c;\(encoded)\u{07}".utf8))
  }

  func next(isBusy: Bool) throws -> TerminalEvent {
    while true {
      if let signal = SignalLatch.caught { return .ended(.signal(signal)) }
      if let event = pending.popFirst() { return .input(event) }
      var descriptors = [
        pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
        pollfd(fd: waker.readEnd, events: Int16(POLLIN), revents: 0),
        pollfd(fd: signals.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      let timeout = isBusy ? Self.tickMilliseconds : -1
      let ready = poll(&descriptors, nfds_t(descriptors.count), timeout)
      if ready < 0 {
        guard errno == EINTR else { throw TerminalFailure.system(call: "poll", number: errno) }
        continue
      }
      if ready == 0 { return .input(.tick) }
      for signal in signals.take() {
        if let end = handle(signal) { return .ended(end) }
      }
      if descriptors[0].revents != 0 {
        guard hasInput() else { return .ended(.hangup) }
        pending += input.read()
        continue
      }
      if descriptors[1].revents != 0 {
        waker.clear()
        return .woken
      }
    }
  }

  // MARK: - Signals

  private static let tickMilliseconds: Int32 = 100

  private func handle(_ signal: Int32) -> TerminalEnd? {
    switch signal {
    case SIGWINCH: adoptSize()
    case SIGTSTP:
      leave()
      signals.raiseDefault(SIGTSTP)
      enter()
    case SIGCONT:
      // Stopped from outside, and whoever was there meanwhile may have changed the modes.
      if isOpen { leave() }
      enter()
    default: return .signal(signal)
    }
    return nil
  }

  private func adoptSize() {
    let now = Self.currentSize()
    guard now != size else { return }
    size = now
    // ncurses clips the mouse to the size it knows.
    resize_term(Int32(size.rows), Int32(size.columns))
    clear()
    pending.append(.resize(size))
  }

  // MARK: - Modes

  /// Bracketed paste on and off: no terminfo name for it is in common use.
  private static let hello = Array("\u{1b}[?2004h".utf8)
  private static let goodbye = Array("\u{1b}[?2004l\u{1b}[?1006;1000l\u{1b}[0m\u{1b}[?25h".utf8)

  private func enter() {
    isOpen = true
    // The first time this starts the screen, later it takes back what `endwin` gave away.
    doupdate()
    flushinp()
    size = Self.currentSize()
    send(Self.hello)
    clear()
    if let last {
      present(last)
      if last.size != size { pending.append(.resize(size)) }
    }
  }

  private func clear() {
    send(painter.codes.reset + TerminalCodes.bytes("clear"))
    // Cleared cells have the terminal's own background: where blanks of the theme have it too,
    // only what is not blank needs to be written.
    shown = painter.hasBareBlanks ? Frame(size: size) : nil
  }

  private func leave() {
    isOpen = false
    // After a resize, tmux gives back the shell's screen with rows of this one above it.
    send(
      painter.codes.reset + TerminalCodes.bytes("clear") + painter.codes.showCursor
        + Array("\u{1b}[?2004l".utf8))
    endwin()
  }

  private static func currentSize() -> Size {
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 {
      return Size(columns: Int(size.ws_col), rows: Int(size.ws_row))
    }
    let columns = Int(cn_tigetnum("cols"))
    let rows = Int(cn_tigetnum("lines"))
    return columns > 0 && rows > 0
      ? Size(columns: columns, rows: rows) : Size(columns: 80, rows: 24)
  }

  /// A terminal that is gone is readable for ever, with nothing to read.
  private func hasInput() -> Bool {
    var count: Int32 = 0
    return ioctl(STDIN_FILENO, UInt(FIONREAD), &count) == 0 && count > 0
  }

  /// Writes straight to the terminal: ncurses holds back nothing here that these bytes could
  /// overtake, for all it writes by itself it flushes.
  private func send(_ bytes: [UInt8]) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        write(
          STDOUT_FILENO, buffer.baseAddress?.advanced(by: offset), buffer.count - offset)
      }
      if count > 0 {
        offset += count
      } else if errno == EAGAIN {
        var room = pollfd(fd: STDOUT_FILENO, events: Int16(POLLOUT), revents: 0)
        poll(&room, 1, -1)
      } else if errno != EINTR {
        // A terminal that is gone shows itself at the next wait for input.
        return
      }
    }
  }
}
