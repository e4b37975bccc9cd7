import BackendKit

/// One character on the screen, with its look.
struct Cell: Hashable, Sendable {
  /// One grapheme; empty in the second cell of a wide one.
  var text: String
  var role: ColourRole
  var attributes: Attributes

  static let blank = Cell(text: " ", role: .plain, attributes: [])

  /// Whether it is the right half of the preceding character.
  var isContinuation: Bool { text.isEmpty }

  /// Whether every current terminal draws the character in one cell: Latin letters, lines, arrows
  /// and other symbols, but no emoji and nothing that consists of several scalars.
  var hasCertainWidth: Bool {
    if text.utf8.count == 1 { return true }
    guard let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1 else {
      return false
    }
    if CellWidth.isLine(scalar) { return true }
    return scalar.value < 0x2800 && CellWidth.of(Character(scalar)) == 1
      && !scalar.properties.isEmoji
  }
}

/// The content of a screen: a grid of cells, independent of a terminal. Everything is clipped to
/// it, and no wide character is ever cut in half.
struct Frame: Equatable, Sendable {
  let size: Size
  private(set) var cells: [Cell]
  /// The position of the terminal's cursor; nil hides it.
  var cursor: Position?
  /// The theme to draw it with; nil for the one that the terminal was opened with.
  var theme: Theme?

  /// A blank frame.
  init(size: Size) {
    self.size = size
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The cell at a position inside the frame.
  subscript(row: Int, column: Int) -> Cell { cells[row * size.columns + column] }

  /// The cells of one row inside the frame.
  func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Draws text from a cell on, at most `limit` cells, and returns the column after it. Parts
  /// outside the frame are left out; control characters and lone combining marks are skipped.
  @discardableResult
  mutating func draw(
    _ text: String, row: Int, column: Int, role: ColourRole = .plain,
    attributes: Attributes = [], limit: Int = .max
  ) -> Int {
    let end = limit < size.columns - column ? column + max(limit, 0) : size.columns
    var column = column
    for character in text {
      let width = CellWidth.of(character)
      guard width > 0 else { continue }
      guard column + width <= end else { break }
      if column >= 0 {
        put(
          Cell(text: String(character), role: role, attributes: attributes), width: width,
          row: row, column: column)
      }
      column += width
    }
    return column
  }

  /// Draws pieces of text one after another, at most `limit` cells in total, and returns the column
  /// after them.
  @discardableResult
  mutating func draw(_ spans: [Span], row: Int, column: Int, limit: Int = .max) -> Int {
    let end = limit < size.columns - column ? column + max(limit, 0) : size.columns
    var column = column
    for span in spans {
      let after = draw(
        span.text, row: row, column: column, role: span.role, attributes: span.attributes,
        limit: end - column)
      // A wide character that did not fit ends the line, or later text would take its place.
      let isWhole = after - column == span.text.cellWidth
      column = after
      if !isWhole { break }
    }
    return column
  }

  /// Fills a rectangle with one narrow character.
  mutating func fill(
    _ rect: Rect, with character: Character = " ", role: ColourRole = .plain,
    attributes: Attributes = []
  ) {
    let cell = Cell(text: String(character), role: role, attributes: attributes)
    for row in clippedRows(rect) {
      for column in clippedColumns(rect) { put(cell, width: 1, row: row, column: column) }
    }
  }

  /// Changes the role of the cells of a rectangle, and adds `attributes` to theirs; their text is
  /// unchanged.
  mutating func restyle(_ rect: Rect, role: ColourRole, adding attributes: Attributes = []) {
    for row in clippedRows(rect) {
      for column in clippedColumns(rect) {
        let index = row * size.columns + column
        cells[index].role = role
        cells[index].attributes.formUnion(attributes)
      }
    }
  }

  /// Draws another frame over this one, with its upper left corner at the given position.
  mutating func place(_ other: Frame, row: Int, column: Int) {
    let rect = Rect(
      row: row, column: column, columns: other.size.columns, rows: other.size.rows)
    let columns = clippedColumns(rect)
    for target in clippedRows(rect) {
      for targetColumn in columns {
        var cell = other[target - row, targetColumn - column]
        let next = targetColumn - column + 1
        let isWide = next < other.size.columns && other[target - row, next].isContinuation
        // A wide character that is only half inside becomes a blank.
        if isWide, targetColumn + 1 == columns.upperBound { cell.text = " " }
        if cell.isContinuation {
          guard targetColumn == columns.lowerBound else { continue }
          cell.text = " "
        }
        let width = isWide && cell.text != " " ? 2 : 1
        put(cell, width: width, row: target, column: targetColumn)
      }
    }
    if let inner = other.cursor {
      cursor = Position(row: row + inner.row, column: column + inner.column)
    }
  }

  /// Whether a wide character starts here.
  func isWide(_ row: Int, _ column: Int) -> Bool {
    column + 1 < size.columns && self[row, column + 1].isContinuation
  }

  /// The frame with some of its rows scrolled; rows that come in are blank.
  func scrolled(_ scroll: FrameScroll) -> Frame {
    var result = self
    for row in scroll.rows {
      let source = row + scroll.shift
      let cells =
        scroll.rows.contains(source)
        ? Array(self.row(source)) : Array(repeating: .blank, count: size.columns)
      result.cells.replaceSubrange(row * size.columns..<(row + 1) * size.columns, with: cells)
    }
    return result
  }

  /// The frame as text, one line per row, without trailing spaces.
  var text: String {
    (0..<size.rows).map { index in
      var line = row(index).map(\.text).joined()
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  private func clippedRows(_ rect: Rect) -> Range<Int> {
    let start = min(max(rect.row, 0), size.rows)
    return start..<max(start, min(rect.endRow, size.rows))
  }

  private func clippedColumns(_ rect: Rect) -> Range<Int> {
    let start = min(max(rect.column, 0), size.columns)
    return start..<max(start, min(rect.endColumn, size.columns))
  }

  /// Sets a character; half-covered wide characters are blanked, and one that does not fit is left
  /// out.
  private mutating func put(_ cell: Cell, width: Int, row: Int, column: Int) {
    guard (0..<size.rows).contains(row), column >= 0, column + width <= size.columns else {
      return
    }
    let start = row * size.columns
    let end = column + width
    if cells[start + column].isContinuation, column > 0 { cells[start + column - 1].text = " " }
    if end < size.columns, cells[start + end].isContinuation { cells[start + end].text = " " }
    cells[start + column] = cell
    if width == 2 {
      cells[start + column + 1] = Cell(text: "", role: cell.role, attributes: cell.attributes)
    }
  }
}
