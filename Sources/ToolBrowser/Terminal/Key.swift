/// A key, independent of the bytes that the terminal sends for it.
enum Key: Hashable, Sendable {
  /// A printable character or a space.
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 to F12.
  case function(Int)
  /// Control with a lower-case letter.
  case control(Character)
  /// Alt with another key, which is not an Alt key itself.
  indirect case alt(Key)
}

/// A click or a turn of the wheel at a cell.
struct MouseEvent: Hashable, Sendable {
  enum Action: Hashable, Sendable { case press, doublePress, wheelUp, wheelDown }

  var action: Action
  var position: Position
}

/// An input from the terminal.
enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Pasted text, to be cleaned before use.
  case paste(String)
  /// The terminal was resized.
  case resize(Size)
  /// Time has passed while work is in flight: spinners may turn.
  case tick
  /// The person is back: the program was continued, or the terminal has the focus again.
  case returned
  /// Watched files have changed.
  case filesChanged
}
