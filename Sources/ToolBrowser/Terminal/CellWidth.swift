/// The number of terminal cells that a text takes: the widths of `wcwidth` in libc for each scalar,
/// combined by grapheme, as current terminals draw emoji.
enum CellWidth {
  /// The cells of one grapheme: 0, 1 or 2.
  static func of(_ character: Character) -> Int {
    if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7f ? 1 : 0 }
    var width = 0
    var first: Unicode.Scalar?
    for scalar in character.unicodeScalars {
      guard let base = first else {
        first = scalar
        width = of(scalar)
        continue
      }
      switch scalar.value {
      case 0xfe0f where base.properties.isEmoji: return 2
      case 0x200d where base.properties.isEmoji: return max(width, 1)
      case 0x1f1e6...0x1f1ff where isRegionalIndicator(base): return 2
      default: width += of(scalar)
      }
    }
    // Some Indic graphemes have several letters; no cell here is wider than two.
    return min(width, 2)
  }

  /// The cells of a text.
  static func of(_ text: String) -> Int {
    if isPlain(text) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  /// Whether every byte is a printable ASCII character, as in nearly all text: one cell each.
  static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7f }
  }

  /// Whether it is a line or a block, of which every screen is full.
  static func isLine(_ scalar: Unicode.Scalar) -> Bool { 0x2500...0x259f ~= scalar.value }

  private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
    (0x1f1e6...0x1f1ff).contains(scalar.value)
  }

  /// The cells of a single scalar.
  private static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7f..<0xa0).contains(value) ? 0 : 1 }
    if isLine(scalar) { return 1 }
    // Jamo that combine with the preceding syllable.
    if (0x1160...0x11ff).contains(value) || (0xd7b0...0xd7ff).contains(value) { return 0 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator,
      .paragraphSeparator:
      return 0
    default: return isWide(value) ? 2 : 1
    }
  }

  private static func isWide(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wideRanges.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > wideRanges[middle * 2 + 1] { low = middle + 1 } else { high = middle }
    }
    return low * 2 < wideRanges.count && value >= wideRanges[low * 2]
  }
}

extension String {
  /// The cells that this text takes in a terminal.
  var cellWidth: Int { CellWidth.of(self) }

  /// The text, truncated at its end with `mark` if it takes more than `cells`; never in the middle
  /// of a wide character. For prose.
  func cut(toCells cells: Int, mark: String = "…") -> String {
    guard cells > 0 else { return "" }
    guard cellWidth > cells else { return self }
    let room = cells - mark.cellWidth
    guard room >= 0 else { return prefix(cells: cells) }
    return prefix(cells: room) + mark
  }

  /// The text, truncated in its middle with `mark` if it takes more than `cells`. For paths and
  /// digests, where both ends matter most.
  func cutMiddle(toCells cells: Int, mark: String = "…") -> String {
    guard cells > 0 else { return "" }
    guard cellWidth > cells else { return self }
    let room = cells - mark.cellWidth
    guard room > 0 else { return prefix(cells: cells) }
    let tail = suffix(cells: room / 2)
    return prefix(cells: room - tail.cellWidth) + mark + tail
  }

  /// The text shortened before its last `/`; in its middle if the last part does not fit.
  func cutPath(toCells cells: Int, mark: String = "…") -> String {
    guard cellWidth > cells, let slash = lastIndex(of: "/") else {
      return cutMiddle(toCells: cells, mark: mark)
    }
    let name = String(self[slash...])
    let room = cells - mark.cellWidth - name.cellWidth
    return room > 0
      ? prefix(cells: room) + mark + name : cutMiddle(toCells: cells, mark: mark)
  }

  /// The text padded with spaces to `cells`; longer text is unchanged.
  func padded(toCells cells: Int) -> String {
    let missing = cells - cellWidth
    return missing > 0 ? self + String(repeating: " ", count: missing) : self
  }

  /// The text padded with spaces on the left to `cells`, for numbers; longer text is unchanged.
  func paddedLeft(toCells cells: Int) -> String {
    let missing = cells - cellWidth
    return missing > 0 ? String(repeating: " ", count: missing) + self : self
  }

  /// As many whole characters from the start as fit in `cells`.
  func prefix(cells: Int) -> String {
    var left = cells
    return String(
      prefix { character in
        left -= CellWidth.of(character)
        return left >= 0
      })
  }

  /// As many whole characters from the end as fit in `cells`.
  func suffix(cells: Int) -> String {
    var left = cells
    let start = reversed().prefix { character in
      left -= CellWidth.of(character)
      return left >= 0
    }
    return String(start.reversed())
  }
}

extension [Span] {
  /// The cells they take.
  var cellWidth: Int { reduce(0) { $0 + $1.text.cellWidth } }
}
