import BackendKit

/// Draws on a frame with the signs of this run.
struct Painter {
  var frame: Frame
  let marks: Glyphs

  init(size: Size, marks: Glyphs) {
    frame = Frame(size: size)
    self.marks = marks
  }

  /// A border with a name and, on the right, a note.
  mutating func box(_ rect: Rect, title: [Span], note: String = "", isFocused: Bool) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let role: ColourRole = isFocused ? .plain : .dim
    let line = String(repeating: marks.horizontal, count: rect.columns - 2)
    let last = rect.endRow - 1
    frame.draw(
      marks.upperLeft + line + marks.upperRight, row: rect.row, column: rect.column, role: role)
    frame.draw(
      marks.lowerLeft + line + marks.lowerRight, row: last, column: rect.column, role: role)
    for row in rect.row + 1..<max(last, rect.row + 1) {
      frame.draw(String(marks.vertical), row: row, column: rect.column, role: role)
      frame.draw(String(marks.vertical), row: row, column: rect.endColumn - 1, role: role)
    }
    let room = rect.columns - 4
    let noteWidth = note.isEmpty ? 0 : note.cellWidth + 3
    let spans = title.cut(toCells: room - noteWidth - 1, mark: marks.ellipsis)
    let end = frame.draw(
      [Span(" ", role)] + spans + [Span(" ", role)], row: rect.row, column: rect.column + 1,
      limit: room)
    if noteWidth > 0, end + noteWidth < rect.endColumn {
      frame.draw(
        " \(note) ", row: rect.row, column: rect.endColumn - noteWidth - 1, role: .dim)
    }
  }

  /// One line of text, cut at the end of its room.
  mutating func line(_ spans: [Span], row: Int, column: Int, columns: Int) {
    frame.draw(
      spans.cut(toCells: columns, mark: marks.ellipsis), row: row, column: column, limit: columns)
  }

  /// Prose over several lines; gives the row after it.
  @discardableResult
  mutating func prose(_ text: String, in rect: Rect, role: ColourRole = .plain) -> Int {
    var row = rect.row
    for line in Wrap.lines(text, columns: rect.columns) where row < rect.endRow {
      frame.draw(line, row: row, column: rect.column, role: role, limit: rect.columns)
      row += 1
    }
    return row
  }

  /// Marks a line as the one under the cursor.
  mutating func select(row: Int, in rect: Rect, isFocused: Bool) {
    let role: ColourRole = isFocused ? .selected : .selectedElsewhere
    for column in rect.column..<max(rect.endColumn, rect.column) {
      // The colour of a matched letter goes under the cursor; its line stays.
      let isMatch = frame[row, column].role == .match
      frame.restyle(
        Rect(row: row, column: column, columns: 1, rows: 1), role: role,
        adding: isMatch ? [.underline, .bold] : [])
    }
  }
}

extension [Span] {
  /// The cells they take.
  var cellWidth: Int { reduce(0) { $0 + $1.text.cellWidth } }

  /// The spans, cut at their end with a mark where they take more than `cells`.
  func cut(toCells cells: Int, mark: String) -> [Span] {
    guard cells > 0 else { return [] }
    guard cellWidth > cells else { return self }
    var left = cells - mark.cellWidth
    var result: [Span] = []
    for span in self {
      let width = span.text.cellWidth
      if width <= left {
        result.append(span)
        left -= width
      } else {
        let text = span.text.prefix(cells: Swift.max(left, 0)) + mark
        result.append(Span(text.prefix(cells: cells), span.role, span.attributes))
        break
      }
    }
    return result
  }
}

/// Breaks prose into lines.
enum Wrap {
  /// The lines of a Markdown text, those of one paragraph joined; lists, headings, tables and code
  /// keep their lines.
  static func paragraphs(_ lines: [String]) -> [String] {
    var result: [String] = []
    var isOpen = false
    var isCode = false
    for line in lines {
      let text = line.drop { $0 == " " }
      let isFence = text.hasPrefix("```") || text.hasPrefix("~~~")
      if isFence { isCode.toggle() }
      let marker = text.first.map { "#|>-*+`~".contains($0) || $0.isNumber } ?? true
      if isOpen, !marker, !isCode {
        result[result.count - 1] += " " + text
      } else {
        result.append(line)
        isOpen = !text.isEmpty && !isCode && !isFence && text.first != "#" && text.first != "|"
      }
      if text.isEmpty { isOpen = false }
    }
    return result
  }

  /// Lines of at most so many cells, broken at spaces; a word that is too long is broken in itself.
  static func lines(_ text: String, columns: Int) -> [String] {
    guard columns > 0, !text.isEmpty else { return [] }
    var lines: [String] = []
    var line = ""
    var width = 0
    for word in text.split(separator: " ") {
      var word = String(word)
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
}
