/// Lines that arrive in pieces. The rest of an implausibly long line is dropped.
struct LineBuffer {
  private var bytes: [UInt8] = []

  /// The number of bytes of a line that are kept.
  static let longestLine = 64 << 10

  /// Takes a piece in.
  mutating func take(_ piece: ArraySlice<UInt8>) {
    var rest = piece
    while let end = rest.firstIndex(of: Self.lineFeed) {
      append(rest[..<end])
      bytes.append(Self.lineFeed)
      rest = rest[(end + 1)...]
    }
    append(rest)
  }

  /// The next line, without its end; nil if none is complete. At the end of the input, the rest is
  /// a line.
  mutating func next(isAtEnd: Bool = false) -> String? {
    if let end = bytes.firstIndex(of: Self.lineFeed) {
      defer { bytes.removeFirst(end + 1) }
      return String(decoding: bytes[..<end], as: UTF8.self)
    }
    guard isAtEnd, !bytes.isEmpty else { return nil }
    defer { bytes = [] }
    return String(decoding: bytes, as: UTF8.self)
  }

  private mutating func append(_ part: ArraySlice<UInt8>) {
    let start = bytes.lastIndex(of: Self.lineFeed).map { $0 + 1 } ?? 0
    bytes += part.prefix(max(0, Self.longestLine - (bytes.count - start)))
  }

  private static let lineFeed = UInt8(ascii: "\n")
}
