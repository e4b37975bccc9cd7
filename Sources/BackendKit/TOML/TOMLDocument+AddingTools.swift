/// Adds an entry to `[tools]`. Sorted entries stay sorted, as with mise; otherwise the entry is
/// added last. It follows the style of its neighbors.
extension TOMLDocument {
  /// The replacements; none if there is no safe form.
  func addition(of key: String, request: String, digest: String?) -> [TextReplacement] {
    let quotes = quotesForNewTool()
    let text = Self.value(
      TOMLWriting.string(request, in: quotes.value), digest: digest, in: quotes.value)
    let new = NewTool(name: key, key: TOMLWriting.string(key, in: quotes.key), value: text)
    guard let tools = root["tools"], let table = tools.table else { return [addingSection(new)] }
    switch table.form {
    case .inline: return adding(new, toInline: tools, table)
    case .dotted: return adding(new, toDotted: table)
    case .implicit: return addingHeader(new)
    case .header, .root: return adding(new, toSectionOf: table)
    }
  }

  /// An entry to add: its name, and its key and value as text.
  private struct NewTool {
    let name: String
    let key: [UInt8]
    let value: [UInt8]

    /// Key and value with the usual blanks around `=`.
    var pair: [UInt8] { key + Array(" = ".utf8) + value }
  }

  /// `[tools]` at the end of a file that has none, after a blank line.
  private func addingSection(_ new: NewTool) -> TextReplacement {
    let end = bytes.count
    let isEnded = isLineStart(end)
    var text: [UInt8] = []
    if end > start {
      if !isEnded { text += newline }
      if !(isEnded && isBlankLine(lineStart(end - 1))) { text += newline }
    }
    text += Array("[tools]".utf8) + newline + new.pair
    return TextReplacement(at: end, isEnded ? text + newline : text)
  }

  /// `[tools]` above the first of its sub-tables.
  private func addingHeader(_ new: NewTool) -> [TextReplacement] {
    let first = statements.first { statement in
      if case .pair = statement.kind { false } else { statement.keys[0].name == "tools" }
    }
    guard let first else { return [] }
    let text = Array("[tools]".utf8) + newline + new.pair + newline + newline
    return [TextReplacement(at: commentedStart(first.range.lowerBound), text)]
  }

  private func adding(_ new: NewTool, toSectionOf table: TOMLTable) -> [TextReplacement] {
    guard let header = toolsHeader else { return [] }
    let lines = Array(statements[section(of: header)])
    guard !lines.isEmpty else {
      let line = indentation(statements[header].range.lowerBound) + new.pair
      return [insertion(ofLine: line, at: startOfEmptySection(header))]
    }
    let isSorted = Self.isSorted(table)
    let next = lines.firstIndex { isSorted && Self.precedes(new.name, $0.keys[0].name) }
    let index = next ?? lines.count
    let model = index > 0 ? lines[index - 1] : lines[0]
    let line =
      indentation(model.range.lowerBound) + new.key
      + separator(forKey: new.key, like: model, lines, at: index) + new.value
    if index == 0 {
      return [insertion(ofLine: line, at: commentedStart(lines[0].range.lowerBound))]
    }
    return [insertion(ofLine: line, at: endOfLines(model))]
  }

  private func adding(_ new: NewTool, toDotted table: TOMLTable) -> [TextReplacement] {
    let lines = statements[section(of: nil)].filter { $0.keys[0].name == "tools" }
    guard let last = lines.last else { return [] }
    let isSorted = Self.isSorted(table)
    let next = lines.firstIndex {
      isSorted && $0.keys.count > 1 && Self.precedes(new.name, $0.keys[1].name)
    }
    let model = next.map { lines[max(0, $0 - 1)] } ?? last
    // `tools.`, as it is written there.
    let start = model.range.lowerBound
    let prefix = bytes[start..<(model.keys.dropFirst().first?.range.lowerBound ?? start)]
    let line = indentation(start) + prefix + new.pair
    return [insertion(ofLine: line, at: next == 0 ? commentedStart(start) : endOfLines(model))]
  }

  private func adding(_ new: NewTool, toInline tools: TOMLValue, _ table: TOMLTable)
    -> [TextReplacement]
  {
    let isSorted = Self.isSorted(table)
    let next = table.pairs.firstIndex { isSorted && Self.precedes(new.name, $0.keys[0].name) }
    let index = (next ?? table.pairs.count) - 1
    guard index >= 0 else { return insertion(of: new.pair, asFirstIn: tools) }
    return insertion(of: new.pair, after: index, in: table.pairs)
  }

  // MARK: Places

  /// Where the first entry of an empty section goes: after the section's comments, which are all
  /// but those directly above the next header.
  private func startOfEmptySection(_ header: Int) -> Int {
    let first = nextLine(statements[header].range.upperBound)
    let next = statements[(header + 1)...].first.map { commentedStart($0.range.lowerBound) }
    let end = next ?? bytes.count
    var position = first
    var line = first
    while line < end {
      if isCommentLine(line) { position = nextLine(line) }
      line = nextLine(line)
    }
    return position
  }

  /// The end of the lines of an entry: after the comment on its last line, and after comment lines
  /// that continue it, which are indented deeper than the entry.
  private func endOfLines(_ statement: TOMLStatement) -> Int {
    var end = nextLine(statement.range.upperBound)
    guard isCommentLine(statement.range.upperBound) else { return end }
    let depth = indentation(statement.range.lowerBound).count
    while end < bytes.count, isCommentLine(end), indentation(end).count > depth {
      end = nextLine(end)
    }
    return end
  }

  // MARK: Style

  /// The bytes between a new key and its value. `=` is in the column of its neighbors if they share
  /// one and the key fits; it has no blanks if `model` has none.
  private func separator(
    forKey key: [UInt8], like model: TOMLStatement, _ lines: [TOMLStatement], at index: Int
  ) -> [UInt8] {
    guard case .pair(let value) = model.kind,
      separator(of: TOMLPair(keys: model.keys, value: value)).count > 1
    else { return [TOMLByte.equals] }
    let padding = alignedColumn(lines, at: index).map { $0 - key.count } ?? 1
    return Array(repeating: TOMLByte.space, count: max(1, padding)) + Array("= ".utf8)
  }

  /// The column of `=`, relative to the key, if the two lines next to an index share it and one of
  /// them is padded.
  private func alignedColumn(_ lines: [TOMLStatement], at index: Int) -> Int? {
    let first = min(max(0, index - 1), lines.count - 2)
    guard first >= 0 else { return nil }
    let neighbors = lines[first...(first + 1)]
    let columns = neighbors.compactMap { line -> (column: Int, isPadded: Bool)? in
      guard case .pair(let value) = line.kind else { return nil }
      let separator = separator(of: TOMLPair(keys: line.keys, value: value))
      let blanks = separator.prefix(while: TOMLByte.isBlank)
      guard !blanks.contains(TOMLByte.tab) else { return nil }
      let keys = value.range.lowerBound - separator.count - line.range.lowerBound
      return (keys + blanks.count, blanks.count > 1)
    }
    guard columns.count == 2, columns[0].column == columns[1].column,
      columns.contains(where: \.isPadded)
    else { return nil }
    return columns[0].column
  }

  private static func isSorted(_ table: TOMLTable) -> Bool {
    zip(table.entries, table.entries.dropFirst()).allSatisfy {
      precedes($0.key.name, $1.key.name)
    }
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }
}
