/// Why bytes are not valid JSON, or do not have the expected shape.
struct JSONFailure: Error, Hashable {
  /// The byte offset.
  let offset: Int
  let reason: String
}

/// Reads JSON (RFC 8259) in one pass: the caller takes what it needs, in the order of the document,
/// and skips the rest. Several times faster than decoding into a type, which matters when a whole
/// index is read before the first frame.
struct JSONReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var offset = 0
  private var depth = 0

  /// More nesting than this is refused, as mise and ocx refuse it; an index needs five levels.
  static let maximumDepth = 127

  /// Reads one document, which only white space may follow.
  static func read<Value>(
    _ bytes: [UInt8], _ body: (inout JSONReader) throws(JSONFailure) -> Value
  ) throws(JSONFailure) -> Value {
    // Carries the typed error out of the closure, because the standard method rethrows it untyped.
    let result = bytes.withUnsafeBufferPointer { buffer -> Result<Value, JSONFailure> in
      var reader = JSONReader(bytes: buffer)
      return Result { () throws(JSONFailure) in
        let value = try body(&reader)
        reader.skipSpace()
        guard reader.offset == buffer.count else { throw reader.failure("text after the end") }
        return value
      }
    }
    return try result.get()
  }

  private init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// A failure at the current offset.
  func failure(_ reason: String) -> JSONFailure { JSONFailure(offset: offset, reason: reason) }

  private var current: UInt8? { offset < bytes.count ? bytes[offset] : nil }

  private mutating func skipSpace() {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x0A, 0x0D, 0x09: offset += 1
      default: return
      }
    }
  }

  private mutating func take(_ mark: Unicode.Scalar) -> Bool {
    guard current == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func open(_ mark: Unicode.Scalar, _ name: String) throws(JSONFailure) {
    skipSpace()
    guard take(mark) else { throw failure("\(name) expected") }
    depth += 1
    guard depth <= Self.maximumDepth else { throw failure("nested too deep") }
  }

  /// The members of an object, in order; `member` must consume each value.
  mutating func object(
    _ member: (String, inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    try open("{", "object")
    defer { depth -= 1 }
    skipSpace()
    if take("}") { return }
    while true {
      let key = try string()
      skipSpace()
      guard take(":") else { throw failure("':' expected") }
      try member(key, &self)
      skipSpace()
      if take(",") { continue }
      guard take("}") else { throw failure("',' or '}' expected") }
      return
    }
  }

  /// The elements of an array, in order; `element` must consume each.
  mutating func array(
    _ element: (inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    try open("[", "array")
    defer { depth -= 1 }
    skipSpace()
    if take("]") { return }
    while true {
      try element(&self)
      skipSpace()
      if take(",") { continue }
      guard take("]") else { throw failure("',' or ']' expected") }
      return
    }
  }

  /// The kind of the next value, by its first byte.
  enum Kind { case object, array, string, number, literal, nothing }

  mutating func kind() -> Kind {
    skipSpace()
    switch current {
    case nil: return .nothing
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"): return .number
    case let byte?: return byte.isDigit ? .number : .literal
    }
  }

  /// A string.
  mutating func string() throws(JSONFailure) -> String {
    skipSpace()
    guard take("\"") else { throw failure("string expected") }
    let start = offset
    let end = try endOfPlainString()
    if bytes[end] == UInt8(ascii: "\"") {
      guard let text = Self.text(UnsafeBufferPointer(rebasing: bytes[start..<end])) else {
        throw failure("not UTF-8")
      }
      offset = end + 1
      return text
    }
    offset = start
    return try stringWithEscapes()
  }

  /// A string of UTF-8 bytes; nil if they are invalid. Almost all are ASCII, for which the
  /// specialised initialiser is much faster than the generic one.
  private static func text(_ utf8: UnsafeBufferPointer<UInt8>) -> String? {
    utf8.allSatisfy { $0 < 0x80 }
      ? String(decoding: utf8, as: UTF8.self) : String(validating: utf8, as: UTF8.self)
  }

  /// The result of parsing the UTF-8 bytes of a string directly, without creating a `String`.
  mutating func string<Value>(
    parsing parse: (UnsafeBufferPointer<UInt8>) -> Value?
  ) throws(JSONFailure) -> Value? {
    skipSpace()
    let start = offset
    guard take("\"") else { throw failure("string expected") }
    let end = try endOfPlainString()
    if bytes[end] == UInt8(ascii: "\"") {
      offset = end + 1
      return parse(UnsafeBufferPointer(rebasing: bytes[(start + 1)..<end]))
    }
    offset = start
    let text = Array(try string().utf8)
    return text.withUnsafeBufferPointer { parse($0) }
  }

  /// The offset of the next quote or backslash.
  private mutating func endOfPlainString() throws(JSONFailure) -> Int {
    var end = offset
    while end < bytes.count {
      let byte = bytes[end]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return end }
      guard byte >= 0x20 else {
        offset = end
        throw failure("control character in a string")
      }
      end += 1
    }
    offset = end
    throw failure("string without end")
  }

  private mutating func stringWithEscapes() throws(JSONFailure) -> String {
    var result: [UInt8] = []
    while true {
      let end = try endOfPlainString()
      result += bytes[offset..<end]
      offset = end + 1
      if bytes[end] == UInt8(ascii: "\"") { break }
      try appendEscape(to: &result)
    }
    guard let text = String(validating: result, as: UTF8.self) else { throw failure("not UTF-8") }
    return text
  }

  private mutating func appendEscape(to result: inout [UInt8]) throws(JSONFailure) {
    guard let mark = current else { throw failure("string without end") }
    offset += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(mark)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      var code = try codeUnit()
      if 0xD800..<0xDC00 ~= code, take("\\"), take("u") {
        let low = try codeUnit()
        guard 0xDC00..<0xE000 ~= low else { throw failure("half a surrogate pair") }
        code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(code) else { throw failure("half a surrogate pair") }
      result += Array(String(Character(scalar)).utf8)
    default: throw failure("unknown escape")
    }
  }

  private mutating func codeUnit() throws(JSONFailure) -> UInt32 {
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = current?.hexValue else { throw failure("four digits expected") }
      code = code << 4 + UInt32(digit)
      offset += 1
    }
    return code
  }

  /// A number; nil if it is not an integer of 64 bits.
  mutating func integer() throws(JSONFailure) -> Int64? {
    skipSpace()
    let start = offset
    try skipNumber()
    return Int64(text(from: start))
  }

  /// The same; a fraction of zeros is allowed.
  mutating func wholeNumber() throws(JSONFailure) -> Int64? {
    skipSpace()
    let start = offset
    return try integer() ?? Int64(wholeNumber: text(from: start))
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Steps over a number; one that no `Double` holds is refused, as mise and ocx do.
  private mutating func skipNumber() throws(JSONFailure) {
    let start = offset
    var hasExponent = false
    _ = take("-")
    if !take("0") { try skipDigits() }
    if take(".") { try skipDigits() }
    if take("e") || take("E") {
      hasExponent = true
      if !take("+") { _ = take("-") }
      try skipDigits()
    }
    // Nearly all are short.
    guard hasExponent || offset - start > 300 else { return }
    guard Double(text(from: start))?.isFinite == true else { throw failure("number out of range") }
  }

  private mutating func skipDigits() throws(JSONFailure) {
    guard current?.isDigit == true else { throw failure("digit expected") }
    while current?.isDigit == true { offset += 1 }
  }

  private mutating func skipLiteral() throws(JSONFailure) {
    for word in ["null", "true", "false"] where bytes[offset...].starts(with: word.utf8) {
      offset += word.utf8.count
      return
    }
    throw failure("value expected")
  }

  /// `null`, `true` or `false`.
  mutating func literal() throws(JSONFailure) -> JSONValue {
    let first = current
    try skipLiteral()
    return first == UInt8(ascii: "n") ? .null : .bool(first == UInt8(ascii: "t"))
  }

  /// Whether the next value begins like `null`.
  var currentIsNull: Bool { current == UInt8(ascii: "n") }

  /// Skips a literal; returns true for `null`.
  mutating func isNull() throws(JSONFailure) -> Bool {
    let first = current
    try skipLiteral()
    return first == UInt8(ascii: "n")
  }

  /// Whether the value is `true`; a value of another kind is skipped.
  mutating func isTrue() throws(JSONFailure) -> Bool {
    let first = kind() == .literal ? current : nil
    try skip()
    return first == UInt8(ascii: "t")
  }

  /// Skips one value of any kind.
  mutating func skip() throws(JSONFailure) {
    switch kind() {
    case .object: try object { (_, reader) throws(JSONFailure) in try reader.skip() }
    case .array: try array { (reader) throws(JSONFailure) in try reader.skip() }
    case .string: try skipString()
    case .number: try skipNumber()
    case .literal, .nothing: try skipLiteral()
    }
  }

  private mutating func skipString() throws(JSONFailure) {
    let start = offset
    offset += 1
    let end = try endOfPlainString()
    if bytes[end] == UInt8(ascii: "\"") {
      offset = end + 1
    } else {
      offset = start
      _ = try string()
    }
  }

  /// A string; a value of another kind is skipped. For optional keys.
  mutating func stringOrNil() throws(JSONFailure) -> String? {
    guard kind() == .string else {
      try skip()
      return nil
    }
    return try string()
  }

  /// The members of an object; a value of another kind is skipped, and false returned.
  mutating func objectOrNil(
    _ member: (String, inout JSONReader) throws(JSONFailure) -> Void
  ) throws(JSONFailure) -> Bool {
    guard kind() == .object else {
      try skip()
      return false
    }
    try object(member)
    return true
  }

  /// The strings of an array; elements and values of another kind are skipped.
  mutating func strings() throws(JSONFailure) -> [String] {
    guard kind() == .array else {
      try skip()
      return []
    }
    var strings: [String] = []
    try array { (reader) throws(JSONFailure) in
      if let text = try reader.stringOrNil() { strings.append(text) }
    }
    return strings
  }
}
