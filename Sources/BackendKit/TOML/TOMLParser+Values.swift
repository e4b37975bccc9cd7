extension TOMLParser {
  /// Reads a value at a depth of `depth` tables and arrays.
  mutating func readValue(depth: Int) throws(TOMLFailure) -> TOMLValue {
    let first = offset
    let position = position(of: first)
    let kind: TOMLValue.Kind
    switch peek() {
    case let quote? where TOMLByte.isQuote(quote):
      let isLong = isAhead([quote, quote, quote])
      kind = .string(isLong ? try readLongString(quote) : try readString(quote))
    case TOMLByte.openBracket:
      kind = .array(try readArray(depth: depth))
    case TOMLByte.openBrace:
      kind = .table(try readInlineTable(depth: depth))
    default:
      kind = try readScalar()
    }
    return TOMLValue(kind: kind, range: first..<offset, position: position)
  }

  private mutating func readArray(depth: Int) throws(TOMLFailure) -> [TOMLValue] {
    try checkDepth(depth)
    offset += 1
    var elements: [TOMLValue] = []
    while true {
      try skipLines()
      if peek() == TOMLByte.closeBracket { break }
      elements.append(try readValue(depth: depth + 1))
      try skipLines()
      guard peek() == TOMLByte.comma else { break }
      offset += 1
    }
    try expect(TOMLByte.closeBracket, "expected \",\" or \"]\"")
    return elements
  }

  private mutating func readInlineTable(depth: Int) throws(TOMLFailure) -> TOMLTable {
    try checkDepth(depth)
    offset += 1
    var inner = TOMLBuilder(form: .inline, depth: depth)
    var pairs: [TOMLPair] = []
    while true {
      try skipLines()
      if peek() == TOMLByte.closeBrace { break }
      let pair = try readPair(depth: depth)
      do throws(TOMLBuilder.Refusal) {
        try inner.add(pair.keys, pair.value)
      } catch {
        throw failure(error)
      }
      pairs.append(pair)
      try skipLines()
      guard peek() == TOMLByte.comma else { break }
      offset += 1
    }
    try expect(TOMLByte.closeBrace, "expected \",\" or \"}\"")
    return inner.root(pairs: pairs)
  }

  private func checkDepth(_ depth: Int) throws(TOMLFailure) {
    guard depth < TOMLDocument.depthLimit else {
      throw failure(
        at: offset, "more than \(TOMLDocument.depthLimit) tables and arrays deep")
    }
  }

  /// Skips blanks, comments and line ends, which are allowed anywhere in an array or inline table
  /// except within a pair.
  private mutating func skipLines() throws(TOMLFailure) {
    repeat {
      skipBlanks()
      try skipComment()
    } while skipNewline()
  }

  /// Reads a number, a date, a time, `true` or `false`.
  private mutating func readScalar() throws(TOMLFailure) -> TOMLValue.Kind {
    let first = offset
    skipScalar()
    guard offset > first else { throw failure(at: first, "expected a value") }
    // A time may follow a date after a blank.
    if offset - first == 10, TOMLDateTime.isDate(bytes[first..<offset]), peek() == TOMLByte.space,
      offset + 1 < bytes.count, TOMLByte.isDigit(bytes[offset + 1])
    {
      offset += 1
      skipScalar()
    }
    switch TOMLScalar.kind(of: bytes[first..<offset]) {
    case .success(let kind): return kind
    case .failure(let fault): throw failure(at: first, fault.reason)
    }
  }

  private mutating func skipScalar() {
    while let byte = peek(), TOMLByte.isScalar(byte) { offset += 1 }
  }
}
