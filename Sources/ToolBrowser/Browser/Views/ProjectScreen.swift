import BackendKit

/// Where the rows of Project are: a heading, the entries, and the upgrade levels of one of them.
struct ProjectLayout {
  private let list: Rect
  private let upgrades: (index: Int, lines: Int)?
  private let count: Int

  init(_ state: State, _ body: Rect) {
    list = DetailStrip(body).list
    count = state.session.rows.count
    upgrades = state.project.upgrades.flatMap { open in
      state.session.rows.firstIndex { $0.id == open.row }.map {
        ($0, UpgradeChoice.all(of: state.session.rows[$0]).count)
      }
    }
  }

  /// How many entries fit, beside the upgrade levels.
  var rowsInSight: Int { max(list.rows - 1 - (upgrades?.lines ?? 0), 1) }

  /// The lines from an entry on.
  func regions(top: Int) -> [Region] {
    var regions: [Region] = []
    var row = list.row + 1
    func add(_ target: Target) {
      guard row < list.endRow else { return }
      regions.append(
        Region(
          rect: Rect(row: row, column: list.column, columns: list.columns, rows: 1),
          target: target))
      row += 1
    }
    for index in top..<max(min(top + rowsInSight, count), top) {
      add(.pin(index))
      guard let upgrades, upgrades.index == index else { continue }
      for level in 0..<upgrades.lines { add(.level(level)) }
    }
    return regions
  }
}

/// Project: what the files pin, what is in force, what is newer.
struct ProjectScreen {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ whole: Rect) {
    let rows = state.session.rows
    var line = whole.row
    guard !rows.isEmpty else {
      drawNothing(&painter, whole)
      return
    }
    let strip = DetailStrip(whole)
    strip.draw(&painter, state.selectedRow.map { facts($0, painter.marks) } ?? [])
    let body = strip.list
    let table = table(rows, room: body.columns - 5, painter.marks)
    painter.line(
      [Span("    ")] + table.heading(), row: line, column: 0, columns: body.columns)
    let open = state.project.upgrades.flatMap { open in rows.first { $0.id == open.row } }
    let levels = open.map { UpgradeChoice.all(of: $0) } ?? []
    let widths = upgradeWidths(levels)
    for region in state.layout.regions {
      switch region.target {
      case .pin(let index):
        let row = rows[index]
        line = region.rect.row
        painter.frame.draw(
          lead(row, painter.marks)
            + table.row(cells(row, painter.marks), mark: painter.marks.ellipsis),
          row: line, column: 0, limit: body.columns)
        if index == state.project.cursor.index {
          painter.select(
            row: line, in: body,
            isFocused: state.project.upgrades == nil && state.overlay == nil)
        }
      case .level(let index):
        line = region.rect.row
        draw(
          levels[index], widths, open?.runsHere ?? [:],
          isChosen: index == state.project.upgrades?.step, row: line, &painter, body)
      default: break
      }
    }
    line += 1
    let problems = state.session.project?.problems ?? []
    for problem in problems where line + 1 < body.endRow {
      painter.line(
        [Span(" \(painter.marks.yanked) ", .bad), Span(problem.message, .bad)], row: line + 1,
        column: 0, columns: body.columns)
      line += 1
    }
  }

  /// The columns; names go without the registry that goes without saying where room is short.
  private func table(_ rows: [ProjectRow], room: Int, _ marks: Glyphs) -> Table {
    func widest(_ text: (ProjectRow) -> String) -> Int {
      rows.reduce(0) { max($0, text($1).cellWidth) }
    }
    let states = rows.reduce(0) { max($0, stateSpan($1, marks).text.cellWidth) }
    let pins = widest(\.request)
    let forces = widest { inForce($0, marks) }
    // The state says itself in its first words; names, versions and places are worth more.
    let leastState = room >= 95 ? 24 : room >= 60 ? 18 : room >= 50 ? 13 : 7
    return Table(
      [
        .init("TOOL", width: widest { name($0) }, least: 16, cut: .middle),
        .init("PIN", width: pins, least: min(pins, 12), alignment: .right, cut: .middle),
        .init("IN FORCE", width: forces, least: min(max(forces, 8), 14), alignment: .right),
        .init("NEWEST", width: widest { $0.latest ?? "" }, least: 11, alignment: .right),
        .init("FILE", width: widest(\.location), least: 10, cut: .middle),
        .init("STATE", width: states, least: min(states, leastState)),
      ], room: room, flexible: [5, 0, 4, 2, 3, 1], droppable: [3, 4, 2])
  }

  private func name(_ row: ProjectRow) -> String {
    guard state.size.columns < 120, let tool = row.tool,
      tool.registry == ToolName.compiledDefaultRegistry
    else { return row.name }
    return SafeText.clean(tool.repository)
  }

  private func inForce(_ row: ProjectRow, _ marks: Glyphs) -> String {
    row.isInForce ? row.resolved ?? marks.no : marks.no
  }

  private func cells(_ row: ProjectRow, _ marks: Glyphs) -> [[Span]] {
    let role: ColourRole = row.isInForce ? .plain : .dim
    return [
      [Span(name(row), role)], [Span(row.request, role)], [Span(inForce(row, marks), role)],
      [Span(row.latest ?? "", role)], [Span(row.location, .dim)], [stateSpan(row, marks)],
    ]
  }

  private func lead(_ row: ProjectRow, _ marks: Glyphs) -> [Span] {
    let first =
      state.project.marked.contains(row.id) ? Span(marks.chosen, .attention) : Span(" ")
    let isStaged = state.session.staged.changes.contains {
      $0.change.file == row.id.file && $0.change.key == row.id.key
        // A change of one element of an array is about that one alone.
        && ($0.change.index ?? row.id.index) == row.id.index
    }
    let mark =
      isStaged
      ? Span(marks.staged, .staged)
      : Span(row.isInForce ? marks.inForce : marks.shadowed, row.isInForce ? .good : .dim)
    return [first, Span(" "), mark, Span(" ")]
  }

  /// All that is known of an entry, for the foot of the screen.
  private func facts(_ row: ProjectRow, _ marks: Glyphs) -> [Span] {
    let resolved = row.isInForce ? row.resolved.map { " \(marks.arrow) \($0)" } ?? "" : ""
    let said = stateSpan(row, marks)
    let rest = row.warnings.filter { !said.text.contains($0) }
    return [Span("\(row.name) \"\(row.request)\"\(resolved), \(row.location)", .title), said]
      + rest.map { Span($0, .attention) }
  }

  /// What is to be said of an entry: what is wrong first, then what is newer, then what is missing.
  private func stateSpan(_ row: ProjectRow, _ marks: Glyphs) -> Span {
    let entry = row.pin.entry
    if let problem = row.problem { return Span("\(marks.yanked) \(problem)", .bad) }
    if let shadow = row.shadowedBy { return Span("shadowed by \(shadow)", .dim) }
    if !entry.appliesToHost {
      return Span("not for this host: os \(row.platforms)", .dim)
    }
    let isMissing = row.resolved.map { !row.installed.contains($0) } ?? false
    let install = state.phrase(KeyHint(.install, in: .project, "installs"))
    let missing = "not installed" + (install.map { " (\($0))" } ?? "")
    let installed = isMissing ? missing : row.hasMoved ? "\(marks.moved) tag moved" : "installed"
    switch row.pin.state {
    case .yanked:
      let reason = row.yankReason.map { ": " + $0 } ?? ""
      let upgrades = row.pin.upgrades
      let mend = (upgrades?.patch ?? upgrades?.minor ?? upgrades?.major).map {
        " \(marks.arrow) \(SafeText.clean($0.version.version))"
      }
      return Span("\(marks.yanked) yanked\(mend ?? "")\(reason)", .bad)
    case .outdated:
      guard let step = nextStep(row) else { return Span("\(marks.newer) \(installed)", .attention) }
      return Span("\(marks.newer) \(step), \(installed)", .attention)
    case .deprecated: return Span("\(marks.deprecated) deprecated, \(installed)", .attention)
    case .missing:
      if case .unknownTool? = row.pin.failure { return Span(unlisted(marks), .attention) }
      return Span(missing, .attention)
    case .current:
      return row.hasMoved
        ? Span("\(marks.moved) tag moved", .attention) : Span("current", .good)
    case .unknown: return Span(row.unknownReason ?? "unknown", .dim)
    }
  }

  /// Said of a tool that the index does not know: whatever is to be done begins there.
  private func unlisted(_ marks: Glyphs) -> String {
    let fetch = state.phrase(KeyHint(.refresh, in: .project, "fetches it"))
    return "unknown version list" + (fetch.map { " (\($0))" } ?? "")
  }

  /// The step up that is nearest to what the pin says: its own precision, else the smallest.
  private func nextStep(_ row: ProjectRow) -> String? {
    let steps = UpgradeChoice.all(of: row).filter { $0.level != nil && $0.request != nil }
    return UpgradeChoice.preferred(steps).map { index in
      "\(steps[index].name) \(steps[index].request ?? "")"
    }
  }

  private func upgradeWidths(_ steps: [UpgradeChoice]) -> (from: Int, to: Int) {
    let from = steps.map { $0.from.cellWidth }.max() ?? 0
    let to = steps.map { ($0.request ?? state.marks.no).cellWidth }.max() ?? 0
    return (from, to)
  }

  private func draw(
    _ step: UpgradeChoice, _ widths: (from: Int, to: Int), _ runsHere: [Digest: Bool],
    isChosen: Bool, row: Int, _ painter: inout Painter, _ body: Rect
  ) {
    let marks = painter.marks
    var note = step.note
    if let version = step.version, step.level != nil {
      let age = Age.short(since: version.observed, now: state.session.now)
      let old = age.map { $0 == "now" ? ", new" : ", \($0) old" } ?? ""
      let here = runsHere[version.digest].map { $0 ? ", for this host" : ", not for this host" }
      note = version.version + old + (here ?? "") + (note.isEmpty ? "" : ", " + note)
    }
    let lead = "   \(marks.vertical) \(step.name.padded(toCells: 6)) "
    let change =
      step.from.padded(toCells: widths.from) + " \(marks.arrow) "
      + (step.request ?? marks.no).padded(toCells: widths.to)
    let role: ColourRole = step.request == nil ? .dim : .plain
    painter.line(
      [Span(lead, .dim), Span(change, role), Span("   \(note)", .dim)], row: row, column: 0,
      columns: body.columns)
    guard isChosen else { return }
    painter.select(row: row, in: body, isFocused: state.overlay == nil)
    if step.request != nil, body.columns >= 80 {
      guard let stages = state.phrase(KeyHint(.open, in: .upgrades, "stages")) else { return }
      let hint = stages + " "
      painter.frame.draw(
        hint, row: row, column: body.columns - hint.cellWidth,
        role: state.overlay == nil ? .selected : .selectedElsewhere)
    }
  }

  private func drawNothing(_ painter: inout Painter, _ body: Rect) {
    let rect = Rect(
      row: body.row + 1, column: 2, columns: body.columns - 4, rows: body.rows - 1)
    guard let snapshot = state.session.project else {
      painter.prose("Reading the project" + painter.marks.ellipsis, in: rect, role: .dim)
      return
    }
    var row = rect.row
    for problem in snapshot.problems {
      row = painter.prose(
        "\(painter.marks.yanked) \(problem.message)", in: rect.from(row), role: .bad)
      row = painter.prose(problem.hint ?? "", in: rect.from(row)) + 1
    }
    let said: String
    let pins: String
    if snapshot.hasFiles {
      said = "No ocx: tool is pinned here."
      pins = "in Browse pins one" + (state.target.map { " into \($0.name)." } ?? ".")
    } else {
      let name = state.target?.name ?? "mise.toml"
      let file = name.contains("/") ? name : "./" + name
      said = "No mise.toml here or above."
      pins = "in Browse pins into \(file) (it will be made)."
    }
    painter.prose(
      state.text(said, KeyHint(.pin, in: .tools, pins), separator: " "), in: rect.from(row))
  }
}

extension Rect {
  /// What is left of it from a row on.
  func from(_ row: Int) -> Rect {
    Rect(row: row, column: column, columns: columns, rows: max(endRow - row, 0))
  }
}
