/// Where a pair stands.
struct TOMLPlace {
  enum Home {
    /// A line of its own.
    case line
    /// An inline table: its pairs, and which of them it is.
    case inline(pairs: [TOMLPair], index: Int)
  }

  let pair: TOMLPair
  let home: Home
}

extension TOMLText {
  /// The pair whose value this is; nil for a table that a header or a dotted key made.
  func place(of value: TOMLValue) -> TOMLPlace? {
    for statement in document.statements {
      guard case .pair(let candidate) = statement.kind else { continue }
      let pair = TOMLPair(keys: statement.keys, value: candidate)
      if candidate.range == value.range { return TOMLPlace(pair: pair, home: .line) }
      if candidate.range.contains(value.range.lowerBound) {
        return Self.place(of: value, within: candidate)
      }
    }
    return nil
  }

  private static func place(of value: TOMLValue, within outer: TOMLValue) -> TOMLPlace? {
    if let elements = outer.array {
      let inner = elements.first { $0.range.contains(value.range.lowerBound) }
      return inner.flatMap { place(of: value, within: $0) }
    }
    guard let pairs = outer.table?.pairs else { return nil }
    for (index, pair) in pairs.enumerated() {
      if pair.value.range == value.range {
        return TOMLPlace(pair: pair, home: .inline(pairs: pairs, index: index))
      }
      if pair.value.range.contains(value.range.lowerBound) {
        return place(of: value, within: pair.value)
      }
    }
    return nil
  }

  /// The pairs that stand directly below a header, or before all headers.
  func section(of header: Int?) -> Range<Int> {
    let first = header.map { $0 + 1 } ?? 0
    let statements = document.statements
    let end = statements[first...].firstIndex {
      if case .pair = $0.kind { false } else { true }
    }
    return first..<(end ?? statements.count)
  }

  /// What stands between a key and its value, `=` included.
  func separator(of pair: TOMLPair) -> [UInt8] {
    let end = pair.keys.last?.range.upperBound ?? pair.value.range.lowerBound
    return Array(bytes[end..<pair.value.range.lowerBound])
  }

  /// The same behind a key of another width: where `=` was aligned, it stays so.
  func separator(of pair: TOMLPair, forWidth width: Int) -> [UInt8] {
    let old = separator(of: pair)
    let blanks = old.prefix(while: TOMLByte.isBlank).count
    guard blanks > 1, let key = pair.keys.last else { return old }
    let padding = max(1, blanks + key.range.count - width)
    return Array(repeating: TOMLByte.space, count: padding) + old.dropFirst(blanks)
  }
}
