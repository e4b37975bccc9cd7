/// The comments of a file task in which mise reads settings of the task, such as `#MISE
/// tools={node="22"}`. They can be anywhere in the file.
enum TaskHeader {
  /// The settings of tools: mise reads each entry as a separate document. An entry continues on the
  /// next line while its brackets are open.
  ///
  /// - Throws: the first fault in one of them, with its position in the text.
  static func tools(in text: [UInt8]) throws(TOMLFailure) -> [EmbeddedTOML] {
    var documents: [EmbeddedTOML] = []
    var entry: (lines: [EmbeddedTOML.Line], state: OpenBrackets)?
    var (start, number) = (0, 0)
    while start < text.count || entry != nil {
      number += 1
      let end = text[start...].firstIndex(of: TOMLByte.lineFeed).map { $0 + 1 } ?? text.count
      let line = start < text.count ? Self.line(number, start..<end, of: text) : nil
      if let line {
        if entry == nil, namesTools(text[line.content]) { entry = ([], OpenBrackets()) }
        entry?.lines.append(line)
        entry?.state.scan(text[line.content])
      }
      if let whole = entry, line == nil || !whole.state.isOpen {
        documents.append(try EmbeddedTOML(whole.lines, of: text))
        entry = nil
      }
      start = end
    }
    return documents
  }

  /// A line that starts as mise requires: `#`, `//` or `::`, then `MISE`, `[MISE]` or ` [MISE]`,
  /// then a blank.
  private static func line(_ number: Int, _ range: Range<Int>, of text: [UInt8])
    -> EmbeddedTOML.Line?
  {
    let line = text[range]
    for prefix in prefixes where line.starts(with: prefix) {
      var end = range.upperBound
      if end > range.lowerBound, text[end - 1] == TOMLByte.lineFeed { end -= 1 }
      if end > range.lowerBound, text[end - 1] == TOMLByte.carriageReturn { end -= 1 }
      let start = range.lowerBound + prefix.count
      return EmbeddedTOML.Line(
        number: number, prefix: range.lowerBound..<start, content: start..<max(start, end))
    }
    return nil
  }

  private static let prefixes: [[UInt8]] = ["#", "//", "::"].flatMap { comment in
    ["MISE ", "[MISE] ", " [MISE] "].map { Array((comment + $0).utf8) }
  }

  /// Whether an entry about tools starts here: `tools=` or `tools.KEY=`.
  private static func namesTools(_ content: ArraySlice<UInt8>) -> Bool {
    var parser = TOMLParser(Array(content))
    guard let keys = try? parser.readKeys(), parser.peek() == TOMLByte.equals else { return false }
    return keys[0].name == "tools"
  }

  /// Tracks whether a value continues after the lines seen so far.
  private struct OpenBrackets {
    private var depth = 0
    /// The quotes of an open multi-line string.
    private var quotes: ArraySlice<UInt8>?

    var isOpen: Bool { depth > 0 || quotes != nil }

    mutating func scan(_ line: ArraySlice<UInt8>) {
      var rest = line
      while let byte = rest.first {
        if let open = quotes {
          if byte == TOMLByte.backslash, open.first == TOMLByte.quote {
            rest = rest.dropFirst(2)
          } else if rest.starts(with: open) {
            rest = rest.drop { $0 == open.first }
            quotes = nil
          } else {
            rest = rest.dropFirst()
          }
          continue
        }
        switch byte {
        case TOMLByte.hash: return
        case TOMLByte.openBracket, TOMLByte.openBrace: depth += 1
        case TOMLByte.closeBracket, TOMLByte.closeBrace: depth -= 1
        case _ where TOMLByte.isQuote(byte):
          if rest.prefix(3).allSatisfy({ $0 == byte }), rest.count >= 3 {
            quotes = rest.prefix(3)
            rest = rest.dropFirst(3)
            continue
          }
          rest = afterString(rest.dropFirst(), closedBy: byte)
          continue
        default: break
        }
        rest = rest.dropFirst()
      }
    }

    private func afterString(_ text: ArraySlice<UInt8>, closedBy quote: UInt8) -> ArraySlice<UInt8>
    {
      var rest = text
      while let byte = rest.popFirst() {
        if byte == quote { break }
        if byte == TOMLByte.backslash, quote == TOMLByte.quote { rest = rest.dropFirst() }
      }
      return rest
    }
  }
}
