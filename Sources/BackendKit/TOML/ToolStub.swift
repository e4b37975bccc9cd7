/// A script that names a tool in TOML, which `mise tool-stub` installs and runs.
enum ToolStub {
  /// The keys that are neither the request nor an option of the tool.
  static let otherKeys: Set<String> = ["tool", "bin", "lock", "platforms"]

  /// Whether a text is a tool stub: its first line runs `mise tool-stub`, or it is a script that
  /// installs mise first and has the TOML in comments.
  static func isStub(_ text: [UInt8]) -> Bool {
    let first = text.prefix { $0 != TOMLByte.lineFeed }
    guard first.starts(with: "#!".utf8) else { return false }
    return first.split(separator: TOMLByte.space).contains { $0.elementsEqual("tool-stub".utf8) }
      || commentedLines(text) != nil
  }

  /// The TOML: the whole text, in which the `#!` line is a comment, or that in the comments.
  static func document(in text: [UInt8]) throws(TOMLFailure) -> EmbeddedTOML {
    guard let lines = commentedLines(text) else { return try EmbeddedTOML(whole: text) }
    return try EmbeddedTOML(lines, of: text)
  }

  /// The lines between `# MISE_TOOL_STUB:` and `# :MISE_TOOL_STUB`; nil if there are none.
  private static func commentedLines(_ text: [UInt8]) -> [EmbeddedTOML.Line]? {
    var lines: [EmbeddedTOML.Line]?
    var (start, number) = (0, 0)
    while start < text.count {
      number += 1
      let next = text[start...].firstIndex(of: TOMLByte.lineFeed).map { $0 + 1 } ?? text.count
      var end = next
      while end > start,
        text[end - 1] == TOMLByte.lineFeed || text[end - 1] == TOMLByte.carriageReturn
      { end -= 1 }
      let line = text[start..<end]
      if line.elementsEqual("# :MISE_TOOL_STUB".utf8), let lines {
        return lines.isEmpty ? nil : lines
      }
      if lines != nil {
        let prefix = start..<(line.starts(with: "# ".utf8) ? start + 2 : start)
        lines?.append(
          EmbeddedTOML.Line(number: number, prefix: prefix, content: prefix.upperBound..<end))
      } else if line.elementsEqual("# MISE_TOOL_STUB:".utf8) {
        lines = []
      }
      start = next
    }
    return nil
  }
}
