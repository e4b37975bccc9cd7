/// A key, as the program knows it, whatever bytes the terminal sends for it.
enum Key: Hashable, Sendable {
  /// A printable character, the space among them.
  case character(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 to F12.
  case function(Int)
  /// Control with a lower-case letter.
  case control(Character)
  /// Alt with another key, which is never itself an Alt key.
  indirect case alt(Key)
}

/// A click or a turn of the wheel, at a cell.
struct MouseEvent: Hashable, Sendable {
  enum Action: Hashable, Sendable { case press, doublePress, wheelUp, wheelDown }

  var action: Action
  var position: Position
}

/// What comes from the person at the terminal.
enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// Text that was pasted, as it stands: to be cleaned before use.
  case paste(String)
  /// The terminal has another size.
  case resize(Size)
  /// Time has passed while work was in flight: a spinner may turn.
  case tick
  /// The person is back: the program was continued, or the terminal has the focus again.
  case returned
  /// The descriptor that is watched for news has some.
  case news
}
