import BackendKit

/// An event for an application.
enum LoopEvent<Event: Sendable>: Sendable {
  /// Input from the terminal.
  case input(InputEvent)
  /// A result of an effect.
  case event(Event)
}

/// A program on a screen, as a value: events change it and request effects, and its view is a
/// function of it and the size of the screen.
protocol Application {
  /// The events that effects report.
  associatedtype Event: Sendable
  /// The effects that `update` requests; they are performed elsewhere.
  associatedtype Effect: Sendable

  /// Starts the application, and returns its first effects.
  mutating func start(size: Size) -> [Effect]
  /// Updates the state for an event.
  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect]
  /// The content of the screen.
  func view(_ size: Size) -> Frame
  /// Called when the last frame of `view` has been written to the terminal and nothing has changed
  /// since.
  mutating func didPresent(size: Size) -> [Effect]
  /// The exit status, once the application wants to end.
  var exitStatus: Int32? { get }
}

extension Application {
  mutating func didPresent(size: Size) -> [Effect] { [] }
}

/// How the loop ended.
enum LoopEnd: Hashable, Sendable {
  /// The application ended itself.
  case exit(Int32)
  /// The terminal ended.
  case terminal(TerminalEnd)

  /// The exit status.
  var status: Int32 {
    switch self {
    case .exit(let status): status
    case .terminal(.scriptDone): 0
    // As shells report a program that was terminated by a signal.
    case .terminal(.signal(let number)): 128 + number
    case .terminal(.hangup): 128 + SIGHUP
    }
  }
}

/// The main loop, for every terminal. It handles all waiting input before it draws, so that a slow
/// terminal is at most one frame behind. `perform` starts effects; it must not block noticeably
/// (under about 50 ms). What is still in flight at the end is cancelled, except for writes: these
/// have five more seconds, with the terminal restored. A write that takes longer has a journal,
/// from which the next start finishes it. Programs that were started get the same time to end: one
/// that does not is killed before.
func runLoop<App: Application>(
  _ app: inout App, on terminal: any Terminal,
  perform: ([App.Effect], TaskRunner<App.Event>) -> Void
) throws -> LoopEnd {
  let runner = TaskRunner<App.Event>(waker: terminal.waker)
  defer { end(runner, on: terminal) }
  var effects = app.start(size: terminal.size)
  var needsFrame = true
  // The size of the frame that is being written, until the application is notified.
  var presented: Size?
  while true {
    if !effects.isEmpty { perform(effects, runner) }
    effects = []
    for event in runner.takeEvents() {
      effects += app.update(.event(event))
      needsFrame = true
    }
    if let status = app.exitStatus { return .exit(status) }
    guard effects.isEmpty else { continue }
    if needsFrame, terminal.isReadyForFrame {
      presented = terminal.size
      terminal.present(app.view(terminal.size))
      needsFrame = false
    }
    if let size = presented, !needsFrame, terminal.hasDrawnFrame {
      presented = nil
      effects = app.didPresent(size: size)
      guard effects.isEmpty else { continue }
    }
    switch try terminal.next(isBusy: runner.isBusy) {
    case .input(let input):
      effects = app.update(.input(input))
      needsFrame = true
    case .woken: break
    case .ended(let end): return .terminal(end)
    }
  }
}

private func end<Event>(_ runner: TaskRunner<Event>, on terminal: any Terminal) {
  terminal.leave()
  runner.cancelAll()
  terminal.wait(atMost: .seconds(5)) { runner.hasUnfinishedWork }
}
