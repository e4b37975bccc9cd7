import BackendKit

/// The tools of a registry, or those that the filter lets through.
struct ToolsPane {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ rect: Rect, _ layout: BrowseLayout) {
    let isFocused = state.browse.pane == .tools && state.overlay == nil
    let inner = layout.inner(rect)
    let total = state.registry?.tools.count ?? 0
    let hits = state.browse.hits
    if layout.hasBorders {
      let note = state.isFiltering ? "\(hits.count) of \(total)" : total > 0 ? "\(total)" : ""
      painter.box(rect, title: [Span("Tools", .title)], note: note, isFocused: isFocused)
    }
    guard !hits.isEmpty else {
      drawNothing(&painter, inner)
      return
    }
    let room = inner.columns - 4
    let table = table(room: room, painter.marks)
    for region in state.layout.regions {
      guard case .tool(let index) = region.target else { continue }
      let row = region.rect.row
      let record = state.session.index.tools[hits[index].position]
      let cells = cells(record, hits[index], painter.marks, isShort: room < 56)
      let spans = table.row(cells, mark: painter.marks.ellipsis)
      let lead = lead(record, painter.marks)
      painter.frame.draw(lead + spans, row: row, column: inner.column, limit: inner.columns)
      if index == state.browse.cursor.index {
        painter.select(row: row, in: inner, isFocused: isFocused)
      }
    }
  }

  /// The lines in sight.
  func rows(in inner: Rect) -> [Region] {
    let visible = state.browse.cursor.visible(
      count: state.browse.hits.count, height: inner.rows)
    return inner.lines(visible) { .tool($0) }
  }

  /// The columns, as wide as the registry's longest entries: they stay where they are while the
  /// list scrolls or is filtered.
  private func table(room: Int, _ marks: Glyphs) -> Table {
    var name = 0
    var title = 0
    var latest = 0
    var note = 0
    for record in state.registry.map({ state.session.index.tools[$0.tools] }) ?? [] {
      name = max(name, record.name.cellWidth)
      guard record.summary != nil || record.problem != nil else { continue }
      title = max(title, (record.summary?.title ?? "").cellWidth)
      latest = max(latest, (record.summary?.latest ?? "").cellWidth)
      note = max(note, self.note(record, marks, isShort: room < 56)?.text.cellWidth ?? 0)
    }
    return Table(
      [
        .init("", width: min(name, 32), least: 20),
        // A title that mostly has to be cut says less than the room it takes.
        .init("", width: room >= 40 ? min(title, 28) : 0, least: 8),
        .init("", width: min(latest, 10), least: 8, alignment: .right, cut: .middle),
        .init("", width: note, least: note),
      ], room: room, flexible: [1, 0, 2], droppable: [1, 2])
  }

  private func cells(
    _ record: ToolRecord, _ hit: ToolHit, _ marks: Glyphs, isShort: Bool
  ) -> [[Span]] {
    let isGone = record.summary?.status == .yanked
    return [
      Span.marked(record.name, at: hit.namePositions, role: isGone ? .dim : .plain),
      Span.marked(record.summary?.title ?? "", at: hit.titlePositions, role: .dim),
      [Span(record.summary?.latest ?? "")],
      note(record, marks, isShort: isShort).map { [$0] } ?? [],
    ]
  }

  /// The mark before a row: pinned, shadowed, staged, chosen.
  private func lead(_ record: ToolRecord, _ marks: Glyphs) -> [Span] {
    let isMarked = state.browse.marked.contains(record.tool)
    let first = isMarked ? Span(marks.chosen, .attention) : Span(" ")
    if state.session.staged.changes.contains(where: { $0.tool == record.tool }) {
      return [first, Span(marks.staged, .staged), Span(" ")]
    }
    let pins = state.pins(of: record.tool)
    if pins.contains(where: \.isInForce) {
      return [first, Span(marks.inForce, .good), Span(" ")]
    }
    return [first, Span(pins.isEmpty ? " " : marks.shadowed, .dim), Span(" ")]
  }

  /// What is wrong with a tool, or what is newer than its pin.
  private func note(_ record: ToolRecord, _ marks: Glyphs, isShort: Bool) -> Span? {
    func words(_ mark: String, _ word: String) -> String { isShort ? mark : "\(mark) \(word)" }
    if record.problem != nil, record.summary == nil {
      return Span(words(marks.yanked, "broken"), .bad)
    }
    switch record.summary?.status {
    case .yanked: return Span(words(marks.yanked, "yanked"), .bad)
    case .deprecated: return Span(words(marks.deprecated, "deprecated"), .attention)
    case .active, nil: break
    }
    guard let row = state.pins(of: record.tool).first(where: \.isInForce) else { return nil }
    switch row.pin.state {
    case .yanked: return Span(marks.yanked, .bad)
    case .outdated: return Span(marks.newer, .attention)
    default: return row.hasMoved ? Span(marks.moved, .attention) : nil
    }
  }

  /// What the filter found nothing in, and where it would find something.
  private var noMatch: String {
    let query = state.browse.filter?.field.text ?? ""
    let registries = state.session.index.registries
    if let found = state.registryWithHits {
      let here = state.registry.map { " in \($0.name)" } ?? ""
      return "Nothing matches \"\(query)\"\(here). \(registries[found.index].name) has "
        + "\(found.count) match\(found.count == 1 ? "" : "es")"
        + (state.phrase(KeyHint(.open, in: state.keyContext, "goes there")).map { ": " + $0 } ?? "")
        + "." + clears
    }
    let nearest = state.nearestNames
    return "Nothing matches \"\(query)\""
      + (registries.count > 1 ? " in \(registries.count) registries." : ".")
      + (nearest.isEmpty ? "" : " Nearest: \(nearest.joined(separator: ", ")).")
      + clears
  }

  private var clears: String {
    state.phrase(KeyHint(.cancel, in: state.keyContext, "clears.")).map { "  " + $0 } ?? ""
  }

  private func drawNothing(_ painter: inout Painter, _ rect: Rect) {
    let rect = Rect(
      row: rect.row, column: rect.column + 1, columns: rect.columns - 2, rows: rect.rows)
    var row = rect.row
    func say(_ text: String, _ role: ColourRole = .plain) {
      row = painter.prose(
        text,
        in: Rect(
          row: row, column: rect.column, columns: rect.columns, rows: max(rect.endRow - row, 0)),
        role: role)
    }
    if !state.session.index.isOpen {
      say("Reading the index" + painter.marks.ellipsis, .dim)
    } else if state.isFiltering, !state.session.index.tools.isEmpty {
      say(noMatch)
    } else if let found = state.session.index.problem ?? state.registry?.problem {
      let problem = state.inWordsOfScreen(found)
      say(problem.message, .bad)
      if let hint = problem.hint { say(hint) }
    } else if state.session.index.registries.isEmpty {
      let fetch = KeyHint(
        .refresh, in: .tools, "fetches ocx.sh (ocx index sync ocx.sh, about 8 MB).")
      say(state.text("No index yet.", fetch, separator: " "))
      if state.lacksOCX {
        row += 1
        say(MissingOCX.sentence, .attention)
      }
    } else {
      say(
        state.text(
          "\(state.registry?.name ?? "The registry") lists no tools.",
          KeyHint(.refresh, in: .tools, "asks again."), separator: " "))
    }
  }
}
