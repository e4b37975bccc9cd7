import CNcurses

extension Key {
  /// The key of a function code of ncurses; nil for codes that mean nothing here.
  init?(ncursesCode code: Int32) {
    switch code {
    case KEY_UP: self = .up
    case KEY_DOWN: self = .down
    case KEY_LEFT: self = .left
    case KEY_RIGHT: self = .right
    case KEY_HOME, KEY_A1, KEY_FIND: self = .home
    case KEY_END, KEY_C1, KEY_SELECT: self = .end
    case KEY_PPAGE, KEY_A3: self = .pageUp
    case KEY_NPAGE, KEY_C3: self = .pageDown
    case KEY_BTAB: self = .backTab
    case KEY_BACKSPACE: self = .backspace
    case KEY_DC: self = .delete
    case KEY_IC: self = .insert
    case KEY_ENTER: self = .enter
    case KEY_F0 + 1...KEY_F0 + 12: self = .function(Int(code - KEY_F0))
    default: return nil
    }
  }

  /// The key of a character that the terminal sent; nil for control characters without a key.
  init?(scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0a, 0x0d: self = .enter
    case 0x09: self = .tab
    case 0x1b: self = .escape
    case 0x08, 0x7f: self = .backspace
    case 0x01...0x1a:
      guard let letter = Unicode.Scalar(scalar.value + 0x60) else { return nil }
      self = .control(Character(letter))
    case 0x00..<0x20, 0x80..<0xa0: return nil
    default: self = .character(Character(scalar))
    }
  }
}
