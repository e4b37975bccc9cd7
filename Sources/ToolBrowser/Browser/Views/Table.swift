import BackendKit

/// Columns of text that share their widths over all rows.
struct Table {
  /// One column.
  struct Column {
    let heading: String
    var alignment = Alignment.left
    var cut = Cut.end
    /// The width that it is cut down to when space is short.
    var minimum = 4
    /// The cells that its widest text takes; 0 leaves the column out.
    var width: Int

    init(
      _ heading: String, width: Int, minimum: Int = 4, alignment: Alignment = .left,
      cut: Cut = .end
    ) {
      self.heading = heading
      // A column that is empty for all rows is not drawn, its heading neither.
      self.width = width == 0 ? 0 : max(width, heading.cellWidth)
      self.minimum = min(minimum, self.width)
      self.alignment = alignment
      self.cut = cut
    }
  }

  private(set) var columns: [Column]
  private let gap: Int

  /// Fits columns into a width. If even their minimum widths do not fit, columns are dropped, in the
  /// order of `droppable`; then columns are narrowed, in the order of `flexible`. The remaining space
  /// goes to the first column of `filling` that is drawn, so that those after it are always at the
  /// right edge.
  init(
    _ columns: [Column], room: Int, flexible: [Int], droppable: [Int], filling: [Int] = [],
    gap: Int = 2
  ) {
    self.columns = columns
    self.gap = gap
    for index in droppable where Table.cells(self.columns.map(\.minimum), gap: gap) > room {
      self.columns[index].width = 0
      self.columns[index].minimum = 0
    }
    var excess = used - room
    for index in flexible where excess > 0 {
      let given = min(excess, self.columns[index].width - self.columns[index].minimum)
      self.columns[index].width -= given
      excess -= given
    }
    if excess < 0, let filled = filling.first(where: { self.columns[$0].width > 0 }) {
      self.columns[filled].width -= excess
    }
    // Where nothing more may go, the text that can best be cut is.
    for index in flexible.reversed() where excess > 0 {
      let given = min(excess, max(self.columns[index].width - 4, 0))
      self.columns[index].width -= given
      excess -= given
    }
  }

  /// The cells of all columns that are drawn.
  var used: Int { Table.cells(columns.map(\.width), gap: gap) }

  private static func cells(_ widths: [Int], gap: Int) -> Int {
    let shown = widths.filter { $0 > 0 }
    return shown.reduce(0, +) + max(shown.count - 1, 0) * gap
  }

  /// The line of headings.
  func heading() -> [Span] {
    row(columns.map { [Span($0.heading, .dim)] }, mark: "")
  }

  /// One row; `cells` are as many as there are columns.
  func row(_ cells: [[Span]], mark: String) -> [Span] {
    var spans: [Span] = []
    for (column, cell) in zip(columns, cells) where column.width > 0 {
      if !spans.isEmpty { spans.append(Span(String(repeating: " ", count: gap))) }
      let fitted = fit(cell, column, mark: mark)
      let missing = Span(String(repeating: " ", count: max(column.width - fitted.cellWidth, 0)))
      spans += column.alignment == .right ? [missing] + fitted : fitted + [missing]
    }
    return spans
  }

  private func fit(_ cell: [Span], _ column: Column, mark: String) -> [Span] {
    guard cell.cellWidth > column.width else { return cell }
    if [.middle, .path].contains(column.cut), let last = cell.last {
      // Several spans become one, because the ellipsis in the middle belongs to none of them.
      let text = cell.map(\.text).joined()
      let cut = column.cut.apply(to: text, cells: column.width, mark: mark)
      return [Span(cut, last.role, last.attributes)]
    }
    return cell.cut(toCells: column.width, mark: mark)
  }
}

extension Span {
  /// The text with the characters at these places shown as matched, the first `lead` others dimmed.
  static func marked(
    _ text: String, at positions: [Int], role: ColourRole = .plain, dimming lead: Int = 0
  ) -> [Span] {
    guard !positions.isEmpty || lead > 0 else { return [Span(text, role)] }
    let matched = Set(positions)
    var spans: [Span] = []
    for (index, character) in text.enumerated() {
      let look: ColourRole = matched.contains(index) ? .match : index < lead ? .dim : role
      if let last = spans.indices.last, spans[last].role == look {
        spans[last].text.append(character)
      } else {
        spans.append(Span(String(character), look))
      }
    }
    return spans
  }
}
