/// The bytes of TOML's grammar.
enum TOMLByte {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let quote = UInt8(ascii: "\"")
  static let hash = UInt8(ascii: "#")
  static let apostrophe = UInt8(ascii: "'")
  static let comma = UInt8(ascii: ",")
  static let dot = UInt8(ascii: ".")
  static let equals = UInt8(ascii: "=")
  static let openBracket = UInt8(ascii: "[")
  static let backslash = UInt8(ascii: "\\")
  static let closeBracket = UInt8(ascii: "]")
  static let openBrace = UInt8(ascii: "{")
  static let closeBrace = UInt8(ascii: "}")
  static let underscore = UInt8(ascii: "_")
  static let plus = UInt8(ascii: "+")
  static let minus = UInt8(ascii: "-")
  static let zero = UInt8(ascii: "0")

  static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab }

  /// Whether it starts a string.
  static func isQuote(_ byte: UInt8) -> Bool { byte == quote || byte == apostrophe }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  static func isLetter(_ byte: UInt8) -> Bool {
    let lower = byte | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  static func isBareKey(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == underscore || byte == minus
  }

  /// Whether it can be part of a number, a date, `true` or `inf`.
  static func isScalar(_ byte: UInt8) -> Bool {
    isBareKey(byte) || byte == plus || byte == dot || byte == UInt8(ascii: ":")
  }

  /// Whether it is a control character that comments and strings must not contain. A tab is
  /// allowed.
  static func isControl(_ byte: UInt8) -> Bool {
    (byte < space && byte != tab) || byte == 0x7F
  }

  /// The line end of the first line, which new lines use as well.
  static func lineEnd(of bytes: [UInt8]) -> [UInt8] {
    guard let index = bytes.firstIndex(of: lineFeed), index > 0, bytes[index - 1] == carriageReturn
    else { return [lineFeed] }
    return [carriageReturn, lineFeed]
  }

  static func continuesScalar(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

  static func hexDigit(_ byte: UInt8) -> UInt32? {
    if isDigit(byte) { return UInt32(byte - zero) }
    let lower = byte | 0x20
    guard lower >= UInt8(ascii: "a"), lower <= UInt8(ascii: "f") else { return nil }
    return UInt32(lower - UInt8(ascii: "a")) + 10
  }
}

extension String {
  /// Equal byte by byte: to TOML, two spellings of one accented letter are two keys.
  func hasSameBytes(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
