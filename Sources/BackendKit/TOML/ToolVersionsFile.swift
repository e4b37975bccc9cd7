/// A `.tool-versions` file, and the replacements for an edit of it.
struct ToolVersionsFile {
  struct Tool: Equatable {
    let name: [UInt8]
    var versions: [[UInt8]]
  }

  private let bytes: [UInt8]
  /// The lines that name a tool.
  private let lines: [ToolVersionsLine]
  /// The index of the last line of each tool, which is the one in force.
  private let indices: [[UInt8]: Int]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    lines = ToolVersionsLine.lines(of: bytes).filter { $0.name != nil }
    var indices: [[UInt8]: Int] = [:]
    for (index, line) in lines.enumerated() { indices[line.name ?? []] = index }
    self.indices = indices
  }

  /// The tool of each line.
  var tools: [Tool] {
    lines.map { line in
      Tool(name: line.name ?? [], versions: line.versions.map { Array(bytes[$0]) })
    }
  }

  /// The index of the line that is in force.
  func index(of name: [UInt8]) -> Int? { indices[name] }

  func replacements(for edit: ToolsEdit) throws(ToolsEditFailure) -> [TextReplacement] {
    let name = Array(edit.key.utf8)
    let line = index(of: name).map { lines[$0] }
    switch edit {
    case .set(let key, let request, let digest, let element):
      guard digest == nil else {
        throw .notExpressible(key: key, reason: "cannot have a digest in .tool-versions")
      }
      for word in [key, request] where !Self.isWord(word) || word == key && key.hasSuffix(":") {
        throw .notExpressible(key: word, reason: "cannot be written in .tool-versions")
      }
      guard let line else {
        guard element ?? 0 == 0 else { throw .noEntry(key: key) }
        return [adding(key, request)]
      }
      let word = (element ?? 0) + 1
      if line.words.count == 1, word == 1 {
        return [TextReplacement(at: line.words[0].upperBound, Array(" \(request)".utf8))]
      }
      guard word >= 1, word < line.words.count else { throw .noEntry(key: key) }
      return [TextReplacement(line.words[word], with: Array(request.utf8))]
    case .remove(let key, let element):
      guard let line else { throw .noEntry(key: key) }
      guard let element, line.words.count > 2 else {
        guard element ?? 0 == 0 else { throw .noEntry(key: key) }
        // Remove all lines of the tool, or an earlier one would come into force.
        return removing(lines.filter { $0.name == name })
      }
      guard element >= 0, element + 1 < line.words.count else { throw .noEntry(key: key) }
      return [
        TextReplacement(
          removing: line.words[element].upperBound..<line.words[element + 1].upperBound)
      ]
    }
  }

  /// Adds a line after the last tool; at the end if there is none.
  private func adding(_ key: String, _ request: String) -> TextReplacement {
    let line = Array("\(key) \(request)".utf8)
    let end = TOMLByte.lineEnd(of: bytes)
    let offset = lines.last?.range.upperBound ?? bytes.count
    let isLineStart = offset == 0 || bytes[offset - 1] == TOMLByte.lineFeed
    return TextReplacement(at: offset, isLineStart ? line + end : end + line)
  }

  private func removing(_ lines: [ToolVersionsLine]) -> [TextReplacement] {
    var ranges: [Range<Int>] = []
    for line in lines {
      if let last = ranges.last, last.upperBound == line.range.lowerBound {
        ranges[ranges.count - 1] = last.lowerBound..<line.range.upperBound
      } else {
        ranges.append(line.range)
      }
    }
    return ranges.map { range in
      var start = range.lowerBound
      // If the last line had no line end, the new last line has none either.
      if range.upperBound == bytes.count, bytes.last != TOMLByte.lineFeed, start > 0 {
        start -= start > 1 && bytes[start - 2] == TOMLByte.carriageReturn ? 2 : 1
      }
      return TextReplacement(removing: start..<range.upperBound)
    }
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && !text.utf8.contains {
        ToolVersionsLine.isBlank($0) || $0 == TOMLByte.hash || TOMLByte.isControl($0)
      }
  }
}
