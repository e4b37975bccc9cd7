import BackendKit
import CNcurses

/// Turns what ncurses reads into input events: keys, mouse, and pastes as one event each.
struct InputDecoder {
  private let pad: UnsafeMutablePointer<WINDOW>
  private var paste: Paste?
  private var lastPress: (event: MouseEvent, milliseconds: Int64)?

  init(pad: UnsafeMutablePointer<WINDOW>) {
    self.pad = pad
  }

  /// Codes for the brackets around pasted text, far above those that ncurses gives out itself.
  private static let pasteStart: Int32 = 3000
  private static let pasteEnd: Int32 = 3001

  /// Tells ncurses the sequences around pasted text (xterm's private mode 2004).
  func definePaste() {
    define_key("\u{1b}[200~", Self.pasteStart)
    define_key("\u{1b}[201~", Self.pasteEnd)
  }

  /// All events that can be had without waiting.
  mutating func read() -> [InputEvent] {
    var events: [InputEvent] = []
    var character = wint_t()
    while true {
      switch wget_wch(pad, &character) {
      case KEY_CODE_YES: events += take(code: Int32(bitPattern: UInt32(character)))
      case OK:
        guard let scalar = Unicode.Scalar(UInt32(character)) else { continue }
        events += take(scalar: scalar)
      default: return events
      }
    }
  }

  private mutating func take(code: Int32) -> [InputEvent] {
    switch code {
    case Self.pasteStart:
      paste = Paste()
      return []
    case Self.pasteEnd:
      defer { paste = nil }
      return paste.map { [.paste($0.text)] } ?? []
    case KEY_MOUSE: return mouse().map { [.mouse($0)] } ?? []
    default:
      guard paste == nil, let key = Key(ncursesCode: code) else { return [] }
      return [.key(key)]
    }
  }

  private mutating func take(scalar: Unicode.Scalar) -> [InputEvent] {
    if paste != nil {
      paste?.append(scalar)
      return []
    }
    return Key(scalar: scalar).map { [.key($0)] } ?? []
  }

  private mutating func mouse() -> MouseEvent? {
    var raw = MEVENT()
    guard getmouse(&raw) == OK else { return nil }
    let position = Position(row: Int(raw.y), column: Int(raw.x))
    if raw.bstate & cn_wheel_up() != 0 { return MouseEvent(action: .wheelUp, position: position) }
    if raw.bstate & cn_wheel_down() != 0 {
      return MouseEvent(action: .wheelDown, position: position)
    }
    guard raw.bstate & cn_press() != 0 else { return nil }
    return press(at: position, milliseconds: Self.now())
  }

  /// Two presses on one cell within this time are a double one.
  private static let doubleMilliseconds: Int64 = 400

  private mutating func press(at position: Position, milliseconds: Int64) -> MouseEvent {
    let event = MouseEvent(action: .press, position: position)
    if let last = lastPress, last.event == event,
      milliseconds - last.milliseconds < Self.doubleMilliseconds
    {
      lastPress = nil
      return MouseEvent(action: .doublePress, position: position)
    }
    lastPress = (event, milliseconds)
    return event
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Pasted text as it comes in. What is longer than any sensible paste is cut, so that a
  /// mistaken one cannot fill the memory.
  private struct Paste {
    private(set) var text = ""
    private var count = 0
    private static let most = 1 << 16

    mutating func append(_ scalar: Unicode.Scalar) {
      guard count < Self.most else { return }
      count += 1
      text.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
    }
  }
}
