/// The lines of a document's text. A line is identified by any offset in it.
extension TOMLDocument {
  /// The document after some replacements.
  ///
  /// - Returns: nil if the replacements overlap, or if the new text is not TOML.
  func replacing(_ replacements: [TextReplacement]) -> TOMLDocument? {
    replacements.applied(to: bytes).flatMap { try? TOMLDocument(parsing: $0) }
  }

  /// The line end for new lines.
  var newline: [UInt8] { TOMLByte.lineEnd(of: bytes) }

  /// The start of the line.
  func lineStart(_ offset: Int) -> Int {
    var start = offset
    while start > self.start, bytes[start - 1] != TOMLByte.lineFeed { start -= 1 }
    return start
  }

  /// The start of the next line, or the end of the file.
  func nextLine(_ offset: Int) -> Int {
    bytes[offset...].firstIndex(of: TOMLByte.lineFeed).map { $0 + 1 } ?? bytes.count
  }

  /// Whether a line starts at this offset.
  func isLineStart(_ offset: Int) -> Bool {
    offset <= start || bytes[offset - 1] == TOMLByte.lineFeed
  }

  /// Whether there are only blanks before the offset on its line.
  func beginsLine(_ offset: Int) -> Bool {
    bytes[lineStart(offset)..<offset].allSatisfy(TOMLByte.isBlank)
  }

  /// Whether only blanks and a comment follow on the line.
  func endsLine(_ offset: Int) -> Bool {
    switch bytes[offset...].first(where: { !TOMLByte.isBlank($0) }) {
    case nil, TOMLByte.hash, TOMLByte.lineFeed, TOMLByte.carriageReturn: true
    default: false
    }
  }

  /// Whether the line that starts here exists and is blank.
  func isBlankLine(_ start: Int) -> Bool {
    guard start < bytes.count else { return false }
    let first = bytes[start...].first { !TOMLByte.isBlank($0) && $0 != TOMLByte.carriageReturn }
    return first == nil || first == TOMLByte.lineFeed
  }

  /// Whether the line that starts here is only a comment.
  func isCommentLine(_ start: Int) -> Bool {
    bytes[start...].first { !TOMLByte.isBlank($0) } == TOMLByte.hash
  }

  /// The blanks at the start of the line.
  func indentation(_ offset: Int) -> [UInt8] {
    Array(bytes[lineStart(offset)...].prefix(while: TOMLByte.isBlank))
  }

  /// The start of the comment lines directly above the line, which belong to it. The start of the
  /// line itself if there are none, or if they start the file and so belong to the whole file.
  func commentedStart(_ offset: Int) -> Int {
    let own = lineStart(offset)
    var start = own
    while start > self.start {
      let above = lineStart(start - 1)
      guard isCommentLine(above) else { return start }
      start = above
    }
    return own
  }

  /// Inserts a line, given without its end, at the start of a line or at the end of the file. If
  /// the last line has no line end, the new last line has none either.
  func insertion(ofLine line: [UInt8], at offset: Int) -> TextReplacement {
    TextReplacement(at: offset, isLineStart(offset) ? line + newline : newline + line)
  }
}
