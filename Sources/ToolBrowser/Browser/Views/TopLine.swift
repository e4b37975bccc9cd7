import BackendKit

/// The first line: the folder, the file that would be written, and the age of the data.
struct TopLine {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter) {
    let columns = painter.frame.size.columns
    let glyphs = painter.glyphs
    let directory = state.session.project?.directory ?? ""
    // If room is short, the program's name is omitted first, then words.
    for isShort in [false, true] {
      for hasName in [true, false] {
        let name = hasName ? [Span("ocx-mise-tui", .title), Span("  ")] : []
        let right = [
          Span(writes(short: isShort), writesRole), Span("   "), Span(age(short: isShort), .dim),
        ]
        let room = columns - 4 - name.cellWidth - right.cellWidth
        guard room >= min(directory.cellWidth, isShort && !hasName ? 0 : 14) else { continue }
        let shown = directory.cutMiddle(toCells: room, mark: glyphs.ellipsis)
        painter.frame.draw([Span(" ")] + name + [Span(shown)], row: 0, column: 0)
        painter.frame.draw(right, row: 0, column: columns - 1 - right.cellWidth)
        return
      }
    }
    painter.line(
      [Span(" "), Span(writes(short: true), writesRole), Span("  "), Span(age(short: true), .dim)],
      row: 0, column: 0, columns: columns)
  }

  private var writesRole: ColourRole {
    let isUnread = state.tab != .project && state.target?.isRead == false
    return state.options.readOnly || isUnread ? .attention : .plain
  }

  private func writes(short: Bool) -> String {
    if state.options.readOnly { return "read-only" }
    guard let file = file else { return "" }
    let room = short && state.size.columns < 50 ? 10 : 28
    let name = file.cutMiddle(toCells: room, mark: state.glyphs.ellipsis)
    return short ? "\(state.glyphs.arrow) \(name)" : "writes to \(name)"
  }

  /// The file that a change would be written to: in Project that of the selected entry.
  private var file: String? {
    (state.tab == .project ? state.selectedRow?.fileName : nil) ?? state.target?.name
  }

  private func age(short: Bool) -> String {
    var parts: [String] = []
    if !state.session.index.isOpen {
      parts.append("reading the index")
    } else if let registry = state.registry {
      let count = registry.tools.count
      if let age = registry.age.map({ Age.short(seconds: $0) }) {
        let words = age == "now" ? "updated just now" : "index \(age) old"
        parts.append(short ? (age == "now" ? "new" : age + " old") : words)
      }
      parts.append(short ? "\(count)" : "\(count) tool\(count == 1 ? "" : "s")")
    } else {
      parts.append("no index")
    }
    if state.options.offline { parts.append("offline") }
    // What ocx has in its store needs no network.
    let ready = state.session.rows.count { $0.pin.isReady }
    if ready > 0, !short { parts.append("\(ready) install\(ready == 1 ? "s" : "") offline") }
    return parts.joined(separator: " \(state.glyphs.separator) ")
  }
}

/// The second line: the four tabs.
struct TabsLine {
  private let state: State

  init(_ state: State) { self.state = state }

  /// The tabs. If room is short, the number of pins is omitted first, then that of the changes.
  private var tabs: [(tab: Tab, text: String)] {
    for counted in [[Tab.project, .staged], [.staged]] {
      let tabs = tabs(counting: counted)
      let width = tabs.reduce(-gap) { $0 + $1.text.cellWidth + gap }
      if width <= state.size.columns - 2 { return tabs }
    }
    return tabs(counting: [])
  }

  private func tabs(counting counted: [Tab]) -> [(tab: Tab, text: String)] {
    Tab.allCases.map { tab in
      let count: Int =
        switch tab {
        case .project where counted.contains(tab): state.session.rows.count
        case .staged where counted.contains(tab): state.session.staged.changes.count
        default: 0
        }
      let key = state.key(tab.action).map { $0 + " " } ?? ""
      let number = key + tab.name
      return (tab, count > 0 ? "\(number) \(count)" : number)
    }
  }

  private var gap: Int { state.size.columns < 50 ? 1 : 3 }

  /// Where the tabs are.
  var regions: [Region] {
    var column = 1
    return tabs.map { tab, text in
      defer { column += text.cellWidth + gap }
      return Region(
        rect: Rect(row: 1, column: column, columns: text.cellWidth, rows: 1), target: .tab(tab),
        text: text)
    }
  }

  func draw(_ painter: inout Painter) {
    let regions = state.layout.regions.filter {
      if case .tab = $0.target { true } else { false }
    }
    for region in regions {
      let isOpen = region.target == .tab(state.tab)
      let role: ColourRole =
        isOpen
        ? .title
        : region.target == .tab(.staged) && !state.session.staged.isEmpty ? .staged : .dim
      painter.frame.draw(
        region.text, row: 1, column: region.rect.column, role: role,
        attributes: isOpen ? .underline : [])
    }
    let column = (regions.last?.rect.endColumn ?? 1) + gap
    let end = drawTask(&painter, from: column)
    let room = end - column - 1
    let missing = state.session.project?.missing(in: state.options.session) ?? []
    guard let text = missing.first(where: { $0.cellWidth <= room }) else { return }
    painter.frame.draw(text, row: 1, column: end - 1 - text.cellWidth, role: .attention)
  }

  /// Draws the current task on the right, and returns the column in which it begins.
  private func drawTask(_ painter: inout Painter, from column: Int) -> Int {
    let end = painter.frame.size.columns
    guard let item = state.session.tasks.slow else { return end }
    let spinner = painter.glyphs.spinner[state.session.tasks.ticks % painter.glyphs.spinner.count]
    let cancel =
      item.task.isCancellable && !item.isEnding
      ? state.phrase(KeyHint(.cancel, in: state.context, "cancels")) : nil
    let text =
      "\(spinner) \(item.label(in: state.session, separator: state.glyphs.separator))"
      + (cancel.map { "  " + $0 } ?? "")
    let shown = [Span(text, .attention)].cut(
      toCells: end - column - 1, mark: painter.glyphs.ellipsis)
    painter.frame.draw(shown, row: 1, column: end - 1 - shown.cellWidth)
    return end - 1 - shown.cellWidth
  }
}
