/// A TOML 1.0 document: what it says, and where each part of it stands.
public struct TOMLDocument: Sendable {
  /// The bytes it was read from.
  public let bytes: [UInt8]
  /// The whole of it.
  public let root: TOMLTable
  /// What it says, line by line, in order.
  let statements: [TOMLStatement]
  /// Where the text begins: behind a byte order mark, if there is one.
  let start: Int

  /// The most tables and arrays within each other; more is refused, so that no file can exhaust
  /// the stack.
  public static let depthLimit = 128

  /// Reads a document. Any bytes may be given; the first fault is thrown with its place.
  public init(parsing bytes: [UInt8]) throws(TOMLFailure) {
    var parser = TOMLParser(bytes)
    try parser.run()
    self.bytes = bytes
    root = parser.builder.root()
    statements = parser.statements
    start = parser.start
  }
}
