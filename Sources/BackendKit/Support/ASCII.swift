/// Classes of ASCII bytes, used by the parsers.
extension UInt8 {
  var isDigit: Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= self }
  var isLower: Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= self }
  package var isUpper: Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= self }
  package var isAlphanumeric: Bool { isDigit || isLower || isUpper }
  var isHexDigit: Bool {
    // Bit 5 makes a letter lower-case.
    isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= self | 0x20
  }
  /// The value of a hexadecimal digit; nil for another byte.
  var hexValue: UInt8? {
    guard isHexDigit else { return nil }
    return isDigit ? self - UInt8(ascii: "0") : (self | 0x20) - UInt8(ascii: "a") + 10
  }
}

extension FixedWidthInteger where Self: UnsignedInteger {
  /// Appends its lower-case hexadecimal digits, with leading zeros.
  func appendHex(to digits: inout [UInt8]) {
    for shift in stride(from: Self.bitWidth - 4, through: 0, by: -4) {
      let value = UInt8(truncatingIfNeeded: self >> Self(shift)) & 15
      digits.append(value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10)
    }
  }
}

/// Grammars consist of scalars, not of characters: a slash followed by a combining mark is another
/// character to `String`, but still a slash to a file system, to mise and to ocx.
extension Substring {
  /// The parts between the separators, including empty ones.
  func parts(between mark: Unicode.Scalar, atMost count: Int = .max) -> [Substring] {
    unicodeScalars.split(
      separator: mark, maxSplits: count - 1, omittingEmptySubsequences: false
    ).map { Substring($0) }
  }

  /// The position of the first separator.
  func firstPlace(of mark: Unicode.Scalar) -> Index? { unicodeScalars.firstIndex(of: mark) }
}

extension String {
  /// Whether the text contains the scalars of another one in sequence.
  func holds(_ text: String) -> Bool {
    // In UTF-8, the bytes of one scalar never begin within those of another.
    guard let first = text.utf8.first else { return true }
    var rest = utf8[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: text.utf8) { return true }
      rest.removeFirst()
    }
    return false
  }

  /// The text with some scalars replaced by another.
  func substituting(_ other: Unicode.Scalar, for marks: [Unicode.Scalar]) -> String {
    var result = UnicodeScalarView()
    for scalar in unicodeScalars { result.append(marks.contains(scalar) ? other : scalar) }
    return String(result)
  }
}
