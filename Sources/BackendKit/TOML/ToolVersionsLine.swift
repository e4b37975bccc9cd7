/// A line of `.tool-versions`: the name of a tool and its versions with blanks between them; what
/// follows a `#` is a comment (contracts/mise.md §7).
struct ToolVersionsLine {
  /// From 1.
  let number: Int
  /// Its bytes, the end included.
  let range: Range<Int>
  /// Its words outside comments: the name as it is written, then the versions.
  let words: [Range<Int>]
  /// The name without the `:` behind it; nil where the line names no tool.
  let name: [UInt8]?

  /// The words behind the name.
  var versions: ArraySlice<Range<Int>> { words.dropFirst() }

  /// All lines of a file, those that name no tool as well.
  static func lines(of bytes: [UInt8]) -> [ToolVersionsLine] {
    var lines: [ToolVersionsLine] = []
    // A byte order mark is no part of the first name.
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
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

  /// What stands between words.
  static func isBlank(_ byte: UInt8) -> Bool {
    TOMLByte.isBlank(byte) || (byte >= 0x0A && byte <= 0x0D)
  }

  private static func name(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var name = word
    while name.last == UInt8(ascii: ":") { name.removeLast() }
    return Array(name)
  }
}
