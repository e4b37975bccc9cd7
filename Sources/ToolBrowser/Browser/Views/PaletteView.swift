import BackendKit

/// The commands of a context with their keys, searchable by name.
struct PaletteView {
  private let state: State
  private let palette: Palette
  private let items: [KeyTable.Entry]

  init(_ state: State, _ palette: Palette) {
    self.state = state
    self.palette = palette
    items = palette.items(in: state.bindings)
  }

  /// The area, with its full height so that it does not move while the user types.
  private var rect: Rect {
    let all = Palette(context: palette.context).items(in: state.bindings).count
    return PromptBox.rect(size: state.size, columns: 76, rows: all + 3)
  }

  /// Where the visible commands are.
  var regions: [Region] {
    let list = rect.inner.from(rect.inner.row + 1)
    var cursor = ListCursor(index: palette.index)
    cursor.clamp(count: items.count, height: list.rows)
    return list.lines(cursor.visible(count: items.count, height: list.rows)) { .command($0) }
  }

  func draw(_ painter: inout Painter) {
    PromptBox.draw(&painter, rect, title: "Commands")
    let inner = rect.inner
    let end = painter.frame.draw(
      [Span("\(painter.glyphs.cursor) ", .dim), Span(palette.field.text, .title)], row: inner.row,
      column: inner.column + 1, limit: inner.columns - 2)
    painter.frame.cursor = Position(row: inner.row, column: end)
    for region in state.layout.dialogRegions ?? [] {
      guard case .command(let index) = region.target else { continue }
      let item = items[index]
      let name = [
        Span((state.key(item.action, in: palette.context) ?? "").paddedLeft(toCells: 5), .key),
        Span("  " + item.action.rawValue.padded(toCells: 18)),
      ]
      // A few letters of it would say nothing.
      let hasRoom = inner.columns >= 56
      painter.line(
        name + (hasRoom ? [Span(item.summary, .dim)] : []), row: region.rect.row,
        column: inner.column + 1, columns: inner.columns - 2)
      if index == palette.index {
        painter.select(row: region.rect.row, in: inner, isFocused: true)
      }
    }
    if items.isEmpty {
      painter.line(
        [Span("No such command.", .dim)], row: inner.row + 1, column: inner.column + 3,
        columns: inner.columns - 4)
    }
  }
}
