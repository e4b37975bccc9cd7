/// A position in a text.
package struct TOMLPosition: Sendable, Hashable {
  /// Bytes from the start of the file.
  package let offset: Int
  /// From 1.
  package let line: Int
  /// From 1, in Unicode scalars.
  package let column: Int

  /// The start of a file, for keys and values that are not in a text.
  static let none = TOMLPosition(offset: 0, line: 1, column: 1)
}

/// Converts offsets to lines and columns, in one pass if they ascend.
struct TOMLPositionCounter {
  private var offset: Int
  private let start: Int
  private var line = 1
  private var column = 1

  /// Counts from `start`, after the byte order mark, which is not part of the first line.
  init(start: Int) {
    self.start = start
    offset = start
  }

  mutating func position(of target: Int, in bytes: [UInt8]) -> TOMLPosition {
    if target < offset { self = TOMLPositionCounter(start: start) }
    while offset < target, offset < bytes.count {
      if bytes[offset] == TOMLByte.lineFeed {
        line += 1
        column = 1
      } else if !TOMLByte.continuesScalar(bytes[offset]) {
        column += 1
      }
      offset += 1
    }
    return TOMLPosition(offset: target, line: line, column: column)
  }
}
