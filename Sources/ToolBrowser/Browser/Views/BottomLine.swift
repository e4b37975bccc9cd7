import BackendKit

/// The last lines: the most important keys, and above them the result of the last key. An error
/// replaces both, with its hint.
struct BottomLine {
  private let state: State

  init(_ state: State) { self.state = state }

  private var listFilter: Filter? { state.filteredList?.filter(in: state) }

  /// How many lines above the last one are covered by a message or an error.
  var coveredRows: Int {
    if state.error != nil { return max(errorLines.count - 1, 0) }
    return (state.status != nil || listFilter != nil) && state.overlay == nil ? 1 : 0
  }

  /// Where the keys are; none while an error covers them.
  var regions: [Region] {
    guard state.error == nil else { return [] }
    let row = state.size.rows - 1
    var column = 1
    return keys.map { key in
      defer { column += key.spans.cellWidth }
      return Region(
        rect: Rect(row: row, column: column, columns: key.spans.cellWidth - 2, rows: 1),
        target: .key(key.action))
    }
  }

  func draw(_ painter: inout Painter) {
    let row = painter.frame.size.rows - 1
    if state.error != nil {
      drawError(&painter)
      return
    }
    if let status = state.status, state.overlay == nil {
      drawStatus(status, row - 1, &painter)
    } else if let filter = listFilter, state.overlay == nil {
      drawFilter(filter, row - 1, &painter)
    }
    let columns = painter.frame.size.columns
    painter.frame.fill(Rect(row: row, column: 0, columns: columns, rows: 1))
    let waiting = staged
    painter.frame.draw(waiting, row: row, column: columns - 1 - waiting.cellWidth, role: .staged)
    painter.line(keys.flatMap(\.spans), row: row, column: 1, columns: room)
  }

  private var room: Int {
    let waiting = staged
    return state.size.columns - 2 - (waiting.isEmpty ? 0 : waiting.cellWidth + 2)
  }

  /// How many keys are shown besides help.
  private static let most = 5

  private typealias Item = (action: Action, spans: [Span])

  /// The keys that matter most here, as many as fit; help is always included.
  private var keys: [Item] {
    let context = state.keyContext
    let help = context == .help ? nil : item(KeyTable.BarItem(.help), in: context)
    var items: [Item] = []
    var left = room - (help?.spans.cellWidth ?? 0)
    for bar in KeyTable.bottomBarItems(in: context, isEmpty: state.isEmptyHere) {
      guard items.count < Self.most, canWork(bar), let item = item(bar, in: context) else {
        continue
      }
      left -= item.spans.cellWidth
      guard left >= 0 else { break }
      items.append(item)
    }
    return items + (help.map { [$0] } ?? [])
  }

  /// Whether an item can work here: without ocx, nothing can be fetched or installed; without an index,
  /// no version of a pin is known.
  private func canWork(_ item: KeyTable.BarItem) -> Bool {
    let index = state.session.index
    let knowsNothing = index.isOpen && index.tools.isEmpty
    return !item.actions.contains { action in
      switch action {
      case .refresh, .install: !state.canWork(action)
      case .upgrades, .upgradeAll, .pin: state.tab == .project && knowsNothing
      case .filter: state.tab == .browse && knowsNothing
      default: false
      }
    }
  }

  /// The keys of an item and its label; nil if one of its actions has no key.
  private func item(_ item: KeyTable.BarItem, in context: Context) -> Item? {
    let keys = item.actions.compactMap { state.bindings.key(for: $0, in: context) }
    guard keys.count == item.actions.count, let action = item.actions.first,
      let label = label(of: action, item.label, in: context)
    else { return nil }
    let names = keys.map { $0.shown(ascii: state.glyphs.isASCII) }.joined(separator: " ")
    return (action, [Span(names, .key), Span(" \(label)  ")])
  }

  /// What the key currently does; nil if it does nothing.
  private func label(of action: Action, _ own: String?, in context: Context) -> String? {
    if context == .filter, action == .open, listFilter == nil, state.overlay == nil,
      state.browse.hits.isEmpty
    {
      return state.browse.registryWithHits == nil ? nil : "go there"
    }
    // A list without other panes has nowhere to go on to.
    if context == .filter, action == .nextPane, listFilter != nil || state.overlay != nil {
      return nil
    }
    if context == .details, action == .open, state.browse.isDetailsFull { return "back" }
    return own ?? state.bindings.entry(of: action, in: context)?.label
  }

  /// How many lines are marked, and how many changes are staged.
  private var staged: String {
    guard state.overlay == nil else { return "" }
    let marked = state.marked
    let count = state.session.staged.changes.count
    let staged = "\(count) staged" + (state.key(.write).map { ": " + $0 } ?? "")
    return [marked > 0 ? "\(marked) marked" : "", count > 0 ? staged : ""].filter { !$0.isEmpty }
      .joined(separator: " \(state.glyphs.separator) ")
  }

  /// The filter of the list, and how many of its lines match.
  private func drawFilter(_ filter: Filter, _ row: Int, _ painter: inout Painter) {
    guard let list = state.filteredList else { return }
    let columns = painter.frame.size.columns
    painter.frame.fill(Rect(row: row, column: 0, columns: columns, rows: 1))
    let left = list.summary(in: state)
    painter.frame.draw(left, row: row, column: columns - 1 - left.cellWidth, role: .dim)
    let room = max(columns - left.cellWidth - 6, 4)
    let text = filter.field.text
    let end = painter.frame.draw(
      [
        Span("/ ", .key),
        Span(
          text.cellWidth > room ? text.suffix(cells: room) : text, filter.isTyping ? .plain : .match
        ),
      ], row: row, column: 1)
    if filter.isTyping { painter.frame.cursor = Position(row: row, column: end) }
  }

  private func drawStatus(_ status: String, _ row: Int, _ painter: inout Painter) {
    let columns = painter.frame.size.columns
    painter.frame.fill(Rect(row: row, column: 0, columns: columns, rows: 1))
    painter.line([Span(status)], row: row, column: 1, columns: columns - 2)
  }

  /// The error and its hint.
  private var errorLines: [Span] {
    guard let error = state.error else { return [] }
    let columns = state.size.columns - 4
    return Wrap.lines(error.message, columns: columns).prefix(3).map { Span($0, .bad) }
      + Wrap.lines(error.hint ?? "", columns: columns).prefix(2).map { Span($0) }
  }

  private func drawError(_ painter: inout Painter) {
    let lines = errorLines
    let columns = painter.frame.size.columns
    let top = painter.frame.size.rows - lines.count
    painter.frame.fill(Rect(row: top, column: 0, columns: columns, rows: lines.count))
    painter.frame.draw(painter.glyphs.yanked, row: top, column: 1, role: .bad)
    for (offset, line) in lines.enumerated() {
      painter.frame.draw([line], row: top + offset, column: 3)
    }
  }
}
