import BackendKit

/// The foot of a list: all that the line under the cursor has to say, for the line itself is cut
/// where room is short. It takes as much room whatever it says, so that the list stays.
struct DetailStrip {
  private let body: Rect
  /// A rule and the lines below it; nothing on a low screen.
  private let rows: Int

  /// A foot below a list that needs so many rows, which gets what the list leaves.
  init(_ body: Rect, listRows: Int = .max) {
    self.body = body
    rows = body.rows >= 16 ? max(4, body.rows - min(listRows, body.rows)) : 0
  }

  /// The room that is left for the list.
  var list: Rect {
    Rect(row: body.row, column: body.column, columns: body.columns, rows: body.rows - rows)
  }

  /// Draws the pieces, each from a line of its own on, and below them more lines as they are.
  func draw(_ painter: inout Painter, _ pieces: [Span], more: [[Span]] = []) {
    guard rows > 0 else { return }
    let rule = String(repeating: painter.marks.border.horizontal, count: body.columns)
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
          ? line.cut(toCells: columns - 4, mark: "") + [Span(" " + painter.marks.ellipsis)] : line,
        row: list.endRow + 1 + offset, column: body.column + 2, limit: columns)
    }
  }
}
