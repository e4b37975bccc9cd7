import BackendKit

/// The commands of a place with their keys, found by name.
struct PaletteView {
  private let state: State
  private let palette: Palette
  private let items: [KeyTable.Entry]

  init(_ state: State, _ palette: Palette) {
    self.state = state
    self.palette = palette
    items = palette.items(in: state.bindings)
  }

  func draw(_ painter: inout Painter) {
    // As high as with everything in it, so that it stays where it is while one types.
    let all = Palette(context: palette.context).items(in: state.bindings).count
    let rect = PromptBox.rect(size: state.size, columns: 76, rows: all + 3)
    PromptBox.draw(&painter, rect, title: "Commands")
    let inner = rect.inner
    let end = painter.frame.draw(
      [Span("\(painter.marks.cursor) ", .dim), Span(palette.field.text, .title)], row: inner.row,
      column: inner.column + 1, limit: inner.columns - 2)
    painter.frame.cursor = Position(row: inner.row, column: end)
    let height = max(inner.rows - 1, 1)
    var cursor = ListCursor(index: palette.index)
    cursor.settle(count: items.count, height: height)
    for (offset, index) in cursor.visible(count: items.count, height: height).enumerated() {
      let item = items[index]
      let row = inner.row + 1 + offset
      painter.line(
        [
          Span((state.key(item.action, in: palette.context) ?? "").paddedLeft(toCells: 5), .key),
          Span("  " + item.action.rawValue.padded(toCells: 18)), Span(item.summary, .dim),
        ], row: row, column: inner.column + 1, columns: inner.columns - 2)
      if index == palette.index { painter.select(row: row, in: inner, isFocused: true) }
    }
    if items.isEmpty {
      painter.line(
        [Span("No such command.", .dim)], row: inner.row + 1, column: inner.column + 3,
        columns: inner.columns - 4)
    }
  }
}
