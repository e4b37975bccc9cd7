import BackendKit

/// Why a terminal has nothing more to give.
enum TerminalEnd: Hashable, Sendable {
  /// The system asks the program to end: SIGINT, SIGTERM, SIGHUP or SIGQUIT.
  case signal(Int32)
  /// The terminal is gone.
  case hangup
  /// The script has no further step.
  case scriptDone
}

/// What a wait for input ends with.
enum TerminalEvent: Hashable, Sendable {
  case input(InputEvent)
  /// The waker was used, or the last frame has been written: look at the event queue, and draw.
  case woken
  case ended(TerminalEnd)
}

/// Shows frames and waits for input. There are two: the terminal that the program was started in,
/// and one without a terminal for tests and `--script`. Used by one thread only; the waker alone may be used by others.
protocol Terminal: AnyObject {
  /// The room there is now.
  var size: Size { get }
  /// Ends a wait from any thread.
  var waker: Waker { get }
  /// Whether the next frame should be drawn now: no input waits to be taken first, and the frame
  /// before it has been written.
  var isReadyForFrame: Bool { get }
  /// Whether the last frame has been written to its end.
  var hasDrawnFrame: Bool { get }
  /// Shows a frame of its own size; a frame of another size is clipped or filled with blanks.
  func present(_ frame: Frame)
  /// Waits for input. With `isBusy`, work is in flight: a terminal that a person looks at gives
  /// `.tick` from time to time; a script's wait goes on.
  func next(isBusy: Bool) throws -> TerminalEvent
  /// Clears the screen and draws the last frame again, whatever other programs wrote over it.
  func repaint()
  /// Gives the terminal to a program until it ends, and takes it back; false if the program could not
  /// be started.
  func run(_ command: ProcessRunner.Command) -> Bool
  /// Gives the terminal back as it was; the rest of the program's life has no screen.
  func leave()
  /// Waits while a condition holds, after `leave`; the waker has it looked at again. A signal that
  /// asks the program to end ends the wait.
  func wait(atMost limit: Duration, while condition: () -> Bool)
  /// The way to the user's clipboard.
  var clipboardChannel: ClipboardChannel { get }
}
