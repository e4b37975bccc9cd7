/// A JSON document to write. Keys keep their order, so that the same answer always has the same
/// bytes.
package enum JSONValue: Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// An integer.
  case int(Int64)
  /// Text; escaped when written.
  case string(String)
  /// Values in order.
  case array([JSONValue])
  /// Keys and values in order. Keys are unique and in snake_case.
  case object([(String, JSONValue)])

  /// Text, or `null` if there is none.
  package init(_ text: String?) { self = text.map(JSONValue.string) ?? .null }

  /// An integer, or `null` if there is none.
  package init(_ number: Int?) { self = number.map { .int(Int64($0)) } ?? .null }

  /// Text, or nil if there is none: for optional members.
  package static func known(_ text: String?) -> JSONValue? { text.map(JSONValue.string) }

  /// Texts in order.
  package init(_ texts: [String]) { self = .array(texts.map(JSONValue.string)) }

  /// The members of an object, in order; empty for other values.
  package var members: [(String, JSONValue)] {
    if case .object(let members) = self { members } else { [] }
  }

  /// The document on one line.
  package var compact: String { written(pretty: false) }

  /// The document on several lines, indented by two spaces.
  package var pretty: String { written(pretty: true) }

  private func written(pretty: Bool) -> String {
    var writer = Writer(pretty: pretty)
    writer.write(self, depth: 0)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONValue: Equatable {
  /// Equal if they are written as the same bytes.
  package static func == (left: JSONValue, right: JSONValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.bool(let left), .bool(let right)): left == right
    case (.int(let left), .int(let right)): left == right
    case (.string(let left), .string(let right)): left.utf8.elementsEqual(right.utf8)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)):
      left.elementsEqual(right) { $0.0.utf8.elementsEqual($1.0.utf8) && $0.1 == $1.1 }
    default: false
    }
  }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// `"text"`.
  package init(stringLiteral value: String) { self = .string(value) }
  /// `42`.
  package init(integerLiteral value: Int64) { self = .int(value) }
  /// `true`.
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  /// `nil`.
  package init(nilLiteral: ()) { self = .null }
  /// `[a, b]`.
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  /// `["key": value]`, in the order written.
  package init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(elements) }
}

extension JSONValue {
  /// Works on bytes instead of characters, because a whole registry may be written.
  private struct Writer {
    let pretty: Bool
    var bytes: [UInt8] = []

    init(pretty: Bool) { self.pretty = pretty }

    mutating func write(_ value: JSONValue, depth: Int) {
      switch value {
      case .null: bytes += "null".utf8
      case .bool(let flag): bytes += (flag ? "true" : "false").utf8
      case .int(let number): bytes += String(number).utf8
      case .string(let text): write(text)
      case .array(let elements):
        writeList("[", "]", count: elements.count, depth: depth) { writer, index in
          writer.write(elements[index], depth: depth + 1)
        }
      case .object(let members):
        writeList("{", "}", count: members.count, depth: depth) { writer, index in
          writer.write(members[index].0)
          writer.bytes += (writer.pretty ? ": " : ":").utf8
          writer.write(members[index].1, depth: depth + 1)
        }
      }
    }

    private mutating func writeList(
      _ open: Unicode.Scalar, _ close: Unicode.Scalar, count: Int, depth: Int,
      element: (inout Writer, Int) -> Void
    ) {
      bytes.append(UInt8(ascii: open))
      for index in 0..<count {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        breakLine(depth: depth + 1)
        element(&self, index)
      }
      if count > 0 { breakLine(depth: depth) }
      bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine(depth: Int) {
      guard pretty else { return }
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
    }

    private mutating func write(_ text: String) {
      bytes.append(UInt8(ascii: "\""))
      if text.utf8.allSatisfy({ $0 < 0x80 }) {
        for byte in text.utf8 { write(byte) }
      } else {
        for scalar in text.unicodeScalars { write(scalar) }
      }
      bytes.append(UInt8(ascii: "\""))
    }

    /// Invisible characters, and those that change how the surrounding text is displayed, are
    /// escaped.
    private mutating func write(_ scalar: Unicode.Scalar) {
      if let ascii = UInt8(exactly: scalar.value), ascii < 0x80 { return write(ascii) }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: escape(scalar)
      case _ where scalar.properties.isDefaultIgnorableCodePoint: escape(scalar)
      default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }

    private mutating func escape(_ scalar: Unicode.Scalar) {
      for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
        bytes += "\\u".utf8
        unit.appendHex(to: &bytes)
      }
    }

    private mutating func write(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case 0x08: bytes += "\\b".utf8
      case 0x09: bytes += "\\t".utf8
      case 0x0a: bytes += "\\n".utf8
      case 0x0c: bytes += "\\f".utf8
      case 0x0d: bytes += "\\r".utf8
      case 0..<0x20, 0x7f:
        // DEL is legal in JSON, but the answer may be shown in a terminal.
        bytes += "\\u00".utf8
        byte.appendHex(to: &bytes)
      default: bytes.append(byte)
      }
    }
  }
}

extension JSONValue {
  /// An object without the members whose value is nil.
  package static func object(omittingNil members: [(String, JSONValue?)]) -> JSONValue {
    .object(members.compactMap { key, value in value.map { (key, $0) } })
  }
}
