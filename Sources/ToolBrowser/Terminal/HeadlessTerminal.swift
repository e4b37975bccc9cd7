import BackendKit

/// A terminal for scripts and tests: its input is a script, and its screen is the last frame.
final class HeadlessTerminal: Terminal {
  private(set) var size: Size
  let waker: Waker
  /// The content of the screen.
  private(set) var frame: Frame
  let clipboardChannel = ClipboardChannel.none
  /// Each key of a script sees the screen after the previous key, as it would be for a person.
  let isReadyForFrame = true
  let hasDrawnFrame = true

  private var steps: ArraySlice<ScriptStep>
  private var inputs: ArraySlice<InputEvent> = []
  private var waitEnd: ContinuousClock.Instant?
  private let painter: FramePainter
  private let waitLimit: Duration
  private let watchDescriptor: @Sendable () -> Int32
  private let write: (String, String) throws -> Void

  /// A screen of this size, driven by these steps. `watchDescriptor` returns a descriptor that is readable
  /// when files have changed, or -1 if nothing is watched; `write` receives the file of a dump and
  /// its text.
  init(
    size: Size, steps: [ScriptStep], theme: Theme = .terminal, depth: ColourDepth = .many,
    waitLimit: Duration = .seconds(10), watchDescriptor: @escaping @Sendable () -> Int32 = { -1 },
    write: @escaping (String, String) throws -> Void
  ) throws(TerminalFailure) {
    self.size = size
    self.steps = steps[...]
    self.waitLimit = waitLimit
    self.watchDescriptor = watchDescriptor
    self.write = write
    waker = try Waker()
    frame = Frame(size: size)
    painter = FramePainter(codes: .ansi, theme: theme, depth: depth)
  }

  func present(_ frame: Frame) {
    self.frame = frame
  }

  func repaint() {}

  func leave() {}

  func run(_ command: ProcessRunner.Command) -> Bool {
    ForegroundProcess.run(command, whenStopped: {})
  }

  func wait(atMost limit: Duration, while condition: () -> Bool) {
    let end = ContinuousClock.now.advanced(by: limit)
    while condition(), ContinuousClock.now < end, SignalLatch.caught == nil {
      _ = try? waitForWaker(until: end)
    }
  }

  func next(isBusy: Bool) throws -> TerminalEvent {
    while true {
      if let signal = SignalLatch.caught { return .ended(.signal(signal)) }
      if let input = inputs.popFirst() {
        if case .resize(let size) = input { self.size = size }
        return .input(input)
      }
      guard let step = steps.first else { return .ended(.scriptDone) }
      switch step.action {
      case .wait where isBusy:
        return try waitForWork(orThrow: .scriptWait(line: step.line))
      case .until(let text) where !frame.text.contains(text):
        return try waitForWork(orThrow: .scriptUntil(line: step.line, text: text))
      default: break
      }
      steps.removeFirst()
      waitEnd = nil
      switch step.action {
      case .keys(let keys): inputs = keys.map(InputEvent.key)[...]
      case .resize(let size): inputs = [.resize(size)]
      case .wait, .until: break
      case .dump(let file, let colours):
        try write(file, colours ? painter.lines(frame) : frame.text)
      }
    }
  }

  /// Sleeps until a background thread has an event or files have changed, or until the step has
  /// taken too long.
  private func waitForWork(
    orThrow failure: TerminalFailure
  ) throws(TerminalFailure) -> TerminalEvent {
    let clock = ContinuousClock()
    let end = waitEnd ?? clock.now.advanced(by: waitLimit)
    waitEnd = end
    guard clock.now < end else { throw failure }
    return try waitForWaker(until: end) ? .input(.filesChanged) : .woken
  }

  /// Whether files have changed.
  private func waitForWaker(until end: ContinuousClock.Instant) throws(TerminalFailure) -> Bool {
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: end).components
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1
    var entries = [waker.readEnd, watchDescriptor()].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let ready = poll(&entries, 2, Int32(clamping: max(milliseconds, 0)))
    if ready < 0, errno != EINTR { throw .system(call: "poll", number: errno) }
    waker.clear()
    return ready > 0 && entries[1].revents != 0
  }
}
