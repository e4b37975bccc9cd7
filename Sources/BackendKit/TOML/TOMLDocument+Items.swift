/// Insertions into inline tables, and removals from inline tables and arrays. Both keep the present
/// style: one line or several, with or without a trailing comma.
extension TOMLDocument {
  /// Inserts a pair after the one at `index` of an inline table.
  func insertion(of pair: [UInt8], after index: Int, in pairs: [TOMLPair]) -> [TextReplacement] {
    let (start, end) = (pairs[index].range.lowerBound, pairs[index].range.upperBound)
    let onSameLine = [TextReplacement(at: end, comma(in: pairs, near: index) + pair)]
    guard beginsLine(start) else { return onSameLine }
    let line = indentation(start) + pair
    if let comma = comma(after: end) {
      // If commas are at the beginning of lines, insert on the same line.
      guard endsLine(comma + 1), !bytes[end..<comma].contains(TOMLByte.lineFeed) else {
        return onSameLine
      }
      return [insertion(ofLine: line + [TOMLByte.comma], at: nextLine(comma))]
    }
    guard endsLine(end) else { return onSameLine }
    return [
      TextReplacement(at: end, [TOMLByte.comma]), insertion(ofLine: line, at: nextLine(end)),
    ]
  }

  /// Inserts a pair as the first of an inline table.
  func insertion(of pair: [UInt8], asFirstIn table: TOMLValue) -> [TextReplacement] {
    let pairs = table.table?.pairs ?? []
    guard let first = pairs.first?.range.lowerBound else {
      return [insertion(of: pair, inEmpty: table)]
    }
    guard beginsLine(first) else {
      return [TextReplacement(at: first, pair + comma(in: pairs, near: 0))]
    }
    let line = indentation(first) + pair + [TOMLByte.comma]
    return [insertion(ofLine: line, at: commentedStart(first))]
  }

  private func insertion(of pair: [UInt8], inEmpty table: TOMLValue) -> TextReplacement {
    let (open, close) = (table.range.lowerBound + 1, table.range.upperBound - 1)
    let inner = bytes[open..<close]
    guard inner.contains(TOMLByte.lineFeed) else {
      let space = [TOMLByte.space]
      return switch inner.count {
      case 0: TextReplacement(at: open, space + pair + space)
      case 1: TextReplacement(at: close, pair + space)
      default: TextReplacement(at: open + 1, pair)
      }
    }
    let comment = nextLine(open) < lineStart(close) ? indentation(nextLine(open)) : []
    let indent = comment.isEmpty ? indentation(open) + Array("  ".utf8) : comment
    return insertion(ofLine: indent + pair + [TOMLByte.comma], at: lineStart(close))
  }

  /// Removes one of the pairs of an inline table or one of the elements of an array, with its
  /// comma.
  func removal(of index: Int, from items: [Range<Int>], in container: Range<Int>)
    -> [TextReplacement]
  {
    let item = items[index]
    let comma = comma(after: item.upperBound)
    if items.count == 1 { return removal(ofOnly: item, comma, in: container) }
    let end = comma.map { $0 + 1 } ?? item.upperBound
    let previous = index > 0 ? self.comma(after: items[index - 1].upperBound) : nil
    var removals: [TextReplacement] = []
    // If there was no trailing comma before, there is none afterwards.
    if index + 1 == items.count, comma == nil, let previous {
      removals.append(TextReplacement(removing: previous..<previous + 1))
    }
    if beginsLine(item.lowerBound), endsLine(end),
      !bytes[item.upperBound..<end].contains(TOMLByte.lineFeed)
    {
      return removals
        + [TextReplacement(removing: lineStart(item.lowerBound)..<nextLine(end))]
    }
    if index + 1 < items.count {
      let next = items[index + 1].lowerBound
      if areOnlyCommaAndBlanks(item.upperBound..<next) {
        return [TextReplacement(removing: item.lowerBound..<next)]
      }
    } else if index > 0 {
      let before = items[index - 1].upperBound..<item.lowerBound
      if !bytes[before].contains(TOMLByte.hash) {
        return [TextReplacement(removing: before.lowerBound..<item.upperBound)]
      }
    }
    removals.append(TextReplacement(removing: item))
    if let comma { removals.append(TextReplacement(removing: comma..<comma + 1)) }
    return removals
  }

  /// Removes everything between the brackets if there are no comments.
  private func removal(ofOnly item: Range<Int>, _ comma: Int?, in container: Range<Int>)
    -> [TextReplacement]
  {
    let inner = container.lowerBound + 1..<container.upperBound - 1
    let (before, after) = (inner.lowerBound..<item.lowerBound, item.upperBound..<inner.upperBound)
    if !bytes[before].contains(TOMLByte.hash), !bytes[after].contains(TOMLByte.hash) {
      return [TextReplacement(removing: inner)]
    }
    let end = comma.map { $0 + 1 } ?? item.upperBound
    if beginsLine(item.lowerBound), endsLine(end),
      !bytes[item.upperBound..<end].contains(TOMLByte.lineFeed)
    {
      return [TextReplacement(removing: lineStart(item.lowerBound)..<nextLine(end))]
    }
    return [item.lowerBound..<item.upperBound, (comma ?? end)..<end].map {
      TextReplacement(removing: $0)
    }
  }

  /// The comma after an item, possibly after blanks, line ends and comments.
  private func comma(after offset: Int) -> Int? {
    var next = offset
    while next < bytes.count {
      switch bytes[next] {
      case TOMLByte.comma: return next
      case TOMLByte.hash: next = nextLine(next)
      case TOMLByte.space, TOMLByte.tab, TOMLByte.lineFeed, TOMLByte.carriageReturn: next += 1
      default: return nil
      }
    }
    return nil
  }

  /// A comma for a new pair, with the blanks used elsewhere in the table.
  private func comma(in pairs: [TOMLPair], near index: Int) -> [UInt8] {
    for index in [index, index - 1] where index >= 0 && index + 1 < pairs.count {
      let between = pairs[index].range.upperBound..<pairs[index + 1].range.lowerBound
      if areOnlyCommaAndBlanks(between) { return Array(bytes[between]) }
    }
    return Array(", ".utf8)
  }

  private func areOnlyCommaAndBlanks(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { TOMLByte.isBlank($0) || $0 == TOMLByte.comma }
  }
}
