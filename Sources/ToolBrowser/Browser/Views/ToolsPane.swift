import BackendKit

/// The tools of a registry, or those that match the filter.
struct ToolsPane {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ rect: Rect, _ layout: BrowseLayout) {
    let isFocused = state.browse.pane == .tools && state.overlay == nil
    let inner = layout.inner(rect)
    let hits = state.browse.hits
    if layout.hasBorders {
      painter.box(rect, title: title(rect.columns), note: position, isFocused: isFocused)
      if state.isTypingFilter {
        let end = rect.column + 2 + title(rect.columns).cellWidth
        painter.frame.cursor = Position(row: rect.row, column: min(end, rect.endColumn - 2))
      }
    }
    guard !hits.isEmpty else {
      drawNothing(&painter, inner)
      return
    }
    let isShort = inner.columns < 60
    let table = table(room: inner.columns - 4, isShort: isShort)
    for region in state.layout.regions {
      guard case .tool(let index) = region.target else { continue }
      let row = region.rect.row
      let record = state.session.index.tools[hits[index].position]
      let cells = cells(record, hits[index], painter.glyphs, isShort: isShort)
      painter.frame.draw(
        lead(record, painter.glyphs) + table.row(cells, mark: painter.glyphs.ellipsis), row: row,
        column: inner.column, limit: inner.columns)
      if index == state.browse.cursor.index {
        painter.select(row: row, in: inner, isFocused: isFocused)
      }
    }
  }

  /// The name of the pane, or the filter if there is one.
  private func title(_ columns: Int) -> [Span] {
    guard let filter = state.browse.filter else { return [Span("Tools", .title)] }
    let room = max(columns - 12 - position.cellWidth, 4)
    let text = filter.field.text
    let shown = text.cellWidth > room ? text.suffix(cells: room) : text
    return [Span("/ ", .key), Span(shown, filter.isTyping ? .title : .match)]
  }

  /// The position of the cursor, and the number of tools.
  private var position: String {
    let hits = state.browse.hits
    let total = state.registry?.tools.count ?? 0
    if state.browse.isFiltering { return "\(hits.count) of \(total)" }
    return hits.isEmpty ? "" : "\(state.browse.cursor.index + 1)/\(total)"
  }

  /// The visible lines.
  func rows(in inner: Rect) -> [Region] {
    let visible = state.browse.cursor.visible(
      count: state.browse.hits.count, height: inner.rows)
    return inner.lines(visible) { .tool($0) }
  }

  /// The widths for the longest entries of the registry: columns do not move while the list is
  /// scrolled or filtered.
  var widths: ToolWidths {
    var widths = ToolWidths()
    let (tools, glyphs) = (state.session.index.tools, state.glyphs)
    // By index, because a copy of a record takes longer than its widths, and this runs at each key.
    for index in state.registry?.tools ?? 0..<0 {
      widths.name = max(widths.name, tools[index].name.cellWidth)
      guard tools[index].summary != nil || tools[index].problem != nil else { continue }
      let title = tools[index].summary?.titleBesideName ?? ""
      widths.title = max(widths.title, title.cellWidth)
      widths.latest = max(widths.latest, (tools[index].summary?.latest ?? "").cellWidth)
      let note = note(tools[index], glyphs, isShort: false)?.text.cellWidth ?? 0
      widths.note = max(widths.note, note)
    }
    return widths
  }

  /// The columns. A title gets what names and versions leave, and is omitted if that is little.
  private func table(room: Int, isShort: Bool) -> Table {
    let widths = state.layout.toolWidths
    let note = isShort ? min(widths.note, 1) : widths.note
    let latest = min(widths.latest, ToolWidths.maximumLatestWidth)
    let left = room - widths.name - latest - note - (note > 0 ? 2 : 0) - 4
    return Table(
      [
        .init("", width: widths.name, minimum: min(widths.name, 16), cut: .path),
        .init("", width: left >= 8 ? min(widths.title, left) : 0, minimum: 8),
        .init("", width: latest, minimum: min(latest, 8), alignment: .right, cut: .middle),
        .init("", width: note, minimum: note),
      ], room: room, flexible: [1, 2, 0], droppable: [1, 2])
  }

  private func cells(
    _ record: ToolRecord, _ hit: ToolHit, _ glyphs: Glyphs, isShort: Bool
  ) -> [[Span]] {
    let isGone = record.summary?.status == .yanked
    let namespace = record.name.lastIndex(of: "/").map {
      record.name.distance(from: record.name.startIndex, to: $0) + 1
    }
    return [
      Span.marked(
        record.name, at: hit.namePositions, role: isGone ? .dim : .plain, dimming: namespace ?? 0),
      Span.marked(
        record.summary?.titleBesideName ?? "", at: hit.titlePositions, role: .dim),
      [Span(record.summary?.latest ?? "")],
      note(record, glyphs, isShort: isShort).map { [$0] } ?? [],
    ]
  }

  /// The glyphs before a row: marked, and pinned, shadowed or staged.
  private func lead(_ record: ToolRecord, _ glyphs: Glyphs) -> [Span] {
    let isMarked = state.browse.marked.contains(record.tool)
    let first = isMarked ? Span(glyphs.chosen, .attention) : Span(" ")
    let pins = state.pins(of: record.tool)
    if let staged = state.session.staged.changes.first(where: { $0.tool == record.tool }) {
      return [first, Span(glyphs.mark(of: staged, isNew: pins.isEmpty), .staged), Span(" ")]
    }
    if pins.contains(where: \.isInForce) {
      return [first, Span(glyphs.inForce, .good), Span(" ")]
    }
    return [first, Span(pins.isEmpty ? " " : glyphs.shadowed, .dim), Span(" ")]
  }

  /// What is wrong with a tool, or what is newer than its pin.
  private func note(_ record: ToolRecord, _ glyphs: Glyphs, isShort: Bool) -> Span? {
    func words(_ mark: String, _ word: String) -> String { isShort ? mark : "\(mark) \(word)" }
    if record.problem != nil, record.summary == nil {
      return Span(words(glyphs.yanked, "broken"), .bad)
    }
    switch record.summary?.status {
    case .yanked: return Span(words(glyphs.yanked, "yanked"), .bad)
    case .deprecated: return Span(words(glyphs.deprecated, "deprecated"), .attention)
    case .active, nil: break
    }
    guard let row = state.pins(of: record.tool).first(where: \.isInForce) else { return nil }
    switch row.pin.state {
    case .yanked: return Span(glyphs.yanked, .bad)
    case .outdated: return Span(glyphs.newer, .attention)
    default: return row.hasMoved ? Span(glyphs.moved, .attention) : nil
    }
  }

  /// The message if the filter matches nothing, and where it would match.
  private var noMatch: String {
    let query = state.browse.filter?.field.text ?? ""
    let registries = state.session.index.registries
    if let found = state.browse.registryWithHits {
      let here = state.registry.map { " in \($0.name)" } ?? ""
      return "Nothing matches \"\(query)\"\(here). \(registries[found.index].name) has "
        + "\(found.count) match\(found.count == 1 ? "" : "es")"
        + (state.phrase(KeyHint(.open, in: state.keyContext, "goes there")).map { ": " + $0 } ?? "")
        + "." + clears
    }
    let nearest = state.browse.nearestNames(in: state.session)
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
    func showDemoHint(_ role: ColourRole) {
      row += 1
      let (first, command) = ("To look around first:", "\(Program.name) demo")
      // A command is never wrapped.
      let fits = first.cellWidth + 1 + command.cellWidth <= rect.columns
      for line in fits ? ["\(first) \(command)"] : [first, command] { say(line, role) }
    }
    func showMiseHint() {
      guard state.session.lacksMise else { return }
      row += 1
      let also = state.session.lacksOCX ? " either" : ""
      say("mise is not installed\(also). It runs what is pinned: https://mise.jdx.dev")
    }
    if !state.session.index.isOpen {
      say("Reading the index" + painter.glyphs.ellipsis, .dim)
    } else if state.browse.isFiltering, !state.session.index.tools.isEmpty {
      say(noMatch)
    } else if let found = state.session.index.problem ?? state.registry?.problem {
      let problem = state.withHint(found)
      say(problem.message, .bad)
      if let hint = problem.hint { say(hint) }
    } else if state.session.index.registries.isEmpty, state.session.lacksOCX {
      say("No tools yet: ocx is not installed.", .title)
      say("ocx fetches the list of tools, and installs them: https://ocx.sh")
      showMiseHint()
      showDemoHint(.plain)
    } else if state.session.index.registries.isEmpty {
      let fetch = KeyHint(
        .refresh, in: .tools, "fetches ocx.sh (ocx index sync ocx.sh, about 8 MB).")
      say(state.text("No index yet.", fetch, separator: " "))
      showMiseHint()
      showDemoHint(.dim)
    } else {
      let again = KeyHint(.refresh, in: .tools, "asks again.")
      say(
        state.text(
          "\(state.registry?.name ?? "The registry") lists no tools.",
          again, separator: " "))
      guard state.session.index.tools.isEmpty else { return }
      if state.session.lacksOCX { say("ocx fetches the list of tools: https://ocx.sh") }
      showMiseHint()
      showDemoHint(.dim)
    }
  }
}
