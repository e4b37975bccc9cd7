import BackendKit

/// Wraps prose into lines.
enum Wrap {
  /// Lines of at most that many cells, broken at spaces; a word that is too long is split.
  static func lines(_ text: String, columns: Int) -> [String] {
    lines(of: text.split(separator: " ").map(String.init), columns: columns)
  }

  /// The same for text that is already split into words, which may contain spaces.
  static func lines(of words: [String], columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in words {
      var word = word
      var wordWidth = word.cellWidth
      if width > 0, width + 1 + wordWidth > columns {
        lines.append(line)
        line = ""
        width = 0
      }
      while wordWidth > columns {
        let head = word.prefix(cells: columns)
        guard !head.isEmpty else { break }
        lines.append(head)
        word = String(word.dropFirst(head.count))
        wordWidth = word.cellWidth
      }
      line += (width > 0 ? " " : "") + word
      width += (width > 0 ? 1 : 0) + wordWidth
    }
    if !line.isEmpty { lines.append(line) }
    return lines
  }

  /// A path or an address over as many lines as it needs, broken after a slash if there is one.
  static func lines(ofPath path: String, columns: Int) -> [String] {
    var lines: [String] = []
    var rest = path
    while columns > 0, rest.cellWidth > columns {
      var head = rest.prefix(cells: columns)
      if let slash = head.lastIndex(of: "/"), slash > head.startIndex {
        head = String(head[...slash])
      }
      guard !head.isEmpty else { break }
      lines.append(head)
      rest = String(rest.dropFirst(head.count))
    }
    return rest.isEmpty ? lines : lines + [rest]
  }

  /// The same for text with several looks.
  static func lines(_ spans: [Span], columns: Int) -> [[Span]] {
    guard columns > 0 else { return [] }
    var lines: [[Span]] = []
    var line: [Span] = []
    var width = 0
    func add(_ text: String, _ look: Span) {
      if let last = line.indices.last, line[last].role == look.role,
        line[last].attributes == look.attributes
      {
        line[last].text += text
      } else {
        line.append(Span(text, look.role, look.attributes))
      }
      width += text.cellWidth
    }
    func breakLine() {
      if !line.isEmpty { lines.append(line) }
      line = []
      width = 0
    }
    for word in words(spans) {
      let length = word.cellWidth
      if width > 0, width + 1 + length > columns { breakLine() }
      if width > 0, let first = word.first { add(" ", first) }
      for piece in word {
        var rest = piece.text[...]
        while !rest.isEmpty {
          let head = String(rest).prefix(cells: columns - width)
          if head.isEmpty {
            guard width > 0 else { break }
            breakLine()
            continue
          }
          add(head, piece)
          rest = rest.dropFirst(head.count)
        }
      }
    }
    breakLine()
    return lines
  }

  /// The words of a text, each with the looks of its parts.
  private static func words(_ spans: [Span]) -> [[Span]] {
    var words: [[Span]] = []
    var word: [Span] = []
    for span in spans {
      let parts = span.text.split(separator: " ", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0, !word.isEmpty {
          words.append(word)
          word = []
        }
        if !part.isEmpty { word.append(Span(String(part), span.role, span.attributes)) }
      }
    }
    return word.isEmpty ? words : words + [word]
  }
}
