/// Splits a stream of bytes into lines.
package struct LineSplitter {
  /// The number of bytes of a line that are kept. The rest of a longer line is dropped, so that memory
  /// stays bounded.
  private let longestLine: Int
  /// Whether a carriage return ends a line as well, as in progress output.
  private let endsAtCarriageReturn: Bool
  private var pending: [UInt8] = []

  package init(longestLine: Int, endsAtCarriageReturn: Bool = false) {
    self.longestLine = longestLine
    self.endsAtCarriageReturn = endsAtCarriageReturn
  }

  /// Processes bytes, and returns the lines that they complete, without their ends.
  package mutating func split(_ bytes: ArraySlice<UInt8>) -> [String] {
    var lines: [String] = []
    var rest = bytes
    while let end = rest.firstIndex(where: isEnd) {
      append(rest[..<end])
      lines.append(String(decoding: pending, as: UTF8.self))
      pending.removeAll(keepingCapacity: true)
      rest = rest[(end + 1)...]
    }
    append(rest)
    return lines
  }

  /// The last line, if it has no end; nil if nothing is left.
  package mutating func finish() -> String? {
    guard !pending.isEmpty else { return nil }
    defer { pending = [] }
    return String(decoding: pending, as: UTF8.self)
  }

  private func isEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || endsAtCarriageReturn && byte == UInt8(ascii: "\r")
  }

  private mutating func append(_ part: ArraySlice<UInt8>) {
    pending += part.prefix(max(0, longestLine - pending.count))
  }
}
