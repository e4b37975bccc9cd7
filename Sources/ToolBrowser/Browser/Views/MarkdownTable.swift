/// A table of Markdown: its heading and its rows.
struct MarkdownTable {
  let heading: [String]
  /// The cells, in the markup of their source.
  let rows: [[String]]

  /// Reads lines that each start with `|`.
  init(_ lines: [String]) {
    let cells = lines.map(Self.cells)
    let rule = cells.firstIndex { row in
      row.allSatisfy { !$0.isEmpty && $0.allSatisfy { "-: ".contains($0) } }
    }
    heading = rule == 1 ? cells[0] : []
    rows = rule == 1 ? Array(cells.dropFirst(2)) : cells
  }

  /// The cells of a line. A bar after a backslash, or in code, belongs to its cell.
  private static func cells(_ line: String) -> [String] {
    var cells = [""]
    var isEscaped = false
    var isCode = false
    for character in line.dropFirst() {
      if character == "|", !isEscaped, !isCode {
        cells.append("")
        continue
      }
      if character == "`", !isEscaped { isCode.toggle() }
      isEscaped = character == "\\" && !isEscaped
      cells[cells.count - 1].append(character)
    }
    if cells.last?.allSatisfy({ $0 == " " }) == true { cells.removeLast() }
    return cells.map { $0.split(separator: " ").joined(separator: " ") }
  }

  /// The lines in columns; nil if they do not fit.
  func aligned(columns: Int) -> [[Span]]? {
    let lines =
      ([heading].filter { !$0.isEmpty }).map { $0.map { MarkdownInline.spans($0, role: .title) } }
      + rows.map { $0.map { MarkdownInline.spans($0, role: .plain) } }
    let count = lines.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      lines.map { $0.count > column ? $0[column].cellWidth : 0 }.max() ?? 0
    }
    guard widths.reduce(0, +) + 2 * max(count - 1, 0) <= columns else { return nil }
    return lines.map { cells in
      var line: [Span] = []
      for (cell, width) in zip(cells, widths) {
        line += cell + [Span(String(repeating: " ", count: width - cell.cellWidth + 2))]
      }
      // No line ends with blanks.
      return Array(line.dropLast())
    }
  }
}
