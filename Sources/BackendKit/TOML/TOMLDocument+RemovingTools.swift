/// Removes entries of `[tools]`, and elements of entries that are arrays.
extension TOMLDocument {
  /// The document without the entry or the element; nil if it has no safe form.
  func removing(_ key: String, element: Int?) -> TOMLDocument? {
    let tools = root["tools"]
    if let element, let value = tools?.table?[key], let elements = value.array, elements.count > 1 {
      if elements[element].table?.form == .header {
        return replacing(removal(ofLines: lines(of: key, element: element)))
      }
      return replacing(removal(of: element, from: elements.map(\.range), in: value.range))
    }
    guard tools?.table?.form == .inline else {
      return replacing(removal(ofLines: lines(of: key, element: nil)))?
        .withoutEmptyTools(after: self)
    }
    // A dotted key can occur in several pairs.
    var document = self
    while let tools = document.root["tools"], let pairs = tools.table?.pairs,
      let index = pairs.firstIndex(where: { $0.keys[0].name.hasSameBytes(as: key) })
    {
      let removal = document.removal(of: index, from: pairs.map(\.range), in: tools.range)
      guard let next = document.replacing(removal) else { return nil }
      document = next
    }
    return document
  }

  /// Removes the header of `[tools]` if its last line was removed and the header looks like one
  /// that we add: at the end of the file after a blank line, or above its sub-tables; without a
  /// comment.
  private func withoutEmptyTools(after old: TOMLDocument) -> TOMLDocument? {
    guard let header = toolsHeader, section(of: header).isEmpty,
      let oldHeader = old.toolsHeader, !old.section(of: oldHeader).isEmpty
    else { return self }
    let range = statements[header].range
    let line = lineStart(range.lowerBound)..<nextLine(range.upperBound)
    guard bytes[range].elementsEqual("[tools]".utf8), range.lowerBound == line.lowerBound,
      bytes[range.upperBound..<line.upperBound].allSatisfy({
        $0 == TOMLByte.lineFeed || $0 == TOMLByte.carriageReturn
      })
    else { return self }
    if header + 1 < statements.count {
      let next = commentedStart(statements[header + 1].range.lowerBound)
      guard statements[header + 1].keys[0].name == "tools", isBlankLine(line.upperBound),
        nextLine(line.upperBound) == next
      else { return self }
      return replacing([TextReplacement(removing: line.lowerBound..<next)])
    }
    guard line.lowerBound > start, bytes[line.upperBound...].allSatisfy(Self.isWhitespace) else {
      return self
    }
    let above = lineStart(line.lowerBound - 1)
    guard above > start, isBlankLine(above) else { return self }
    return replacing([removal(ofLines: above..<line.upperBound)])
  }

  private static func isWhitespace(_ byte: UInt8) -> Bool {
    TOMLByte.isBlank(byte) || byte == TOMLByte.lineFeed || byte == TOMLByte.carriageReturn
  }

  /// Removes all lines that these ranges touch, and the blank lines between them. For a header, one
  /// of the blank lines around it is removed as well.
  private func removal(ofLines ranges: [Range<Int>]) -> [TextReplacement] {
    merged(ranges.map { lineStart($0.lowerBound)..<nextLine($0.upperBound) }).map { range in
      var (start, end) = (range.lowerBound, range.upperBound)
      if bytes[start..<end].first(where: { !TOMLByte.isBlank($0) }) == TOMLByte.openBracket {
        let followsBlank = start == self.start || isBlankLine(lineStart(start - 1))
        if followsBlank, isBlankLine(end) {
          end = nextLine(end)
        } else if followsBlank, end == bytes.count, start > self.start {
          start = lineStart(start - 1)
        }
      }
      return removal(ofLines: start..<end)
    }
  }

  /// Removes whole lines. If the last line had no line end, the new last line has none either.
  private func removal(ofLines range: Range<Int>) -> TextReplacement {
    var start = range.lowerBound
    if range.upperBound == bytes.count, !isLineStart(range.upperBound), start > self.start {
      start -= 1
      if start > self.start, bytes[start - 1] == TOMLByte.carriageReturn { start -= 1 }
    }
    return TextReplacement(removing: start..<range.upperBound)
  }

  /// The statements of an entry, or of one table of its array of tables.
  private func lines(of key: String, element: Int?) -> [Range<Int>] {
    var header: [String] = []
    var tables = -1
    var found: [Range<Int>] = []
    for statement in statements {
      let names = statement.keys.map(\.name)
      var path = header + names
      switch statement.kind {
      case .pair: break
      case .header, .arrayHeader:
        header = names
        path = names
        if case .arrayHeader = statement.kind, Self.isTool(key, names), names.count == 2 {
          tables += 1
        }
      }
      guard Self.isTool(key, path), element == nil || element == tables else { continue }
      found.append(statement.range)
    }
    return found
  }

  private static func isTool(_ key: String, _ path: [String]) -> Bool {
    path.count >= 2 && path[0] == "tools" && path[1].hasSameBytes(as: key)
  }

  /// Merges ranges of lines that are adjacent or separated only by blank lines, so that no two
  /// claim the same blank line.
  private func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      guard let last = result.last else {
        result.append(range)
        continue
      }
      var end = last.upperBound
      while end < range.lowerBound, isBlankLine(end) { end = nextLine(end) }
      if end >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}
