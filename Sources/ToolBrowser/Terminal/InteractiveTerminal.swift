import BackendKit

/// The terminal that the program was started in, used by a person. Only the thread that created it
/// may use it, except for the waker.
final class InteractiveTerminal: Terminal {
  /// The user's options.
  struct Options: Sendable {
    var theme = Theme.terminal
    /// Whether to use colours, if the terminal has them.
    var colours = true
    var mouse = true
    /// The program's name, version and commit, for a crash report.
    var program = ""
    /// Returns a descriptor that is readable when files have changed; -1 if nothing is watched.
    var watchDescriptor: @Sendable () -> Int32 = { -1 }
  }

  private(set) var size: Size
  let waker: Waker
  /// Whether the terminal uses UTF-8; otherwise the caller should use ASCII glyphs.
  let isUTF8: Bool
  /// The source of the terminal's description.
  var source: TerminalDescription.Source { description.source }

  private let device: TerminalDevice
  private let description: TerminalDescription
  private let painter: FramePainter
  private let mouse: Bool
  private let watchDescriptor: @Sendable () -> Int32
  /// When to report changed files, so that simultaneous changes are reported once.
  private var changeEnd: ContinuousClock.Instant?
  private let signals: SignalPipe
  private let mailbox: TerminalMailbox
  private var decoder: InputDecoder
  private var pending: ArraySlice<InputEvent> = []
  /// The content of the screen; nil if it is unknown.
  private var shown: Frame?
  private var last: Frame?
  private var isOpen = false
  /// When the terminal was asked for its modes; nil once it has answered.
  private var asked: ContinuousClock.Instant?
  /// Whether a signal to terminate has arrived.
  private var wasSignalled = false

  /// Takes over the terminal; nil if it has no screen.
  static func open(
    _ options: Options, environment: TerminalEnvironment
  ) throws -> InteractiveTerminal? {
    do {
      return try InteractiveTerminal(options, environment: environment)
    } catch TerminalFailure.unusable {
      return nil
    }
  }

  /// Takes over the terminal.
  init(_ options: Options, environment: TerminalEnvironment) throws(TerminalFailure) {
    device = try TerminalDevice()
    let term = environment.term ?? ""
    guard
      let description = TerminalDescription.find(
        term: term, isAppleTerminal: environment.isAppleTerminal)
    else { throw .unusable(term: term) }
    self.description = description
    isUTF8 = environment.isUTF8
    painter = FramePainter(
      codes: description.codes, theme: options.theme,
      depth: options.colours ? ColourDepth(colours: description.colours) : .none, isUTF8: isUTF8)
    mouse = options.mouse && description.hasMouse
    watchDescriptor = options.watchDescriptor
    size = device.size ?? Size(columns: 80, rows: 24)
    decoder = InputDecoder(
      escapeDelay: environment.escapeDelay, keys: description.keys, hasMouse: mouse)
    waker = try Waker()
    mailbox = TerminalMailbox(waker: waker)
    signals = try SignalPipe(SignalPipe.ending + [SIGTSTP, SIGCONT, SIGWINCH])
    TerminalRescue.prepare(
      restore: [0x18] + goodbye, modes: device.originalModes, output: device.output,
      program: options.program)
    enter(asking: description.takesQuestions)
  }

  deinit {
    leave()
    signals.close()
  }

  // MARK: - Frames

  var isReadyForFrame: Bool {
    device.isDrained && pending.isEmpty && !device.hasInput && !signals.hasSome
  }

  var hasDrawnFrame: Bool { device.isDrained }

  func present(_ frame: Frame) {
    last = frame
    var fitted = frame
    if frame.size != size {
      fitted = Frame(size: size)
      fitted.place(frame, row: 0, column: 0)
    }
    let bytes = painter.paint(fitted, over: shown)
    shown = fitted
    guard !bytes.isEmpty else { return }
    device.write(hasSynchronizedOutput ? Self.beginFrame + bytes + Self.endFrame : bytes)
  }

  func repaint() {
    device.discard()
    device.write(hello)
    clear()
    if let last { present(last) }
  }

  /// Whether the terminal reported that it supports synchronized output (private mode 2026).
  private var hasSynchronizedOutput: Bool {
    [1, 2, 3].contains(decoder.reportedModes[Self.synchronizedOutput])
  }

  private static let synchronizedOutput = 2026
  private static let beginFrame = Array("\u{1b}[?2026h".utf8)
  private static let endFrame = Array("\u{1b}[?2026l".utf8)
  private static let askForSynchronizedOutput = Array("\u{1b}[?2026$p".utf8)

  var clipboardChannel: ClipboardChannel {
    // The Linux console prints sequences that it does not understand.
    guard description.takesStrings else { return .programs }
    return .terminal { [mailbox] in mailbox.post($0) }
  }

  // MARK: - Waiting

  func next(isBusy: Bool) throws -> TerminalEvent {
    let tick = ContinuousClock.now.advanced(by: .milliseconds(100))
    while true {
      if let signal = SignalLatch.caught { return .ended(.signal(signal)) }
      // Signals come before waiting keys.
      let caught = signals.drain()
      for signal in caught {
        if let end = handle(signal) { return .ended(end) }
      }
      if let event = pending.popFirst() { return .input(event) }
      // A frame that was delayed by this input may be drawn now.
      if !caught.isEmpty { return .woken }
      let ends = [decoder.deadline, isBusy ? tick : nil, changeEnd].compactMap(\.self)
      var sources: Sources = [.input, .waker, .signals, .output]
      if changeEnd == nil { sources.insert(.filesChanged) }
      let ready = try wait(until: ends.min(), for: sources)
      if ready.contains(.filesChanged) { changeEnd = .now.advanced(by: Self.changeDelay) }
      if ready.contains(.signals) { continue }
      if ready.contains(.output) {
        device.flush()
        // The next frame may be drawn now.
        if device.isDrained { return .woken }
      }
      if ready.contains(.input) {
        switch device.read() {
        case .bytes(let bytes): add(decoder.feed(bytes, at: .now))
        case .nothing: break
        case .hangup: return .ended(.hangup)
        }
        // The same if no event resulted, as for an answer of the terminal.
        if pending.isEmpty { return .woken }
        continue
      }
      if ready.contains(.waker) {
        waker.clear()
        device.write(mailbox.drain())
        return .woken
      }
      let now = ContinuousClock.now
      add(decoder.expire(at: now))
      if let end = changeEnd, now >= end {
        changeEnd = nil
        return .input(.filesChanged)
      }
      if isBusy, pending.isEmpty, now >= tick { return .input(.tick) }
    }
  }

  private static let changeDelay = Duration.milliseconds(50)

  private func add(_ events: [InputEvent]) {
    pending += events
    if decoder.reportedModes[Self.synchronizedOutput] != nil { asked = nil }
  }

  private struct Sources: OptionSet {
    let rawValue: Int
    static let input = Sources(rawValue: 1)
    static let waker = Sources(rawValue: 2)
    static let signals = Sources(rawValue: 4)
    /// The terminal accepts more output.
    static let output = Sources(rawValue: 8)
    static let filesChanged = Sources(rawValue: 16)
  }

  /// Waits until one of these is ready, or until the given time; an interrupted wait returns none.
  private func wait(
    until end: ContinuousClock.Instant?, for sources: Sources
  ) throws(TerminalFailure) -> Sources {
    func entry(_ source: Sources, _ descriptor: Int32, _ events: Int32) -> pollfd {
      pollfd(fd: sources.contains(source) ? descriptor : -1, events: Int16(events), revents: 0)
    }
    var entries = [
      entry(.input, device.input, POLLIN), entry(.waker, waker.readEnd, POLLIN),
      entry(.signals, signals.readEnd, POLLIN),
      entry(.output, device.isDrained ? -1 : device.output, POLLOUT),
      entry(.filesChanged, sources.contains(.filesChanged) ? watchDescriptor() : -1, POLLIN),
    ]
    let timeout = end.map { end in
      let (seconds, attoseconds) = ContinuousClock.now.duration(to: end).components
      return max(Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1), 0)
    }
    guard poll(&entries, nfds_t(entries.count), timeout ?? -1) >= 0 else {
      guard errno == EINTR else { throw .system(call: "poll", number: errno) }
      return []
    }
    var ready: Sources = []
    for (index, entry) in entries.enumerated() where entry.revents != 0 {
      ready.insert(Sources(rawValue: 1 << index))
    }
    return ready
  }

  // MARK: - Signals

  private func handle(_ signal: Int32) -> TerminalEnd? {
    switch signal {
    case SIGWINCH: adoptSize()
    case SIGTSTP:
      leave()
      signals.raiseDefault(SIGTSTP)
      enter()
      pending.append(.returned)
    case SIGCONT:
      // The program was stopped from outside; modes and screen may have changed meanwhile.
      enter()
      pending.append(.returned)
    default:
      wasSignalled = true
      return .signal(signal)
    }
    return nil
  }

  private func adoptSize() {
    guard let now = device.size, now != size else { return }
    size = now
    clear()
    pending.append(.resize(size))
  }

  // MARK: - Modes

  private static let pasteOn = Array("\u{1b}[?2004h".utf8)
  private static let pasteOff = Array("\u{1b}[?2004l".utf8)
  private static let focusOn = Array("\u{1b}[?1004h".utf8)
  private static let focusOff = Array("\u{1b}[?1004l".utf8)
  private static let mouseOn = Array("\u{1b}[?1006;1000h".utf8)
  private static let mouseOff = Array("\u{1b}[?1006;1000l".utf8)

  private var hello: [UInt8] {
    Self.pasteOn + Self.focusOn + (mouse ? Self.mouseOn : []) + description.codes.hideCursor
  }

  /// The screen is cleared first: after a resize, tmux restores the shell's screen with rows of
  /// this one above it.
  private var goodbye: [UInt8] {
    (hasSynchronizedOutput ? Self.endFrame : []) + description.codes.reset + description.clear
      + (mouse ? Self.mouseOff : []) + Self.focusOff + Self.pasteOff + description.codes.showCursor
      + description.leave
  }

  private func enter(asking: Bool = false) {
    isOpen = true
    TerminalRescue.arm()
    device.setRawModes()
    device.discard()
    // The answer to the question is input; if a terminal prints the question, it is cleared at
    // once.
    device.write(
      description.enter + (asking ? Self.askForSynchronizedOutput : []) + hello)
    if asking { asked = .now }
    let old = size
    size = device.size ?? size
    if size != old { pending.append(.resize(size)) }
    clear()
    if let last { present(last) }
  }

  private func clear() {
    device.write(description.codes.reset + description.clear)
    // Cleared cells have the terminal's own background: if that is the theme's as well, only
    // non-blank cells need to be written.
    shown = painter.hasBareBlanks ? Frame(size: size) : nil
  }

  func leave() {
    guard isOpen else { return }
    isOpen = false
    if !wasSignalled { awaitAnswer() }
    device.restoreModes()
    device.discard()
    device.write(goodbye)
    drain()
    TerminalRescue.disarm()
  }

  func run(_ command: ProcessRunner.Command) -> Bool {
    leave()
    defer { enter() }
    let started = ForegroundProcess.run(command) { signals.raiseDefault(SIGTSTP) }
    // Interrupt keys were meant for the other program, but requests to terminate also apply here.
    for signal in signals.drain() where signal == SIGTERM || signal == SIGHUP { raise(signal) }
    return started
  }

  /// Writes the last bytes, for a short time: a terminal may accept no more.
  private func drain() {
    let end = ContinuousClock.now.advanced(by: .milliseconds(200))
    while !device.isDrained, ContinuousClock.now < end {
      guard let ready = try? wait(until: end, for: [.output, .signals]) else { return }
      if ready.contains(.signals) { return }
      device.flush()
    }
  }

  /// Waits for the terminal's answer, which would otherwise arrive as input of the shell.
  private func awaitAnswer() {
    guard let end = asked?.advanced(by: .milliseconds(100)) else { return }
    while asked != nil, ContinuousClock.now < end {
      guard let ready = try? wait(until: end, for: [.input, .output, .signals]),
        !ready.contains(.signals)
      else { return }
      if ready.contains(.output) { device.flush() }
      guard ready.contains(.input) else { continue }
      guard case .bytes(let bytes) = device.read() else { return }
      add(decoder.feed(bytes, at: .now))
    }
    asked = nil
  }

  func wait(atMost limit: Duration, while condition: () -> Bool) {
    let end = ContinuousClock.now.advanced(by: limit)
    while condition(), ContinuousClock.now < end {
      guard let ready = try? wait(until: end, for: [.waker, .signals]) else { return }
      waker.clear()
      // A second signal ends the program at once.
      if ready.contains(.signals), signals.drain().contains(where: SignalPipe.ending.contains) {
        return
      }
    }
  }
}
