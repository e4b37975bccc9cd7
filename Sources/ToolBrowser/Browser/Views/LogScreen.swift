import BackendKit

/// Log: what happened in this run, the newest last.
struct LogScreen {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ body: Rect) {
    let entries = state.log.entries
    guard !entries.isEmpty else {
      let rect = Rect(row: body.row + 1, column: 1, columns: body.columns - 2, rows: body.rows - 1)
      painter.prose("Nothing happened yet.", in: rect)
      return
    }
    let strip = strip(in: body)
    strip.draw(&painter, state.log.selected.map(whole) ?? [])
    let body = strip.list
    for region in state.layout.regions {
      guard case .logEntry(let index) = region.target else { continue }
      let entry = entries[index]
      let row = region.rect.row
      painter.line(spans(entry, painter.glyphs), row: row, column: 0, columns: body.columns)
      painter.highlight(state.log.filter, row: row, in: body)
      if index == state.log.cursor.index {
        painter.select(row: row, in: body, isFocused: state.overlay == nil)
      }
    }
  }

  /// The strip below the list, if a line does not fit into it.
  fileprivate func strip(in body: Rect) -> DetailStrip {
    let isCut = state.log.entries.contains { spans($0, state.glyphs).cellWidth > body.columns }
    return DetailStrip(body, isNeeded: isCut)
  }

  /// An entry with all that belongs to it.
  private func whole(_ entry: LogEntry) -> [Span] {
    let text = entry.kind == .command ? "$ \(entry.text)" : entry.text
    return [Span(text, entry.kind == .failed ? .bad : .plain), Span(entry.hint ?? "")]
  }

  private func spans(_ entry: LogEntry, _ glyphs: Glyphs) -> [Span] {
    let message: [Span] =
      switch entry.kind {
      case .command: [Span(" $ ", .dim), Span(entry.text)]
      case .progress: [Span("   "), Span(entry.text, .dim)]
      case .done: [Span(" \(glyphs.yes) ", .good), Span(entry.text)]
      case .failed:
        [Span(" \(glyphs.yanked) ", .bad), Span(entry.text, .bad)]
          + (entry.hint.map { [Span("  \($0)")] } ?? [])
      }
    // On a narrow screen the minute has to do.
    let time = Timestamp.timeOfDay(entry.time + state.options.utcOffset)
    return [Span(" \(state.size.columns < 60 ? time.prefix(5) : time)", .dim)] + message
  }
}

extension ScreenLayout {
  /// The part of the body for the list of Log.
  func logList(_ state: State) -> Rect { LogScreen(state).strip(in: body).list }
}
