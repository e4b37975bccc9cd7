import BackendKit

/// The foot of a list: all that the line under the cursor has to say, for the line itself is cut
/// where room is short. It takes as much room whatever it says, so that the list stays.
struct DetailStrip {
  private let body: Rect

  init(_ body: Rect) { self.body = body }

  /// A rule and the lines below it; nothing on a low screen.
  private var rows: Int { body.rows >= 16 ? 4 : 0 }

  /// The room that is left for the list.
  var list: Rect {
    Rect(row: body.row, column: body.column, columns: body.columns, rows: body.rows - rows)
  }

  /// Draws the pieces, each from a line of its own on.
  func draw(_ painter: inout Painter, _ pieces: [Span]) {
    guard rows > 0 else { return }
    let rule = String(repeating: painter.marks.horizontal, count: body.columns)
    painter.frame.draw(rule, row: list.endRow, column: body.column, role: .dim)
    let columns = max(body.columns - 4, 1)
    var lines: [Span] = []
    for piece in pieces {
      lines += Wrap.lines(piece.text, columns: columns).map { Span($0, piece.role) }
    }
    let room = rows - 1
    for (offset, line) in lines.prefix(room).enumerated() {
      let isCut = offset == room - 1 && lines.count > room
      let text =
        isCut ? line.text.prefix(cells: columns - 4) + " " + painter.marks.ellipsis : line.text
      painter.frame.draw(
        text, row: list.endRow + 1 + offset, column: body.column + 2, role: line.role)
    }
  }
}
