/// A place in a document.
public struct TOMLPosition: Sendable, Hashable {
  /// Bytes from the start of the file.
  public let offset: Int
  /// From 1.
  public let line: Int
  /// From 1, in Unicode scalars.
  public let column: Int
}

/// Turns offsets into lines and columns in one pass, as long as they are asked for in order.
struct TOMLPositionCounter {
  private var offset: Int
  private let start: Int
  private var line = 1
  private var column = 1

  /// Counting starts behind a byte order mark, which is no character of the first line.
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
