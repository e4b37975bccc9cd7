/// A document that is changed byte by byte and read anew after each change.
struct TOMLText {
  private(set) var document: TOMLDocument

  init(_ bytes: [UInt8]) throws(TOMLFailure) {
    document = try TOMLDocument(parsing: bytes)
  }

  var bytes: [UInt8] { document.bytes }

  /// Puts bytes in the place of others; no two ranges may overlap.
  mutating func replace(_ changes: [(range: Range<Int>, with: [UInt8])]) throws(TOMLFailure) {
    var bytes = document.bytes
    for change in changes.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      bytes.replaceSubrange(change.range, with: change.with)
    }
    document = try TOMLDocument(parsing: bytes)
  }

  mutating func replace(_ range: Range<Int>, with text: [UInt8]) throws(TOMLFailure) {
    try replace([(range, text)])
  }

  /// Puts a whole line, given without its end, behind the line in which `offset` lies. Where that
  /// is the last one and has no end, the new one has none either.
  mutating func insertLine(_ line: [UInt8], after offset: Int) throws(TOMLFailure) {
    let next = nextLine(offset)
    if isLineStart(next) {
      try replace(next..<next, with: line + newline)
    } else {
      try replace(next..<next, with: newline + line)
    }
  }

  /// How new lines end.
  var newline: [UInt8] { TOMLByte.lineEnd(of: bytes) }

  /// Where the line begins in which `offset` lies.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > document.start, bytes[start - 1] != TOMLByte.lineFeed { start -= 1 }
    return start
  }

  /// Where the line behind the one in which `offset` lies begins, or the file ends.
  func nextLine(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: TOMLByte.lineFeed).map { $0 + 1 } ?? bytes.count
  }

  /// Whether a line can begin here.
  func isLineStart(_ offset: Int) -> Bool {
    offset <= document.start || bytes[offset - 1] == TOMLByte.lineFeed
  }

  /// Whether the line that begins here holds blanks alone.
  func isBlankLine(_ start: Int) -> Bool {
    start < bytes.count
      && bytes[start..<nextLine(start)].allSatisfy {
        TOMLByte.isBlank($0) || $0 == TOMLByte.lineFeed || $0 == TOMLByte.carriageReturn
      }
  }

  /// The blanks that the line begins with in which `offset` lies.
  func indentation(_ offset: Int) -> [UInt8] {
    Array(bytes[lineStart(offset)...].prefix(while: TOMLByte.isBlank))
  }

  /// Where the comment lines begin that stand directly above the line in which `offset` lies;
  /// that line's own start where there are none, or where they open the file, whose title they
  /// then are.
  func commentedStart(_ offset: Int) -> Int {
    let own = lineStart(offset)
    var start = own
    while start > document.start {
      let above = lineStart(start - 1)
      let first = bytes[above..<start].first { !TOMLByte.isBlank($0) }
      guard first == TOMLByte.hash else { return start }
      start = above
    }
    return own
  }
}
