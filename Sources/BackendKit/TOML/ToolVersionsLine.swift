/// A line of `.tool-versions`: the name of a tool and its versions, separated by blanks. A `#`
/// starts a comment.
struct ToolVersionsLine {
  /// From 1.
  let number: Int
  /// Its bytes, including the line end.
  let range: Range<Int>
  /// Its words outside of comments: the name as written, then the versions.
  let words: [Range<Int>]
  /// The name without a trailing `:`; nil if the line has no tool. mise reads a byte order mark as
  /// part of the first name.
  let name: [UInt8]?

  /// The words after the name.
  var versions: ArraySlice<Range<Int>> { words.dropFirst() }

  /// All lines of a file, including those without a tool.
  static func lines(of bytes: [UInt8]) -> [ToolVersionsLine] {
    var lines: [ToolVersionsLine] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: TOMLByte.lineFeed).map { $0 + 1 } ?? bytes.count
      let content = start..<(bytes[start..<end].firstIndex(of: TOMLByte.hash) ?? end)
      let words = bytes[content].split(whereSeparator: isBlank).map(\.indices)
      lines.append(
        ToolVersionsLine(
          number: lines.count + 1, range: start..<end, words: words,
          name: words.first.map { name(bytes[$0]) }))
      start = end
    }
    return lines
  }

  /// Whether it separates words.
  static func isBlank(_ byte: UInt8) -> Bool {
    TOMLByte.isBlank(byte) || (byte >= 0x0A && byte <= 0x0D)
  }

  private static func name(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var name = word
    while name.last == UInt8(ascii: ":") { name.removeLast() }
    return Array(name)
  }
}
