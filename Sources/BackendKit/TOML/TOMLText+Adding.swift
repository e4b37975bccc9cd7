extension TOMLText {
  /// Adds an entry: where the tools stand in order, in its place, else behind the last
  /// (contracts/mise.md §7, "Write").
  mutating func addTool(_ key: String, value: [UInt8]) throws(TOMLFailure) {
    guard let tools = document.root["tools"], let table = tools.table else {
      return try addSection(key, value)
    }
    switch table.form {
    case .inline: try addTool(key, value, toInline: tools, table)
    case .dotted: try addTool(key, value, toDotted: table)
    case .implicit: try addHeader(key, value)
    case .header, .root: try addTool(key, value, toSectionOf: table)
    }
  }

  /// `[tools]` at the end of a file that has none, behind an empty line.
  private mutating func addSection(_ key: String, _ value: [UInt8]) throws(TOMLFailure) {
    let end = bytes.count
    let isEnded = isLineStart(end)
    var text: [UInt8] = []
    if end > document.start {
      if !isEnded { text += newline }
      if !(isEnded && isBlankLine(lineStart(end - 1))) { text += newline }
    }
    text += Array("[tools]".utf8) + newline + pair(key, value)
    if isEnded { text += newline }
    try replace(end..<end, with: text)
  }

  /// `[tools]` above the first of its sub-tables.
  private mutating func addHeader(_ key: String, _ value: [UInt8]) throws(TOMLFailure) {
    let first = document.statements.first { $0.keys[0].name == "tools" }
    guard let first else { return }
    let start = commentedStart(first.range.lowerBound)
    let text = Array("[tools]".utf8) + newline + pair(key, value) + newline + newline
    try replace(start..<start, with: text)
  }

  private mutating func addTool(_ key: String, _ value: [UInt8], toSectionOf table: TOMLTable)
    throws(TOMLFailure)
  {
    let header = document.statements.firstIndex {
      if case .header = $0.kind { $0.keys.count == 1 && $0.keys[0].name == "tools" } else { false }
    }
    guard let header else { return }
    let lines = Array(document.statements[section(of: header)])
    let next = lines.firstIndex { Self.isSorted(table) && Self.precedes(key, $0.keys[0].name) }
    let model = lines.isEmpty ? nil : lines[max(0, (next ?? lines.count) - 1)]
    let above = next == 0 ? nil : model
    let line =
      indentation((model ?? document.statements[header]).range.lowerBound)
      + pair(key, value, alike: model, aligned: lines)
    try insertLine(line, after: (above ?? document.statements[header]).range.upperBound)
  }

  private mutating func addTool(_ key: String, _ value: [UInt8], toDotted table: TOMLTable)
    throws(TOMLFailure)
  {
    let lines = document.statements[section(of: nil)].filter { $0.keys[0].name == "tools" }
    guard let last = lines.last else { return }
    let next = lines.firstIndex {
      Self.isSorted(table) && $0.keys.count > 1 && Self.precedes(key, $0.keys[1].name)
    }
    let model = next.map { lines[max(0, $0 - 1)] } ?? last
    // `tools.`, as it is written there.
    let start = model.range.lowerBound
    let prefix = bytes[start..<(model.keys.dropFirst().first?.range.lowerBound ?? start)]
    let line = indentation(start) + prefix + pair(key, value, alike: nil, aligned: [])
    if next == 0 {
      let place = commentedStart(start)
      try replace(place..<place, with: line + newline)
    } else {
      try insertLine(line, after: model.range.upperBound)
    }
  }

  private mutating func addTool(
    _ key: String, _ value: [UInt8], toInline tools: TOMLValue, _ table: TOMLTable
  ) throws(TOMLFailure) {
    let new = pair(key, value)
    guard let last = table.pairs.last else {
      return try replace(tools.range, with: Array("{ ".utf8) + new + Array(" }".utf8))
    }
    let next = table.pairs.first { Self.isSorted(table) && Self.precedes(key, $0.keys[0].name) }
    if let next {
      let start = next.range.lowerBound
      try replace(start..<start, with: new + Array(", ".utf8))
    } else {
      let end = last.range.upperBound
      try replace(end..<end, with: Array(", ".utf8) + new)
    }
  }

  // MARK: Style

  /// `"key" = value`, spaced as the line `model` is, and aligned where all lines are.
  private func pair(
    _ key: String, _ value: [UInt8], alike model: TOMLStatement? = nil,
    aligned lines: [TOMLStatement] = []
  ) -> [UInt8] {
    let key = TOMLWriting.basic(key)
    var between = Array(" = ".utf8)
    if let model, case .pair(let old) = model.kind {
      let isTight = separator(of: TOMLPair(keys: model.keys, value: old)).count == 1
      if isTight { between = [TOMLByte.equals] }
    }
    let padding = alignedColumn(lines).map { max(0, $0 - key.count - 1) } ?? 0
    return key + Array(repeating: TOMLByte.space, count: padding) + between + value
  }

  /// How far from the start of each key its `=` stands, where that is the same for several lines
  /// and takes more than one blank in some.
  private func alignedColumn(_ lines: [TOMLStatement]) -> Int? {
    var columns: Set<Int> = []
    var isPadded = false
    for line in lines {
      guard case .pair(let value) = line.kind else { continue }
      let separator = separator(of: TOMLPair(keys: line.keys, value: value))
      let blanks = separator.prefix(while: TOMLByte.isBlank).count
      isPadded = isPadded || blanks > 1
      columns.insert(
        value.range.lowerBound - line.range.lowerBound - separator.count + blanks)
    }
    return lines.count > 1 && columns.count == 1 && isPadded ? columns.first : nil
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
