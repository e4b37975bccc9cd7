/// The location of a pair.
struct TOMLPairLocation {
  enum Container {
    /// On its own line or lines.
    case lines
    /// In an inline table with these pairs, at the index.
    case inlineTable(pairs: [TOMLPair], index: Int)
  }

  let pair: TOMLPair
  let container: Container
}

extension TOMLDocument {
  /// The pair with this value; nil for a table created by a header or a dotted key.
  func location(of value: TOMLValue) -> TOMLPairLocation? {
    let offset = value.range.lowerBound
    guard let index = statements.lastIndex(startingAtOrBefore: offset, by: \.range),
      case .pair(let top) = statements[index].kind
    else { return nil }
    if top.range == value.range {
      return TOMLPairLocation(
        pair: TOMLPair(keys: statements[index].keys, value: top), container: .lines)
    }
    var outer = top
    while true {
      if let elements = outer.array {
        guard let index = elements.lastIndex(startingAtOrBefore: offset, by: \.range) else {
          return nil
        }
        outer = elements[index]
      } else {
        guard let pairs = outer.table?.pairs,
          let index = pairs.lastIndex(startingAtOrBefore: offset, by: \.range)
        else { return nil }
        outer = pairs[index].value
        if outer.range == value.range {
          return TOMLPairLocation(
            pair: pairs[index], container: .inlineTable(pairs: pairs, index: index))
        }
      }
    }
  }

  /// The pairs directly below a header, as indices of `statements`; with nil, those above all
  /// headers.
  func section(of header: Int?) -> Range<Int> {
    let first = header.map { $0 + 1 } ?? 0
    let end = statements[first...].firstIndex {
      if case .pair = $0.kind { false } else { true }
    }
    return first..<(end ?? statements.count)
  }

  /// The index in `statements` of the header `[tools]`.
  var toolsHeader: Int? {
    statements.firstIndex {
      if case .header = $0.kind { $0.keys.map(\.name) == ["tools"] } else { false }
    }
  }

  /// The bytes between a key and its value, including `=`.
  func separator(of pair: TOMLPair) -> [UInt8] {
    let end = pair.keys.last?.range.upperBound ?? pair.value.range.lowerBound
    return Array(bytes[end..<pair.value.range.lowerBound])
  }

  /// The same for a key of another width, so that an aligned `=` stays aligned.
  func separator(of pair: TOMLPair, forWidth width: Int) -> [UInt8] {
    let old = separator(of: pair)
    let blanks = old.prefix(while: TOMLByte.isBlank).count
    guard blanks > 1, let key = pair.keys.last else { return old }
    let padding = max(1, blanks + key.range.count - width)
    return Array(repeating: TOMLByte.space, count: padding) + old.dropFirst(blanks)
  }
}

extension Array {
  /// The last element whose range starts at or before an offset. The ranges ascend.
  fileprivate func lastIndex(startingAtOrBefore offset: Int, by range: (Element) -> Range<Int>)
    -> Int?
  {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if range(self[middle]).lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? low - 1 : nil
  }
}
