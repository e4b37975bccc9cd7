/// Edits `.tool-versions`: a line for each tool, its name and its versions with blanks between
/// them; what follows a `#` is a comment (contracts/mise.md §7).
public enum ToolVersionsEditor {
  /// The text after the edits, made one after the other. Every other byte stays.
  ///
  /// - Throws: `ToolsEditFailure.noEntry`; `.notExpressible` for options, and for names and
  ///   versions that such a file cannot hold; `.wouldDiffer` where the new text says anything but
  ///   what was asked.
  public static func apply(_ edits: [ToolsEdit], to bytes: [UInt8]) throws(ToolsEditFailure)
    -> [UInt8]
  {
    var bytes = bytes
    for edit in edits {
      let old = ToolVersionsLine.lines(of: bytes)
      let new = try apply(edit, to: bytes, old)
      guard tools(ToolVersionsLine.lines(of: new), new) == (try expected(edit, tools(old, bytes)))
      else {
        throw .wouldDiffer(key: edit.key)
      }
      bytes = new
    }
    return bytes
  }

  private struct Tool: Equatable {
    let name: [UInt8]
    var versions: [[UInt8]]
  }

  private static func apply(_ edit: ToolsEdit, to bytes: [UInt8], _ lines: [ToolVersionsLine])
    throws(ToolsEditFailure) -> [UInt8]
  {
    // A tool named twice: the last line is the one in force.
    let line = lines.last { $0.name == Array(edit.key.utf8) }
    var result = bytes
    switch edit {
    case .set(let key, let request, let digest, let element):
      if case .set = digest {
        throw .notExpressible(key: key, reason: "cannot have a digest in .tool-versions")
      }
      for word in [key, request] where !isWord(word) || word == key && key.hasSuffix(":") {
        throw .notExpressible(key: word, reason: "cannot be written in .tool-versions")
      }
      guard let line else { return adding(key, request, to: bytes) }
      let place = (element ?? 0) + 1
      if line.words.count == 1, place == 1 {
        result.insert(contentsOf: Array(" \(request)".utf8), at: line.words[0].upperBound)
      } else {
        guard place >= 1, place < line.words.count else { throw .noEntry(key: key) }
        result.replaceSubrange(line.words[place], with: Array(request.utf8))
      }
    case .remove(let key, let element):
      guard let line else { throw .noEntry(key: key) }
      if let element, line.words.count > 2 {
        guard element >= 0, element + 1 < line.words.count else { throw .noEntry(key: key) }
        result.removeSubrange(
          line.words[element].upperBound..<line.words[element + 1].upperBound)
      } else {
        guard element ?? 0 == 0 else { throw .noEntry(key: key) }
        // A name that stands twice goes wholly, or the shadowed line would come into force.
        let all = lines.filter { $0.name == Array(key.utf8) }
        for line in all.reversed() { remove(line, from: &result) }
      }
    }
    return result
  }

  private static func adding(_ key: String, _ request: String, to bytes: [UInt8]) -> [UInt8] {
    let line = Array("\(key) \(request)".utf8)
    let end = TOMLByte.lineEnd(of: bytes)
    if bytes.isEmpty { return line + end }
    return bytes.last == TOMLByte.lineFeed ? bytes + line + end : bytes + end + line
  }

  private static func remove(_ line: ToolVersionsLine, from bytes: inout [UInt8]) {
    var start = line.range.lowerBound
    if line.range.upperBound == bytes.count, bytes.last != TOMLByte.lineFeed, start > 0 {
      start -= start > 1 && bytes[start - 2] == TOMLByte.carriageReturn ? 2 : 1
    }
    bytes.removeSubrange(start..<line.range.upperBound)
  }

  private static func tools(_ lines: [ToolVersionsLine], _ bytes: [UInt8]) -> [Tool] {
    lines.compactMap { line in
      line.name.map { Tool(name: $0, versions: line.versions.map { Array(bytes[$0]) }) }
    }
  }

  /// What the file must say after the edit.
  private static func expected(_ edit: ToolsEdit, _ old: [Tool]) throws(ToolsEditFailure) -> [Tool]
  {
    var tools = old
    let name = Array(edit.key.utf8)
    let place = tools.lastIndex { $0.name == name }
    switch edit {
    case .set(_, let request, _, let element):
      let request = Array(request.utf8)
      guard let place else { return tools + [Tool(name: name, versions: [request])] }
      if tools[place].versions.isEmpty {
        tools[place].versions = [request]
      } else {
        tools[place].versions[element ?? 0] = request
      }
    case .remove(_, let element):
      if let element, let place, tools[place].versions.count > 1 {
        tools[place].versions.remove(at: element)
      } else {
        tools.removeAll { $0.name == name }
      }
    }
    return tools
  }

  private static func isWord(_ text: String) -> Bool {
    !text.isEmpty
      && !text.utf8.contains {
        ToolVersionsLine.isBlank($0) || $0 == TOMLByte.hash || TOMLByte.isControl($0)
      }
  }
}
