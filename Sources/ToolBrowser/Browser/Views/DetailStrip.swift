import BackendKit

/// The area below a list with the full text of the line under the cursor, which may be truncated in
/// the list. Its height does not depend on the text, so that the list does not move.
struct DetailStrip {
  private let body: Rect
  /// The height, including a rule; 0 on a low screen.
  private var rows: Int

  /// A strip below a list that needs that many rows; it gets the rest.
  init(_ body: Rect, listRows: Int = .max) {
    self.body = body
    rows = body.rows >= 16 ? max(4, body.rows - min(listRows, body.rows)) : 0
  }

  /// No strip where every line of the list is whole.
  init(_ body: Rect, isNeeded: Bool) {
    self.init(body)
    if !isNeeded { rows = 0 }
  }

  /// The area of the list.
  var list: Rect {
    Rect(row: body.row, column: body.column, columns: body.columns, rows: body.rows - rows)
  }

  /// Draws the pieces, each starting on a new line, and below them further lines as they are.
  func draw(_ painter: inout Painter, _ pieces: [Span], more: [[Span]] = []) {
    guard rows > 0 else { return }
    let rule = String(repeating: painter.glyphs.border.horizontal, count: body.columns)
    painter.frame.draw(rule, row: list.endRow, column: body.column, role: .dim)
    let columns = max(body.columns - 4, 1)
    var lines: [[Span]] = []
    for piece in pieces {
      lines += Wrap.lines(piece.text, columns: columns).map { [Span($0, piece.role)] }
    }
    let room = rows - 1
    if !more.isEmpty, room > lines.count + 1 { lines += [[]] + more }
    for (offset, line) in lines.prefix(room).enumerated() {
      let isCut = offset == room - 1 && lines.count > room
      painter.frame.draw(
        isCut
          ? line.cut(toCells: columns - 4, mark: "") + [Span(" " + painter.glyphs.ellipsis)] : line,
        row: list.endRow + 1 + offset, column: body.column + 2, limit: columns)
    }
  }
}
