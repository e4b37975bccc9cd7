import BackendKit

/// Draws on a frame with the signs of this run.
struct Painter {
  var frame: Frame
  let glyphs: Glyphs

  init(size: Size, glyphs: Glyphs) {
    frame = Frame(size: size)
    self.glyphs = glyphs
  }

  /// A border with a name and, on the right, a note.
  mutating func box(_ rect: Rect, title: [Span], note: String = "", isFocused: Bool) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let role: ColourRole = isFocused ? .focus : .dim
    let border = isFocused ? glyphs.focusedBorder : glyphs.border
    let line = String(repeating: border.horizontal, count: rect.columns - 2)
    let last = rect.endRow - 1
    frame.draw(
      border.upperLeft + line + border.upperRight, row: rect.row, column: rect.column, role: role)
    frame.draw(
      border.lowerLeft + line + border.lowerRight, row: last, column: rect.column, role: role)
    for row in rect.row + 1..<max(last, rect.row + 1) {
      frame.draw(String(border.vertical), row: row, column: rect.column, role: role)
      frame.draw(String(border.vertical), row: row, column: rect.endColumn - 1, role: role)
    }
    let room = rect.columns - 4
    let noteWidth = note.isEmpty ? 0 : note.cellWidth + 3
    let spans = title.cut(toCells: room - noteWidth - 1, mark: glyphs.ellipsis).map { span in
      isFocused || span.role != .title ? span : Span(span.text)
    }
    let end = frame.draw(
      [Span(" ", role)] + spans + [Span(" ", role)], row: rect.row, column: rect.column + 1,
      limit: room)
    if noteWidth > 0, end + noteWidth < rect.endColumn {
      frame.draw(
        " \(note) ", row: rect.row, column: rect.endColumn - noteWidth - 1, role: .dim)
    }
  }

  /// One line of text, cut to its width.
  mutating func line(_ spans: [Span], row: Int, column: Int, columns: Int) {
    frame.draw(
      spans.cut(toCells: columns, mark: glyphs.ellipsis), row: row, column: column, limit: columns)
  }

  /// One line of text and a note after it, which is left out where it does not fit whole: half of it says
  /// less than none.
  mutating func line(_ spans: [Span], note: Span, row: Int, column: Int, columns: Int) {
    let fits = spans.cellWidth + note.text.cellWidth <= columns
    line(fits ? spans + [note] : spans, row: row, column: column, columns: columns)
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

  /// Marks what a filter or a search found in a line.
  mutating func highlight(_ filter: Filter?, row: Int, in rect: Rect) {
    guard let words = filter?.words, !words.isEmpty else { return }
    let columns = (rect.column..<max(rect.endColumn, rect.column))
      .filter { !frame[row, $0].isContinuation }
    let letters = columns.map { frame[row, $0].text.lowercased() }
    for word in words.map({ $0.map(String.init) }) where word.count <= letters.count {
      for start in 0...(letters.count - word.count)
      where letters[start..<start + word.count].elementsEqual(word) {
        for column in columns[start..<start + word.count] {
          frame.restyle(Rect(row: row, column: column, columns: 1, rows: 1), role: .match)
        }
      }
    }
  }

  /// Marks a line as the one under the cursor: a full bar where the keys go, an underline elsewhere.
  mutating func select(row: Int, in rect: Rect, isFocused: Bool) {
    for column in rect.column..<max(rect.endColumn, rect.column) {
      let cell = frame[row, column]
      let isMatch = cell.role == .match
      frame.restyle(
        Rect(row: row, column: column, columns: 1, rows: 1),
        // What is dim would be hard to read on a line.
        role: isFocused ? .selected : cell.role == .dim ? .plain : cell.role,
        // Under the cursor a matched letter loses its colour, but is still underlined.
        adding: !isFocused ? .underline : isMatch ? [.underline, .bold] : [])
    }
  }
}

extension [Span] {
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
