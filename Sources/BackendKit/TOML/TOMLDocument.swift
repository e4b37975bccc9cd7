/// A TOML 1.1 document: its values, with their positions in the text.
package struct TOMLDocument: Sendable {
  /// The bytes it was read from.
  package let bytes: [UInt8]
  /// The top-level table.
  package let root: TOMLTable
  /// The headers and top-level pairs, in the order of the text.
  let statements: [TOMLStatement]
  /// The start of the text, after the byte order mark if there is one.
  let start: Int

  /// The maximum nesting of tables and arrays. Deeper documents are rejected, so that no file can
  /// exhaust the stack.
  package static let depthLimit = 128

  /// Reads a document. Any bytes are safe to pass.
  ///
  /// - Throws: the first fault, with its line and column.
  package init(parsing bytes: [UInt8]) throws(TOMLFailure) {
    var parser = TOMLParser(bytes)
    try parser.run()
    self.bytes = bytes
    root = parser.builder.root()
    statements = parser.statements
    start = parser.start
  }
}
