/// A TOML document that is a whole text, or that is spread over lines of it, each after a prefix,
/// as in the comments of a script.
struct EmbeddedTOML: Sendable {
  /// A line of the text.
  struct Line: Sendable {
    /// From 1.
    let number: Int
    /// The bytes before the part of the document, all ASCII.
    let prefix: Range<Int>
    /// The part of the document, without the line end.
    let content: Range<Int>
  }

  /// The document by itself. In lines, its line ends are `\n`.
  let document: TOMLDocument
  private let text: [UInt8]
  /// Empty if the document is the whole text.
  private let lines: [Line]
  /// Where each line begins in the document.
  private let starts: [Int]

  /// Reads the document that is the whole text.
  init(whole text: [UInt8]) throws(TOMLFailure) {
    document = try TOMLDocument(parsing: text)
    (self.text, lines, starts) = (text, [], [])
  }

  /// Reads the document in some lines of a text, at least one.
  ///
  /// - Throws: the first fault, with its position in the text.
  init(_ lines: [Line], of text: [UInt8]) throws(TOMLFailure) {
    var bytes: [UInt8] = []
    var starts: [Int] = []
    for line in lines {
      if !starts.isEmpty { bytes.append(TOMLByte.lineFeed) }
      starts.append(bytes.count)
      bytes += text[line.content]
    }
    (self.text, self.lines, self.starts) = (text, lines, starts)
    do throws(TOMLFailure) {
      document = try TOMLDocument(parsing: bytes)
    } catch {
      let line = lines[min(error.line, lines.count) - 1]
      throw TOMLFailure(
        line: line.number, column: line.prefix.count + error.column, reason: error.reason)
    }
  }

  /// The position in the text of a position in the document.
  func textPosition(_ position: TOMLPosition) -> TOMLPosition {
    guard !lines.isEmpty else { return position }
    let line = lines[position.line - 1]
    return TOMLPosition(
      offset: textOffset(position.offset), line: line.number,
      column: line.prefix.count + position.column)
  }

  /// Converts replacements in the document to replacements in the text: new lines get the prefix.
  func textReplacements(_ replacements: [TextReplacement]) -> [TextReplacement] {
    guard !lines.isEmpty else { return replacements }
    return replacements.map { replacement in
      let range = replacement.range
      let prefix = text[lines[line(at: range.lowerBound)].prefix]
      let new = replacement.text.split(
        separator: TOMLByte.lineFeed, omittingEmptySubsequences: false)
      return TextReplacement(
        textOffset(range.lowerBound)..<textOffset(range.upperBound),
        with: Array(new.joined(separator: TOMLByte.lineEnd(of: text) + prefix)))
    }
  }

  private func textOffset(_ offset: Int) -> Int {
    let index = line(at: offset)
    return lines[index].content.lowerBound + offset - starts[index]
  }

  private func line(at offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
