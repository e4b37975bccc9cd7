/// Reads a document by the grammar of TOML 1.1. `TOMLBuilder` checks which keys and tables may be
/// combined.
struct TOMLParser {
  let bytes: [UInt8]
  /// The start of the text, after the byte order mark if there is one.
  let start: Int
  /// The next byte to read.
  var offset: Int
  var builder = TOMLBuilder(form: .root, depth: 0)
  var statements: [TOMLStatement] = []
  private var counter: TOMLPositionCounter

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    offset = start
    counter = TOMLPositionCounter(start: start)
  }

  /// Reads the whole document.
  mutating func run() throws(TOMLFailure) {
    // Checked once, so that strings need no further check.
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw failure(at: Self.firstInvalid(bytes), "this is not UTF-8")
    }
    while offset < bytes.count {
      skipBlanks()
      guard let byte = peek() else { break }
      switch byte {
      case TOMLByte.hash, TOMLByte.lineFeed, TOMLByte.carriageReturn: break
      case TOMLByte.openBracket: try readHeader()
      default: try readPair()
      }
      try endLine()
    }
  }

  // MARK: Lines

  private mutating func readHeader() throws(TOMLFailure) {
    let first = offset
    let position = position(of: first)
    offset += 1
    let isArray = peek() == TOMLByte.openBracket
    if isArray { offset += 1 }
    skipBlanks()
    let keys = try readKeys()
    try expect(TOMLByte.closeBracket, "expected \"]\"")
    if isArray { try expect(TOMLByte.closeBracket, "expected \"]]\"") }
    let range = first..<offset
    do throws(TOMLBuilder.Refusal) {
      if isArray {
        try builder.append(keys, header: range, at: position)
      } else {
        try builder.open(keys, header: range, at: position)
      }
    } catch {
      throw failure(error)
    }
    statements.append(
      TOMLStatement(kind: isArray ? .arrayHeader : .header, keys: keys, range: range))
  }

  private mutating func readPair() throws(TOMLFailure) {
    let pair = try readPair(depth: builder.depth)
    do throws(TOMLBuilder.Refusal) {
      try builder.add(pair.keys, pair.value)
    } catch {
      throw failure(error)
    }
    statements.append(
      TOMLStatement(kind: .pair(pair.value), keys: pair.keys, range: pair.range))
  }

  /// Reads a key, `=` and a value in a table of depth `depth`.
  mutating func readPair(depth: Int) throws(TOMLFailure) -> TOMLPair {
    let keys = try readKeys()
    try expect(TOMLByte.equals, "expected \"=\"")
    skipBlanks()
    let value = try readValue(depth: depth + keys.count)
    return TOMLPair(keys: keys, value: value)
  }

  /// Reads one or more keys separated by dots, and the blanks after them.
  mutating func readKeys() throws(TOMLFailure) -> [TOMLKey] {
    var keys: [TOMLKey] = []
    while true {
      keys.append(try readKey())
      skipBlanks()
      guard peek() == TOMLByte.dot else { return keys }
      offset += 1
      skipBlanks()
    }
  }

  private mutating func readKey() throws(TOMLFailure) -> TOMLKey {
    let first = offset
    let position = position(of: first)
    let name: String
    switch peek() {
    case let quote? where TOMLByte.isQuote(quote):
      guard !isAhead([quote, quote, quote]) else {
        throw failure(at: offset, "a key cannot be a multi-line string")
      }
      name = try readString(quote)
    default:
      while let byte = peek(), TOMLByte.isBareKey(byte) { offset += 1 }
      guard offset > first else { throw failure(at: first, "expected a key") }
      name = text(first..<offset)
    }
    return TOMLKey(name: name, range: first..<offset, position: position)
  }

  /// Reads blanks, a comment, and the end of the line or file.
  private mutating func endLine() throws(TOMLFailure) {
    skipBlanks()
    try skipComment()
    guard offset < bytes.count else { return }
    guard skipNewline() else {
      throw failure(
        at: offset,
        peek() == TOMLByte.carriageReturn
          ? "a carriage return without a line feed" : "expected the end of the line")
    }
  }

  // MARK: Pieces

  func peek() -> UInt8? { offset < bytes.count ? bytes[offset] : nil }

  func isAhead(_ expected: [UInt8]) -> Bool { bytes[offset...].starts(with: expected) }

  mutating func expect(_ byte: UInt8, _ reason: String) throws(TOMLFailure) {
    guard peek() == byte else { throw failure(at: offset, reason) }
    offset += 1
  }

  mutating func skipBlanks() {
    while let byte = peek(), TOMLByte.isBlank(byte) { offset += 1 }
  }

  /// Skips a comment up to the end of its line, if there is one here.
  mutating func skipComment() throws(TOMLFailure) {
    guard peek() == TOMLByte.hash else { return }
    while let byte = peek(), byte != TOMLByte.lineFeed {
      if TOMLByte.isControl(byte) {
        if isAhead([TOMLByte.carriageReturn, TOMLByte.lineFeed]) { return }
        throw failure(at: offset, "a control character in a comment")
      }
      offset += 1
    }
  }

  /// Skips `\n` or `\r\n`; returns false if there is none here.
  mutating func skipNewline() -> Bool {
    if peek() == TOMLByte.lineFeed {
      offset += 1
    } else if isAhead([TOMLByte.carriageReturn, TOMLByte.lineFeed]) {
      offset += 2
    } else {
      return false
    }
    return true
  }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  mutating func position(of offset: Int) -> TOMLPosition {
    counter.position(of: offset, in: bytes)
  }

  func failure(at offset: Int, _ reason: String) -> TOMLFailure {
    var counter = TOMLPositionCounter(start: start)
    let position = counter.position(of: offset, in: bytes)
    return TOMLFailure(line: position.line, column: position.column, reason: reason)
  }

  func failure(_ refusal: TOMLBuilder.Refusal) -> TOMLFailure {
    TOMLFailure(
      line: refusal.key.line, column: refusal.key.column, reason: refusal.reason)
  }

  /// The length of the longest valid UTF-8 prefix.
  private static func firstInvalid(_ bytes: [UInt8]) -> Int {
    var offset = 0
    var decoder = UTF8()
    var rest = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&rest) {
      offset += UTF8.width(scalar)
    }
    return offset
  }
}
