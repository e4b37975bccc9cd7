/// Lines that another process appends to a file at the moment in which it is replaced.
enum AddedLines {
  /// Whether the lines mean the same after the new text as after the old one: they start on a new
  /// line, and the table that they belong to has the same header.
  static func haveSameMeaning(
    _ added: ArraySlice<UInt8>, behind new: [UInt8]?, as old: [UInt8]?
  ) -> Bool {
    guard let new, let old, isEnded(new), isEnded(old) else { return false }
    let lines = significantLines(added)
    guard let first = lines.first, first.first != TOMLByte.openBracket else { return true }
    return lastHeader(of: new) == lastHeader(of: old)
  }

  private static func isEnded(_ text: [UInt8]) -> Bool {
    text.isEmpty || text.last == TOMLByte.lineFeed
  }

  private static func lastHeader(of text: [UInt8]) -> ArraySlice<UInt8>? {
    significantLines(text[...]).last { $0.first == TOMLByte.openBracket }
  }

  /// The lines other than blank ones and comments, without leading blanks.
  private static func significantLines(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    text.split(separator: TOMLByte.lineFeed).map { $0.drop(while: TOMLByte.isBlank) }.filter {
      guard let first = $0.first else { return false }
      return first != TOMLByte.hash && first != TOMLByte.carriageReturn
    }
  }
}
