extension Key {
  /// The key of a character from the terminal; nil for control characters without a key.
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

  /// The key for the last byte of `SS3 x`, and of `CSI x` if that is the same.
  init?(singleShift byte: UInt8) {
    switch byte {
    case UInt8(ascii: "A"): self = .up
    case UInt8(ascii: "B"): self = .down
    case UInt8(ascii: "C"): self = .right
    case UInt8(ascii: "D"): self = .left
    case UInt8(ascii: "F"): self = .end
    case UInt8(ascii: "H"): self = .home
    case UInt8(ascii: "I"): self = .tab
    case UInt8(ascii: "M"): self = .enter
    case UInt8(ascii: "P")...UInt8(ascii: "S"): self = .function(Int(byte - UInt8(ascii: "P")) + 1)
    case UInt8(ascii: "Z"): self = .backTab
    case UInt8(ascii: "X"): self = .character("=")
    // The numeric keypad in application mode: the character plus 64.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      self = .character(Character(Unicode.Scalar(byte - 0x40)))
    default: return nil
    }
  }

  /// The key for the number in `CSI n ~`.
  init?(keypadNumber number: Int) {
    switch number {
    case 1, 7: self = .home
    case 2: self = .insert
    case 3: self = .delete
    case 4, 8: self = .end
    case 5: self = .pageUp
    case 6: self = .pageDown
    case 11...15: self = .function(number - 10)
    case 17...21: self = .function(number - 11)
    case 23, 24: self = .function(number - 12)
    default: return nil
    }
  }

  /// Whether the key can be combined with Alt.
  var canHaveAlt: Bool {
    switch self {
    case .alt, .escape: false
    default: true
    }
  }

  /// Alt with the character that, after Escape, introduces a sequence. The introducer is given as a
  /// C1 control.
  static func introducerWithAlt(_ introducer: UInt8) -> Key {
    .alt(.character(Character(Unicode.Scalar(introducer - 0x40))))
  }
}

extension MouseEvent {
  /// The event of a mouse report, with its position counted from 1; nil for releases, movement and
  /// other buttons.
  init?(button: Int, column: Int, row: Int, isRelease: Bool) {
    guard !isRelease, column > 0, row > 0 else { return nil }
    // Shift, Alt and Control are separate bits.
    switch button & ~0b11100 {
    case 0: action = .press
    case 64: action = .wheelUp
    case 65: action = .wheelDown
    default: return nil
    }
    position = Position(row: row - 1, column: column - 1)
  }
}
