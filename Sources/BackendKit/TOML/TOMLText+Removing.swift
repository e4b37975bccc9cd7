extension TOMLText {
  /// Takes an entry out: its lines and the comments on them. Comments on lines of their own stay.
  mutating func removeTool(_ key: String, element: Int?) throws(TOMLFailure) {
    if document.root["tools"]?.table?.form == .inline {
      while let pairs = document.root["tools"]?.table?.pairs,
        let index = pairs.firstIndex(where: { $0.keys[0].name.hasSameBytes(as: key) })
      {
        try removePair(index, of: pairs)
      }
    } else {
      try removeLines(lines(of: key, element: element), tidily: true)
    }
  }

  /// Takes one element out of an array entry of several.
  mutating func removeElement(_ index: Int, of elements: [TOMLValue], key: String)
    throws(TOMLFailure)
  {
    let element = elements[index]
    if element.table?.form == .header { return try removeTool(key, element: index) }
    let start = element.range.lowerBound
    let end = endOfElement(element)
    let line = lineStart(start)
    let restOfLine = bytes[end..<nextLine(end)].first { !TOMLByte.isBlank($0) }
    if bytes[line..<start].allSatisfy(TOMLByte.isBlank), line > document.start,
      [nil, TOMLByte.hash, TOMLByte.lineFeed, TOMLByte.carriageReturn].contains(restOfLine)
    {
      // It has its line, or lines, to itself.
      return try replace(line..<nextLine(end), with: [])
    }
    if index + 1 < elements.count {
      let blanks = bytes[end...].prefix(while: TOMLByte.isBlank).count
      return try replace(start..<end + blanks, with: [])
    }
    let before = elements[index - 1].range.upperBound
    let between = bytes[before..<start]
    let isNear = !between.contains(TOMLByte.lineFeed)
    try replace((isNear ? before : start)..<element.range.upperBound, with: [])
  }

  /// Takes a pair out of an inline table.
  mutating func removePair(_ index: Int, of pairs: [TOMLPair]) throws(TOMLFailure) {
    let range = pairs[index].range
    if index + 1 < pairs.count {
      try replace(range.lowerBound..<pairs[index + 1].range.lowerBound, with: [])
    } else if index > 0 {
      try replace(pairs[index - 1].range.upperBound..<range.upperBound, with: [])
    } else {
      // The braces close up around nothing.
      var (start, end) = (range.lowerBound, range.upperBound)
      while TOMLByte.isBlank(bytes[start - 1]) { start -= 1 }
      while TOMLByte.isBlank(bytes[end]) { end += 1 }
      try replace(start..<end, with: [])
    }
  }

  /// Takes out all lines that these ranges touch. A file whose last line had no end keeps it so.
  /// With `tidily`, empty lines between two ranges go as well, and a header goes with one of those
  /// around it.
  mutating func removeLines(_ ranges: [Range<Int>], tidily: Bool = false) throws(TOMLFailure) {
    var changes: [(range: Range<Int>, with: [UInt8])] = []
    let lines = ranges.map { lineStart($0.lowerBound)..<nextLine($0.upperBound) }
    for range in merged(lines, overBlanks: tidily) {
      var (start, end) = (range.lowerBound, range.upperBound)
      let first = bytes[start..<end].first { !TOMLByte.isBlank($0) }
      if tidily, first == TOMLByte.openBracket {
        let isBehindBlank = start == document.start || isBlankLine(lineStart(start - 1))
        if isBehindBlank, isBlankLine(end) {
          end = nextLine(end)
        } else if isBehindBlank, end == bytes.count, start > document.start {
          start = lineStart(start - 1)
        }
      }
      if end == bytes.count, !isLineStart(end), start > document.start {
        start -= 1
        if start > document.start, bytes[start - 1] == TOMLByte.carriageReturn { start -= 1 }
      }
      changes.append((start..<end, []))
    }
    try replace(changes)
  }

  /// What stands behind an element belongs to it up to its comma.
  private func endOfElement(_ element: TOMLValue) -> Int {
    let end = element.range.upperBound
    let blanks = bytes[end...].prefix(while: TOMLByte.isBlank).count
    return bytes[end + blanks] == TOMLByte.comma ? end + blanks + 1 : end
  }

  /// The statements that make an entry, or one table of an array of tables.
  private func lines(of key: String, element: Int?) -> [Range<Int>] {
    var header: [String] = []
    var tables = -1
    var found: [Range<Int>] = []
    for statement in document.statements {
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

  /// Lines that follow each other as one range, so that no two of them claim the same empty line.
  private func merged(_ ranges: [Range<Int>], overBlanks: Bool) -> [Range<Int>] {
    var result: [Range<Int>] = []
    for range in ranges {
      guard let last = result.last else {
        result.append(range)
        continue
      }
      var end = last.upperBound
      while overBlanks, end < range.lowerBound, isBlankLine(end) { end = nextLine(end) }
      if end >= range.lowerBound {
        result[result.count - 1] = last.lowerBound..<range.upperBound
      } else {
        result.append(range)
      }
    }
    return result
  }
}
