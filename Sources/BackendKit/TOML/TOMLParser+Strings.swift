extension TOMLParser {
  /// Reads `"…"` or, if `quote` is an apostrophe, `'…'`, which has no escapes.
  mutating func readString(_ quote: UInt8) throws(TOMLFailure) -> String {
    let first = offset
    offset += 1
    var piece = offset
    var result = ""
    while let byte = peek() {
      switch byte {
      case quote:
        result += text(piece..<offset)
        offset += 1
        return result
      case TOMLByte.backslash where quote == TOMLByte.quote:
        result += text(piece..<offset)
        offset += 1
        result.unicodeScalars.append(try readEscape())
        piece = offset
      case TOMLByte.lineFeed:
        throw failure(at: first, "this string has no closing quote on its line")
      case _ where TOMLByte.isControl(byte):
        throw failure(at: offset, "a control character in a string")
      default:
        offset += 1
      }
    }
    throw failure(at: first, "this string has no closing quote")
  }

  /// Reads `"""…"""` or `'''…'''`; line ends in it become `\n`.
  mutating func readLongString(_ quote: UInt8) throws(TOMLFailure) -> String {
    let first = offset
    offset += 3
    _ = skipNewline()
    var piece = offset
    var result = ""
    while let byte = peek() {
      switch byte {
      case quote:
        guard let extra = closingQuotes(quote) else {
          offset += 1
          continue
        }
        result += text(piece..<offset + extra)
        offset += extra + 3
        return result
      case TOMLByte.backslash where quote == TOMLByte.quote:
        result += text(piece..<offset)
        offset += 1
        if !skipFoldedLines() { result.unicodeScalars.append(try readEscape()) }
        piece = offset
      case TOMLByte.carriageReturn:
        result += text(piece..<offset)
        try readNewlineInString()
        result += "\n"
        piece = offset
      case TOMLByte.lineFeed:
        offset += 1
      case _ where TOMLByte.isControl(byte):
        throw failure(at: offset, "a control character in a string")
      default:
        offset += 1
      }
    }
    throw failure(at: first, "this string has no closing quotes")
  }

  /// How many of the quotes at this offset (at most two) belong to the string that the last three
  /// close; nil if there are fewer than three.
  private func closingQuotes(_ quote: UInt8) -> Int? {
    let count = bytes[offset...].prefix(5).prefix { $0 == quote }.count
    return count >= 3 ? count - 3 : nil
  }

  private mutating func readNewlineInString() throws(TOMLFailure) {
    guard skipNewline() else {
      throw failure(at: offset, "a carriage return without a line feed")
    }
  }

  /// Skips blanks, a line end, and all blanks and line ends after it; returns false, and skips
  /// nothing, if there is no line end.
  private mutating func skipFoldedLines() -> Bool {
    let before = offset
    skipBlanks()
    guard skipNewline() else {
      offset = before
      return false
    }
    repeat { skipBlanks() } while skipNewline()
    return true
  }

  /// Reads the rest of an escape, after the backslash.
  private mutating func readEscape() throws(TOMLFailure) -> Unicode.Scalar {
    let backslash = offset - 1
    guard let byte = peek() else {
      throw failure(at: backslash, "this string has no closing quote")
    }
    offset += 1
    switch byte {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "e"): return "\u{1B}"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "r"): return "\r"
    case TOMLByte.quote: return "\""
    case TOMLByte.backslash: return "\\"
    case UInt8(ascii: "x"): return try readCodePoint(digits: 2, from: backslash)
    case UInt8(ascii: "u"): return try readCodePoint(digits: 4, from: backslash)
    case UInt8(ascii: "U"): return try readCodePoint(digits: 8, from: backslash)
    default: throw failure(at: backslash, "unknown escape")
    }
  }

  private mutating func readCodePoint(digits: Int, from backslash: Int) throws(TOMLFailure)
    -> Unicode.Scalar
  {
    var number: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek().flatMap(TOMLByte.hexDigit) else {
        throw failure(at: backslash, "expected \(digits) hexadecimal digits")
      }
      number = number << 4 | digit
      offset += 1
    }
    guard let scalar = Unicode.Scalar(number) else {
      throw failure(at: backslash, "no Unicode scalar has this number")
    }
    return scalar
  }
}
