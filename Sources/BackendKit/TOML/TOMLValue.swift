/// A value of a TOML document, with its position.
package struct TOMLValue: Sendable {
  /// The kinds of value.
  package enum Kind: Sendable {
    /// A string of any of the four forms, without escapes, with `\n` as line end.
    case string(String)
    /// An integer in any base.
    case integer(Int64)
    /// A float, including `inf` and `nan`.
    case float(Double)
    /// `true` or `false`.
    case boolean(Bool)
    /// As written, but with `T` between date and time, with seconds, and with an upper-case `Z`.
    case offsetDateTime(String)
    /// As written, but with `T` between date and time, and with seconds.
    case localDateTime(String)
    /// As written.
    case localDate(String)
    /// As written, but with seconds.
    case localTime(String)
    /// An array, or an array of tables.
    case array([TOMLValue])
    /// A table of any form.
    case table(TOMLTable)
  }

  /// The value itself.
  package let kind: Kind
  /// The bytes of the value, including quotes and brackets. For a table created by a header, the
  /// header; for one created by a dotted key, that part of the key.
  package let range: Range<Int>
  /// Its start.
  package let position: TOMLPosition

  init(kind: Kind, range: Range<Int>, position: TOMLPosition) {
    self.kind = kind
    self.range = range
    self.position = position
  }

  /// Its first line, from 1.
  package var line: Int { position.line }
  /// Its first column, from 1, in Unicode scalars.
  package var column: Int { position.column }

  /// The text, if it is a string.
  package var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }
  /// The number, if it is an integer.
  package var integer: Int64? {
    if case .integer(let number) = kind { number } else { nil }
  }
  /// The boolean, if it is one.
  package var boolean: Bool? {
    if case .boolean(let value) = kind { value } else { nil }
  }
  /// The elements, if it is an array or an array of tables.
  package var array: [TOMLValue]? {
    if case .array(let elements) = kind { elements } else { nil }
  }
  /// The table, if it is one of any form.
  package var table: TOMLTable? {
    if case .table(let table) = kind { table } else { nil }
  }
}

/// Compares the meaning of values. Positions, spelling and the order of keys are ignored. Strings
/// are compared bytewise, and `nan` equals `nan`.
extension TOMLValue: Equatable {
  /// Whether both mean the same.
  package static func == (left: TOMLValue, right: TOMLValue) -> Bool {
    switch (left.kind, right.kind) {
    case (.string(let one), .string(let other)): one.hasSameBytes(as: other)
    case (.integer(let one), .integer(let other)): one == other
    case (.float(let one), .float(let other)):
      one == other ? one.sign == other.sign : one.isNaN && other.isNaN
    case (.boolean(let one), .boolean(let other)): one == other
    case (.offsetDateTime(let one), .offsetDateTime(let other)),
      (.localDateTime(let one), .localDateTime(let other)),
      (.localDate(let one), .localDate(let other)),
      (.localTime(let one), .localTime(let other)):
      one == other
    case (.array(let one), .array(let other)): one == other
    case (.table(let one), .table(let other)): one == other
    default: false
    }
  }
}
