import BackendKit

/// The last lines: the keys that matter here, above them what the last key came to. An error takes
/// the place of both, with its hint.
struct BottomLine {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter) {
    let row = painter.frame.size.rows - 1
    if let error = state.error {
      drawError(error, &painter)
      return
    }
    if let status = state.status, state.overlay == nil { drawStatus(status, row - 1, &painter) }
    let columns = painter.frame.size.columns
    painter.frame.fill(Rect(row: row, column: 0, columns: columns, rows: 1))
    let waiting = staged
    let room = columns - 2 - (waiting.isEmpty ? 0 : waiting.cellWidth + 2)
    painter.frame.draw(waiting, row: row, column: columns - 1 - waiting.cellWidth, role: .staged)
    painter.line(keys(in: room, painter.marks), row: row, column: 1, columns: room)
  }

  /// As many keys as there is room for; help is always among them.
  private func keys(in room: Int, _ marks: Glyphs) -> [Span] {
    let context = state.keyContext
    let help = context == .help ? [] : item(KeyTable.BarItem(.help), in: context, marks)
    var spans: [Span] = []
    for bar in KeyTable.bottomBarItems(in: context, isEmpty: state.isEmptyHere) {
      let more = item(bar, in: context, marks)
      guard spans.cellWidth + more.cellWidth + help.cellWidth <= room else { break }
      spans += more
    }
    return spans + help
  }

  /// The keys of an item and its label; nothing where one of its actions has no key.
  private func item(_ item: KeyTable.BarItem, in context: Context, _ marks: Glyphs) -> [Span] {
    let keys = item.actions.compactMap { state.bindings.key(for: $0, in: context) }
    guard keys.count == item.actions.count, let action = item.actions.first,
      let label = label(of: action, item.label, in: context)
    else { return [] }
    let names = keys.map { $0.shown(ascii: marks.isASCII) }.joined(separator: " ")
    return [Span(names, .key), Span(" \(label)  ")]
  }

  /// What the key does just now; nil where it does nothing.
  private func label(of action: Action, _ own: String?, in context: Context) -> String? {
    if context == .filter, action == .open, state.browse.hits.isEmpty {
      return state.registryWithHits == nil ? nil : "go there"
    }
    return own ?? state.bindings.entry(of: action, in: context)?.label
  }

  private var staged: String {
    let count = state.session.staged.changes.count
    guard count > 0, state.overlay == nil else { return "" }
    return "\(count) staged" + (state.key(.write).map { ": " + $0 } ?? "")
  }

  private func drawStatus(_ status: String, _ row: Int, _ painter: inout Painter) {
    let columns = painter.frame.size.columns
    painter.frame.fill(Rect(row: row, column: 0, columns: columns, rows: 1))
    painter.line([Span(status)], row: row, column: 1, columns: columns - 2)
  }

  private func drawError(_ error: ErrorMessage, _ painter: inout Painter) {
    let columns = painter.frame.size.columns
    var lines = Wrap.lines(error.message, columns: columns - 4).prefix(3).map {
      ($0, ColourRole.bad)
    }
    lines += Wrap.lines(error.hint ?? "", columns: columns - 4).prefix(2).map { ($0, .plain) }
    let top = painter.frame.size.rows - lines.count
    painter.frame.fill(Rect(row: top, column: 0, columns: columns, rows: lines.count))
    painter.frame.draw(painter.marks.yanked, row: top, column: 1, role: .bad)
    for (offset, line) in lines.enumerated() {
      painter.frame.draw(line.0, row: top + offset, column: 3, role: line.1)
    }
  }
}

extension State {
  /// Whether there is nothing that keys could be about.
  var isEmptyHere: Bool {
    switch tab {
    case .browse: selectedTool == nil
    case .project: session.rows.isEmpty
    case .staged: session.staged.changes.isEmpty
    case .log: log.entries.isEmpty
    }
  }

  /// Whether keys go to the filter.
  var isTypingFilter: Bool {
    tab == .browse && overlay == nil && browse.filter?.isTyping == true
  }
}
