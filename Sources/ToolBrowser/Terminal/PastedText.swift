/// The text between the brackets of a paste (private mode 2004), byte by byte.
struct PastedText: Sendable {
  enum End: Sendable {
    case open
    /// The closing bracket has arrived.
    case complete
    /// The paste is implausibly long: its closing bracket was lost.
    case tooLong
  }

  private var bytes: [UInt8] = []
  private var count = 0
  /// The number of matching bytes of the closing bracket.
  private var matched = 0

  private static let closing = Array("\u{1b}[201~".utf8)
  /// The number of bytes that are kept: more than any field accepts, and few enough for memory.
  private static let kept = 1 << 16
  /// The number of bytes after which a paste without a closing bracket ends.
  private static let limit = 4 << 20

  /// Adds the next byte, and returns whether the paste has ended.
  mutating func append(_ byte: UInt8) -> End {
    count += 1
    if byte == Self.closing[matched] {
      matched += 1
      if matched == Self.closing.count { return .complete }
    } else {
      keep(Self.closing[..<matched])
      matched = byte == Self.closing[0] ? 1 : 0
      if matched == 0 { keep([byte]) }
    }
    return count < Self.limit ? .open : .tooLong
  }

  private mutating func keep(_ more: some Collection<UInt8>) {
    if bytes.count + more.count <= Self.kept { bytes += more }
  }

  /// The text so far, with `\n` as line ends.
  var text: String {
    var whole = bytes[...]
    // A character that was cut by the limit is left out.
    if let start = whole.lastIndex(where: { $0 & 0xc0 != 0x80 }) {
      let first = whole[start]
      let length = first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
      if whole.endIndex - start < length { whole = whole[..<start] }
    }
    return String(decoding: whole, as: UTF8.self)
      .replacing("\r\n", with: "\n").replacing("\r", with: "\n")
  }
}
