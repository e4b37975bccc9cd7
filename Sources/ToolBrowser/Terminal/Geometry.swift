/// The size of a screen or a part of it, in cells.
struct Size: Hashable, Sendable {
  var columns: Int
  var rows: Int

  init(columns: Int, rows: Int) {
    self.columns = max(columns, 0)
    self.rows = max(rows, 0)
  }

  /// `COLSxROWS`, both from 1 to 1000; nil for any other text.
  init?(parsing text: String) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...1000).contains(columns), (1...1000).contains(rows)
    else { return nil }
    self.init(columns: columns, rows: rows)
  }
}

/// A cell of a screen, counted from 0, 0 in the upper left corner.
struct Position: Hashable, Sendable {
  var row: Int
  var column: Int
}

/// A rectangle of cells.
struct Rect: Hashable, Sendable {
  var row: Int
  var column: Int
  var size: Size

  init(row: Int, column: Int, columns: Int, rows: Int) {
    self.row = row
    self.column = column
    self.size = Size(columns: columns, rows: rows)
  }

  var columns: Int { size.columns }
  var rows: Int { size.rows }
  /// The row below its last one.
  var endRow: Int { row + rows }
  /// The column right of its last one.
  var endColumn: Int { column + columns }

  /// Whether the cell is inside.
  func contains(_ position: Position) -> Bool {
    (row..<endRow).contains(position.row) && (column..<endColumn).contains(position.column)
  }

  /// The area inside a border of one cell.
  var inner: Rect {
    Rect(row: row + 1, column: column + 1, columns: columns - 2, rows: rows - 2)
  }
}
