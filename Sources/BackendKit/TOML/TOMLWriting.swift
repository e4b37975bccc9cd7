/// How strings and keys are written.
enum TOMLWriting {
  /// `"text"`, with the escapes it needs.
  static func basic(_ text: String) -> [UInt8] {
    [TOMLByte.quote] + escaped(text) + [TOMLByte.quote]
  }

  /// The text in the quotes that `original` has, where they can hold it.
  static func string(_ text: String, like original: ArraySlice<UInt8>) -> [UInt8] {
    let bytes = Array(text.utf8)
    let fitsLiteral = !bytes.contains { TOMLByte.isControl($0) || $0 == TOMLByte.apostrophe }
    let long = Array(repeating: TOMLByte.quote, count: 3)
    let longLiteral = Array(repeating: TOMLByte.apostrophe, count: 3)
    if original.starts(with: long) { return long + escaped(text) + long }
    guard fitsLiteral, original.first == TOMLByte.apostrophe else { return basic(text) }
    if original.starts(with: longLiteral) { return longLiteral + bytes + longLiteral }
    return [TOMLByte.apostrophe] + bytes + [TOMLByte.apostrophe]
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
