/// Finds the first token in bytes from a terminal: a character, a control character, or one whole
/// escape sequence (ECMA-48), known or not.
///
/// Its result for a beginning never changes when more bytes follow: it is either certain, or it
/// waits.
struct SequenceScanner: Sendable {
  enum Kind: Hashable, Sendable {
    case key(Key)
    case mouse(MouseEvent)
    case pasteStart
    /// The terminal has the focus again (private mode 1004).
    case focus
    /// The state of a private mode (DECRPM).
    case modeReport(mode: Int, state: Int)
    /// A sequence without a meaning here.
    case nothing
  }

  struct Token: Hashable, Sendable {
    var kind: Kind
    /// The number of its bytes, at least one.
    var length: Int
  }

  /// The keys of the host's description, which take precedence over the grammar.
  let keys: HostKeys
  /// Whether the mouse is switched on: `CSI M` is then followed by three bytes.
  let hasMouse: Bool

  /// The number of bytes after which a sequence without an end is dropped.
  static let limit = 4096

  /// The first token; nil if more bytes are needed. `givingUp` means that no more will follow.
  func scan(_ bytes: ArraySlice<UInt8>, givingUp: Bool) -> Token? {
    switch keys.match(bytes) {
    case .key(let key, let length): return Token(key, length)
    case .incomplete where !givingUp: return nil
    case .incomplete(let key, let length) where length > 0: return Token(key, length)
    case .incomplete, .none: return grammar(bytes, givingUp)
    }
  }

  private func grammar(_ bytes: ArraySlice<UInt8>, _ givingUp: Bool) -> Token? {
    guard let first = bytes.first else { return nil }
    switch first {
    case 0x1b: return escape(bytes, givingUp)
    case 0x80..<0xa0: return introduced(by: first, after: 1, in: bytes, givingUp)
    default: return character(bytes, givingUp)
    }
  }

  /// A character, or the control character of a key.
  private func character(_ bytes: ArraySlice<UInt8>, _ givingUp: Bool) -> Token? {
    switch UTF8Start(bytes) {
    case .scalar(let scalar, let length):
      if (0x80..<0xa0).contains(scalar.value) {
        return introduced(by: UInt8(scalar.value), after: length, in: bytes, givingUp)
      }
      return Token(Key(scalar: scalar), length)
    case .incomplete: return givingUp ? Token(.nothing, bytes.count) : nil
    case .invalid(let length): return Token(.nothing, length)
    }
  }

  private func escape(_ bytes: ArraySlice<UInt8>, _ givingUp: Bool) -> Token? {
    guard let second = bytes.dropFirst().first else {
      return givingUp ? Token(.escape, 1) : nil
    }
    switch second {
    case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"),
      UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      return introduced(by: second + 0x40, after: 2, in: bytes, givingUp)
    case 0x1b:
      guard let third = bytes.dropFirst(2).first else { return givingUp ? Token(.escape, 1) : nil }
      guard third == UInt8(ascii: "[") || third == UInt8(ascii: "O") else {
        return Token(.escape, 1)
      }
      return alt(scan(bytes.dropFirst(), givingUp: givingUp))
    default:
      return alt(character(bytes.dropFirst(), givingUp))
    }
  }

  /// Escape before a key means Alt; otherwise it is the key itself.
  private func alt(_ token: Token?) -> Token? {
    guard let token else { return nil }
    guard case .key(let key) = token.kind, key.canHaveAlt else { return Token(.escape, 1) }
    return Token(.alt(key), token.length + 1)
  }

  /// The token after an introducer, which is given as a C1 control.
  private func introduced(
    by introducer: UInt8, after start: Int, in bytes: ArraySlice<UInt8>, _ givingUp: Bool
  ) -> Token? {
    // Alt with one of these keys sends the same bytes, but nothing follows.
    let alone = start == 2 && bytes.first == 0x1b ? Key.introducerWithAlt(introducer) : nil
    switch introducer {
    case 0x9b: return controlSequence(bytes, start, alone, givingUp)
    case 0x8f: return singleShift(bytes, start, alone, givingUp)
    case 0x90, 0x98, 0x9d, 0x9e, 0x9f: return string(bytes, start, alone, givingUp)
    default: return Token(.nothing, start)
    }
  }

  /// OSC, DCS, APC, PM and SOS: everything up to ST, BEL or a cancelling control.
  private func string(
    _ bytes: ArraySlice<UInt8>, _ start: Int, _ alone: Key?, _ givingUp: Bool
  ) -> Token? {
    for (length, byte) in bytes.enumerated().dropFirst(start).prefix(Self.limit - start) {
      switch byte {
      case 0x07, 0x18, 0x1a: return Token(.nothing, length + 1)
      case 0x1b where length + 1 < Self.limit:
        guard let next = bytes.dropFirst(length + 1).first else {
          return givingUp ? Token(.nothing, length + 1) : nil
        }
        return Token(.nothing, next == UInt8(ascii: "\\") ? length + 2 : length)
      default: break
      }
    }
    if bytes.count >= Self.limit { return Token(.nothing, Self.limit) }
    guard givingUp else { return nil }
    return bytes.count == start ? Token(alone, start) : Token(.nothing, bytes.count)
  }

  /// SS3: one character, preceded by modifiers in some old terminals.
  private func singleShift(
    _ bytes: ArraySlice<UInt8>, _ start: Int, _ alone: Key?, _ givingUp: Bool
  ) -> Token? {
    var modifiers: [UInt8] = []
    for (length, byte) in bytes.enumerated().dropFirst(start) {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where modifiers.count < 2: modifiers.append(byte)
      case 0x40..<0x7f:
        let key = Key(singleShift: byte)
        let sequence = ControlSequence(
          parameters: [[1], [Int(String(decoding: modifiers, as: UTF8.self))]], final: byte)
        return Token(modifiers.isEmpty ? key : sequence.key, length + 1)
      default: return modifiers.isEmpty ? Token(alone, length) : Token(.nothing, length)
      }
    }
    guard givingUp else { return nil }
    return modifiers.isEmpty ? Token(alone, start) : Token(.nothing, bytes.count)
  }

  private func controlSequence(
    _ bytes: ArraySlice<UInt8>, _ start: Int, _ alone: Key?, _ givingUp: Bool
  ) -> Token? {
    var body = ControlSequence.Body()
    for (length, byte) in bytes.enumerated().dropFirst(start).prefix(Self.limit - start) {
      switch body.append(byte) {
      case .open: continue
      case .broken:
        if length == start, let alone { return Token(alone, start) }
        // CAN and SUB cancel the sequence; anything else is a token of its own.
        return Token(.nothing, byte == 0x18 || byte == 0x1a ? length + 1 : length)
      case .complete:
        let sequence = ControlSequence(body)
        if hasMouse, sequence.startsOldMouseReport {
          return oldMouse(bytes, length + 1, givingUp)
        }
        return Token(sequence.meaning, length + 1)
      }
    }
    if bytes.count >= Self.limit { return Token(.nothing, Self.limit) }
    guard givingUp else { return nil }
    return bytes.count == start ? Token(alone, start) : Token(.nothing, bytes.count)
  }

  /// `CSI M`: three bytes follow, a button and a position, each plus 32.
  private func oldMouse(_ bytes: ArraySlice<UInt8>, _ start: Int, _ givingUp: Bool) -> Token? {
    let values = bytes.dropFirst(start).prefix(3).map { Int($0) - 32 }
    guard values.count == 3 else { return givingUp ? Token(.nothing, bytes.count) : nil }
    // A release is button 3 here, which has no meaning.
    let event = MouseEvent(button: values[0], column: values[1], row: values[2], isRelease: false)
    return Token(event.map(Kind.mouse) ?? .nothing, start + 3)
  }
}

extension SequenceScanner.Token {
  init(_ kind: SequenceScanner.Kind, _ length: Int) {
    self.init(kind: kind, length: length)
  }

  /// A key, or a sequence without one.
  init(_ key: Key?, _ length: Int) {
    self.init(kind: key.map(SequenceScanner.Kind.key) ?? .nothing, length: length)
  }
}

/// The first scalar in bytes of UTF-8.
private enum UTF8Start {
  case scalar(Unicode.Scalar, length: Int)
  /// The bytes could still become a scalar.
  case incomplete
  /// This number of bytes is not valid UTF-8.
  case invalid(length: Int)

  init(_ bytes: ArraySlice<UInt8>) {
    guard let first = bytes.first else {
      self = .incomplete
      return
    }
    let count =
      switch first {
      case 0..<0x80: 1
      case 0xc2..<0xe0: 2
      case 0xe0..<0xf0: 3
      case 0xf0..<0xf5: 4
      default: 0
      }
    guard count > 0 else {
      self = .invalid(length: 1)
      return
    }
    var value = count == 1 ? UInt32(first) : UInt32(first) & (0x7f >> UInt32(count))
    for (index, byte) in bytes.enumerated().dropFirst().prefix(count - 1) {
      guard Self.continues(byte, after: first, at: index) else {
        self = .invalid(length: index)
        return
      }
      value = value << 6 | UInt32(byte & 0x3f)
    }
    guard bytes.count >= count else {
      self = .incomplete
      return
    }
    self = Unicode.Scalar(value).map { .scalar($0, length: count) } ?? .invalid(length: count)
  }

  /// Whether a byte is valid here: the second is restricted after some first ones (Unicode, table
  /// 3-7).
  private static func continues(_ byte: UInt8, after first: UInt8, at index: Int) -> Bool {
    let range: ClosedRange<UInt8> =
      switch (index, first) {
      case (1, 0xe0): 0xa0...0xbf
      case (1, 0xed): 0x80...0x9f
      case (1, 0xf0): 0x90...0xbf
      case (1, 0xf4): 0x80...0x8f
      default: 0x80...0xbf
      }
    return range.contains(byte)
  }
}
