/// The quotes of a single-line string.
enum TOMLQuotes {
  /// `"…"`
  case basic
  /// `'…'`
  case literal
}

/// How strings are written.
enum TOMLWriting {
  /// The text in these quotes; in `"…"` if it does not fit in `'…'`.
  static func string(_ text: String, in quotes: TOMLQuotes) -> [UInt8] {
    if quotes == .literal, fitsLiteral(text) {
      return [TOMLByte.apostrophe] + Array(text.utf8) + [TOMLByte.apostrophe]
    }
    return [TOMLByte.quote] + escaped(text) + [TOMLByte.quote]
  }

  /// The text in the quotes of `original`, which may be those of a multi-line string; in `"…"` if
  /// it does not fit, or if `original` is not a string.
  static func string(_ text: String, like original: ArraySlice<UInt8>) -> [UInt8] {
    let long = Array(repeating: TOMLByte.quote, count: 3)
    let longLiteral = Array(repeating: TOMLByte.apostrophe, count: 3)
    if original.starts(with: long) { return long + escaped(text) + long }
    if original.starts(with: longLiteral), fitsLiteral(text) {
      return longLiteral + Array(text.utf8) + longLiteral
    }
    return string(text, in: original.first == TOMLByte.apostrophe ? .literal : .basic)
  }

  private static func fitsLiteral(_ text: String) -> Bool {
    !text.utf8.contains { TOMLByte.isControl($0) || $0 == TOMLByte.apostrophe }
  }

  private static func escaped(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case TOMLByte.quote, TOMLByte.backslash:
        result += [TOMLByte.backslash, byte]
      case TOMLByte.lineFeed:
        result += Array("\\n".utf8)
      case _ where TOMLByte.isControl(byte):
        let hex = String(byte, radix: 16, uppercase: true)
        result += Array(("\\u00" + (hex.utf8.count == 1 ? "0" : "") + hex).utf8)
      default:
        result.append(byte)
      }
    }
    return result
  }
}
