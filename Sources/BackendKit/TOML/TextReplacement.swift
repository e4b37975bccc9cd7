/// Bytes that replace a range of a text; an insertion if the range is empty.
struct TextReplacement: Equatable {
  let range: Range<Int>
  let text: [UInt8]

  init(_ range: Range<Int>, with text: [UInt8]) {
    self.range = range
    self.text = text
  }

  /// An insertion.
  init(at offset: Int, _ text: [UInt8]) {
    self.init(offset..<offset, with: text)
  }

  /// A removal.
  init(removing range: Range<Int>) {
    self.init(range, with: [])
  }
}

extension [TextReplacement] {
  /// The text after all replacements; nil if two of them overlap. Insertions at the same offset
  /// keep their order.
  func applied(to bytes: [UInt8]) -> [UInt8]? {
    let sorted = enumerated().sorted {
      let (left, right) = ($0.element.range, $1.element.range)
      return (left.lowerBound, left.upperBound, $0.offset)
        < (right.lowerBound, right.upperBound, $1.offset)
    }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var copied = 0
    for (_, replacement) in sorted {
      guard replacement.range.lowerBound >= copied else { return nil }
      result += bytes[copied..<replacement.range.lowerBound]
      result += replacement.text
      copied = replacement.range.upperBound
    }
    return result + bytes[copied...]
  }
}
