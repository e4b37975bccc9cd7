/// A value of a TOML document, and where it stands.
package struct TOMLValue: Sendable {
  /// The kinds of value.
  package enum Kind: Sendable {
    /// A string of any of the four forms, without escapes, its line ends as `\n`.
    case string(String)
    /// An integer in any base.
    case integer(Int64)
    /// A float; `inf` and `nan` included.
    case float(Double)
    /// `true` or `false`.
    case boolean(Bool)
    /// As it is written, with `T` between date and time, with seconds, and with an upper-case `Z`.
    case offsetDateTime(String)
    /// As it is written, with `T` between date and time, and with seconds.
    case localDateTime(String)
    /// As it is written.
    case localDate(String)
    /// As it is written, with seconds.
    case localTime(String)
    /// An array, or an array of tables.
    case array([TOMLValue])
    /// A table of any form.
    case table(TOMLTable)
  }

  /// The value itself.
  package let kind: Kind
  /// The bytes of the value, quotes and brackets included. Of a table made by a header: that
  /// header, brackets included; of one made by a dotted key: that part of the key.
  package let range: Range<Int>
  /// Where it begins.
  package let position: TOMLPosition

  init(kind: Kind, range: Range<Int>, position: TOMLPosition) {
    self.kind = kind
    self.range = range
    self.position = position
  }

  /// The line it begins in, from 1.
  package var line: Int { position.line }
  /// The column it begins in, from 1, in Unicode scalars.
  package var column: Int { position.column }

  /// The text, if it is a string.
  package var string: String? {
    if case .string(let text) = kind { text } else { nil }
  }
  /// The number, if it is an integer.
  package var integer: Int64? {
    if case .integer(let number) = kind { number } else { nil }
  }
  /// The truth value, if it is one.
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

/// Compares what values mean. Positions, spelling and the order of keys do not count. The bytes of
/// strings do, and `nan` equals `nan`.
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
