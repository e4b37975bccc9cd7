import BackendKit

/// Why a terminal has no further input.
enum TerminalEnd: Hashable, Sendable {
  /// A signal to terminate: SIGINT, SIGTERM, SIGHUP or SIGQUIT.
  case signal(Int32)
  /// The terminal is gone.
  case hangup
  /// The script has no further step.
  case scriptDone
}

/// The result of waiting for input.
enum TerminalEvent: Hashable, Sendable {
  case input(InputEvent)
  /// The waker was used, or the last frame has been written: check the event queue, and draw.
  case woken
  case ended(TerminalEnd)
}

/// Shows frames and waits for input. There are two: the terminal that the program was started in,
/// and one without a terminal for tests and `--script`. Only one thread may use it; the waker may
/// be used by others.
protocol Terminal: AnyObject {
  /// The current size.
  var size: Size { get }
  /// Ends a wait from any thread.
  var waker: Waker { get }
  /// Whether the next frame should be drawn now: no input is waiting, and the previous frame has
  /// been written.
  var isReadyForFrame: Bool { get }
  /// Whether the last frame has been written completely.
  var hasDrawnFrame: Bool { get }
  /// Shows a frame; if it has another size, it is clipped or padded with blanks.
  func present(_ frame: Frame)
  /// Waits for input. With `isBusy`, work is in flight: an interactive terminal returns `.tick`
  /// from time to time; a script's wait goes on.
  func next(isBusy: Bool) throws -> TerminalEvent
  /// Clears the screen and draws the last frame again, in case other programs have written over it.
  func repaint()
  /// Runs a program in the terminal until it ends; false if it could not be started.
  func run(_ command: ProcessRunner.Command) -> Bool
  /// Restores the terminal; nothing is shown afterwards.
  func leave()
  /// Waits while a condition holds, after `leave`; the waker has it checked again. A signal to
  /// terminate ends the wait.
  func wait(atMost limit: Duration, while condition: () -> Bool)
  /// The way to the user's clipboard.
  var clipboardChannel: ClipboardChannel { get }
}
