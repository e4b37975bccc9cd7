/// One part of a key, with its position.
package struct TOMLKey: Sendable {
  /// The key without quotes and escapes.
  package let name: String
  /// Its bytes, including quotes.
  package let range: Range<Int>
  /// Its start.
  package let position: TOMLPosition

  /// Its first line, from 1.
  package var line: Int { position.line }
  /// Its first column, from 1, in Unicode scalars.
  package var column: Int { position.column }
}

/// A table of any form, with its entries in the order in which they first occur.
package struct TOMLTable: Sendable {
  /// One key and its value.
  package struct Entry: Sendable {
    /// The key, where it first occurs.
    package let key: TOMLKey
    package let value: TOMLValue
  }

  /// How a table is written, which decides how it can be edited.
  package enum Form: Sendable, Equatable {
    /// The document itself.
    case root
    /// `[name]` or `[[name]]`.
    case header
    /// Defined only by headers of tables below it.
    case implicit
    /// Defined by a dotted key.
    case dotted
    /// `{ … }`.
    case inline
  }

  /// The entries, in the order of the document.
  package let entries: [Entry]
  /// How it is written.
  package let form: Form
  /// The pairs as written, for an inline table.
  let pairs: [TOMLPair]
  private let indices: [TOMLName: Int]

  init(entries: [Entry], form: Form, pairs: [TOMLPair] = []) {
    self.entries = entries
    self.form = form
    self.pairs = pairs
    // For small tables, a linear search is faster than creating a dictionary.
    var indices: [TOMLName: Int] = [:]
    if entries.count > 16 {
      for (index, entry) in entries.enumerated() { indices[TOMLName(entry.key.name)] = index }
    }
    self.indices = indices
  }

  /// The entry of a key, compared byte by byte.
  package func entry(_ name: String) -> Entry? {
    if !indices.isEmpty { return indices[TOMLName(name)].map { entries[$0] } }
    return entries.first { $0.key.name.hasSameBytes(as: name) }
  }

  /// The value of a key, compared byte by byte.
  package subscript(name: String) -> TOMLValue? { entry(name)?.value }
}

extension TOMLTable: Equatable {
  /// Whether both have the same values for the same keys, in any order and form.
  package static func == (left: TOMLTable, right: TOMLTable) -> Bool {
    left.entries.count == right.entries.count
      && left.entries.allSatisfy { right[$0.key.name] == $0.value }
  }
}

/// A key compared by its bytes. `String` would compare by canonical equivalence.
struct TOMLName: Hashable {
  let text: String

  init(_ text: String) { self.text = text }

  static func == (left: TOMLName, right: TOMLName) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  func hash(into hasher: inout Hasher) {
    let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
    }
    // Does not happen for the strings of a document, which are native.
    if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
  }
}

/// A key, dotted or not, and its value, as written.
struct TOMLPair: Sendable {
  let keys: [TOMLKey]
  let value: TOMLValue

  /// From the first byte of the key to the last of the value.
  var range: Range<Int> { (keys.first?.range.lowerBound ?? 0)..<value.range.upperBound }
}

/// A header or a top-level pair: the lines that are edited.
struct TOMLStatement: Sendable {
  enum Kind: Sendable {
    case header
    case arrayHeader
    case pair(TOMLValue)
  }

  let kind: Kind
  /// Never empty.
  let keys: [TOMLKey]
  /// From `[` to `]`, or from the first byte of the key to the last of the value.
  let range: Range<Int>
}
