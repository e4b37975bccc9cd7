import BackendKit

/// Project: what the files pin, what is in force, what is newer.
struct ProjectScreen {
  private let state: State
  /// What keys the project has for each tool.
  private let keys: [ToolName: Set<String>]
  /// What is staged for each entry.
  private let staged: [ProjectRow.ID: StagedChange]

  init(_ state: State) {
    self.state = state
    var keys: [ToolName: Set<String>] = [:]
    for row in state.session.rows {
      if let tool = row.tool { keys[tool, default: []].insert(row.id.key) }
    }
    self.keys = keys
    let changes = state.session.staged.changes
    staged = state.session.rows.reduce(into: [:]) { staged, row in
      staged[row.id] = changes.first { staged in
        staged.change.file == row.id.file && staged.change.key == row.id.key
          // A change of one element of an array is about that one alone.
          && (staged.change.index ?? row.id.index) == row.id.index
      }
    }
  }

  func draw(_ painter: inout Painter, _ whole: Rect) {
    let rows = state.session.rows
    guard !rows.isEmpty else {
      drawNothing(&painter, whole)
      return
    }
    let layout = ProjectLayout(state, whole)
    let strip = layout.strip
    if let row = state.selectedRow {
      strip.draw(&painter, facts(row, painter.glyphs), more: more(row, columns: whole.columns - 4))
    }
    let body = strip.list
    let (table, detail) = fitted(rows, room: body.columns - 5)
    painter.line(
      [Span("    ")] + table.heading(), row: body.row, column: 0, columns: body.columns)
    var line = body.row
    let open = state.project.upgrades.flatMap { open in rows.first { $0.id == open.row } }
    let levels = open.map { UpgradeChoice.all(of: $0) } ?? []
    let widths = upgradeWidths(levels)
    for region in state.layout.regions {
      switch region.target {
      case .pin(let index):
        let row = rows[index]
        line = region.rect.row
        painter.frame.draw(
          lead(row, painter.glyphs)
            + table.row(cells(row, detail), mark: painter.glyphs.ellipsis),
          row: line, column: 0, limit: body.columns)
        painter.highlight(state.project.filter, row: line, in: body)
        if index == state.project.cursor.index {
          painter.select(
            row: line, in: body,
            isFocused: state.project.upgrades == nil && state.overlay == nil)
        }
      case .level(let index):
        line = region.rect.row
        draw(
          levels[index], widths, isChosen: index == state.project.upgrades?.step, row: line,
          &painter, body)
      default: break
      }
    }
    // A file that cannot be read is shown even if there are more entries than lines.
    let problems = (state.session.project?.problems ?? []).prefix(layout.problemRows)
    line = min(line + 2, body.endRow - problems.count)
    for (offset, problem) in problems.enumerated() {
      painter.line(
        [Span(" \(painter.glyphs.yanked) ", .bad), Span(problem.message, .bad)],
        row: line + offset, column: 0, columns: body.columns)
    }
  }

  /// The columns. If space is short, names omit the default registry. The file is dropped first, and the
  /// state last.
  private func fitted(_ rows: [ProjectRow], room: Int) -> (table: Table, detail: DigestDetail) {
    let full = table(rows, room: .max, .all)
    if full.used <= room { return (table(rows, room: room, .all), .all) }
    let whole = table(rows, room: .max, .versions)
    let fitted = table(rows, room: room, .versions)
    let isWhole = zip(whole.columns, fitted.columns).prefix(3).allSatisfy { $0.width <= $1.width }
    return isWhole ? (fitted, .versions) : (table(rows, room: room, .none), .none)
  }

  /// What is shown with all that belongs to it.
  private enum DigestDetail { case all, versions, none }

  private func table(_ rows: [ProjectRow], room: Int, _ detail: DigestDetail) -> Table {
    func widest(_ text: (ProjectRow) -> String) -> Int {
      rows.reduce(0) { max($0, text($1).cellWidth) }
    }
    let text = stateText
    func state(of row: ProjectRow) -> Span { stagedText(row) ?? text.span(row) }
    let isWide = room >= 95
    let isVeryWide = room >= 150
    // Reasons are sentences, and are shown in full below the list: they get the remaining space.
    let states = min(
      widest { state(of: $0).text },
      isVeryWide
        ? 80
        : min(
          max(26, widest { state(of: $0).role == .bad ? "" : state(of: $0).text }),
          isWide ? 40 : 30))
    let pins = widest { digest($0.request, detail) }
    let forces = widest { inForce($0, detail) }
    return Table(
      [
        .init(
          "TOOL", width: widest { name($0, detail) },
          minimum: room < 50 ? 12 : max(min(room, 195) * 9 / 40, isWide ? 42 - min(pins, 14) : 20),
          cut: .path),
        .init(
          "PIN", width: pins,
          minimum: min(pins, room < 50 ? 6 : isVeryWide ? 16 : 14),
          alignment: .right, cut: .middle),
        .init(
          "IN FORCE", width: forces,
          minimum: min(max(forces, 8), isVeryWide ? 18 : 12),
          alignment: .right,
          cut: .middle),
        .init(
          "NEWEST", width: widest { $0.latest ?? "" }, minimum: isVeryWide ? 14 : isWide ? 7 : 8,
          alignment: .right, cut: .middle),
        .init("FILE", width: widest(\.location), minimum: isVeryWide ? 20 : 12, cut: .middle),
        .init(
          "STATE", width: states,
          minimum: min(states, room < 50 ? 13 : isVeryWide ? 60 : isWide ? 32 : 31)),
      ], room: room, flexible: [4, 2, 3, 1, 0, 5], droppable: [3, 4, 2],
      filling: room == .max ? [] : [5])
  }

  private var stateText: PinStateText { PinStateText(state, isShort: state.size.columns < 60) }

  /// The tool, and the key where the project has several for it.
  private func name(_ row: ProjectRow, _ detail: DigestDetail) -> String {
    let isDefault = row.tool?.registry == ToolName.compiledDefaultRegistry
    let short = row.tool.map { SafeText.clean($0.repository) } ?? row.name
    let name = detail == .all || !isDefault ? row.name : short
    let hasOtherKeys = row.tool.flatMap { keys[$0]?.count } ?? 0 > 1
    return hasOtherKeys ? "\(name) (\(SafeText.clean(row.id.key)))" : name
  }

  private func inForce(_ row: ProjectRow, _ detail: DigestDetail) -> String {
    row.isInForce
      ? row.resolved.map { digest($0, detail) } ?? state.glyphs.no : state.glyphs.no
  }

  /// A version, or the first digits of a digest, labelled if there is space.
  private func digest(_ text: String, _ detail: DigestDetail) -> String {
    detail == .none ? text.bareDigest : text.shortDigest
  }

  private func cells(_ row: ProjectRow, _ detail: DigestDetail) -> [[Span]] {
    let role: ColourRole = row.isInForce ? .plain : .dim
    let shown = stagedText(row) ?? stateText.span(row)
    let isBad = shown.role == .bad
    return [
      [Span(name(row, detail), isBad ? .bad : role)],
      [Span(digest(row.request, detail), role)],
      [Span(inForce(row, detail), role)], [Span(row.latest ?? "", role)],
      [Span(row.location, .dim)],
      [shown],
    ]
  }

  private func lead(_ row: ProjectRow, _ glyphs: Glyphs) -> [Span] {
    let first =
      state.project.marked.contains(row.id) ? Span(glyphs.chosen, .attention) : Span(" ")
    let mark =
      staged[row.id].map { Span(glyphs.mark(of: $0, isNew: false), .staged) }
      ?? Span(row.isInForce ? glyphs.inForce : glyphs.shadowed, row.isInForce ? .good : .dim)
    return [first, Span(" "), mark, Span(" ")]
  }

  /// Everything about an entry.
  private func facts(_ row: ProjectRow, _ glyphs: Glyphs) -> [Span] {
    let request = row.request.shortDigest
    let resolved = row.isInForce ? row.resolved?.shortDigest : nil
    let means = resolved.map { $0 == request ? "" : " \(glyphs.arrow) \($0)" } ?? ""
    let stateSpan = PinStateText(state).span(row)
    let yanked = Age.short(since: row.pin.yank?.at, now: state.session.now).map {
      $0 == "now" ? "yanked just now" : "yanked \($0) ago"
    }
    let rest = ([yanked].compactMap { $0 } + row.warnings).filter { warning in
      !stateSpan.text.contains(warning) && row.yankReason.map(warning.hasSuffix) != true
    }
    return [Span("\(row.name) \"\(request)\"\(means), \(row.location)", .title), stateSpan]
      + rest.map { Span(withRemedy($0, of: row), .attention) }
  }

  /// A warning with what helps, if that is known.
  private func withRemedy(_ warning: String, of row: ProjectRow) -> String {
    // Without ocx, the line above says what is missing first.
    if let failure = row.pin.failure, failure.message == warning, !state.session.lacksOCX {
      return state.withHint(ErrorMessage(failure)).hint.map { "\(warning): \($0)" } ?? warning
    }
    let refusal = state.session.project?.refusals.first { $0.message == warning }
    return refusal.flatMap { state.withHint($0).hint }.map { "\(warning): \($0)" } ?? warning
  }

  /// The diff of the row if it is staged, otherwise the details of the tool.
  private func more(_ row: ProjectRow, columns: Int) -> [[Span]] {
    if staged[row.id] != nil, let plan = state.session.staged.plan {
      return DiffView.lines(plan, glyphs: state.glyphs, columns: columns)
        .filter { $0.file == row.id.file }.map(\.spans)
    }
    guard let tool = row.tool, let summary = state.session.index[tool]?.summary else { return [] }
    func lines(_ text: String, _ role: ColourRole = .plain) -> [[Span]] {
      Wrap.lines(text, columns: columns).map { [Span($0, role)] }
    }
    let path = row.installPath.map {
      "installed in " + Paths.abbreviate($0, home: state.options.environment.home)
    }
    return lines(summary.title, .title) + lines(summary.text)
      + lines(summary.keywords.joined(separator: " \(state.glyphs.separator) "), .dim)
      + lines(summary.upstream ?? "", .dim) + lines(path ?? "", .dim)
  }

  /// What is staged for an entry, in place of its state.
  private func stagedText(_ row: ProjectRow) -> Span? {
    guard let change = staged[row.id]?.change else { return nil }
    let what =
      change.request.map {
        "\(row.request.bareDigest) \(state.glyphs.arrow) \(SafeText.clean($0).bareDigest)"
      } ?? "removed"
    return Span(state.size.columns < 60 ? what : "staged: \(what)", .staged)
  }

  private func upgradeWidths(_ steps: [UpgradeChoice]) -> (from: Int, to: Int) {
    let from = steps.map { $0.from.cellWidth }.max() ?? 0
    let to = steps.map { ($0.request ?? state.glyphs.no).cellWidth }.max() ?? 0
    return (from, to)
  }

  private func draw(
    _ step: UpgradeChoice, _ widths: (from: Int, to: Int), isChosen: Bool, row: Int,
    _ painter: inout Painter, _ body: Rect
  ) {
    let glyphs = painter.glyphs
    var note = step.note
    if let version = step.version, step.level != nil, body.columns < 60 {
      note = step.isRunnable == false ? step.platformNote ?? "" : version.version
    } else if let version = step.version, step.level != nil {
      let age = Age.short(since: version.observed, now: state.session.now)
      let seen = age.map { $0 == "now" ? ", seen just now" : ", seen \($0) ago" } ?? ""
      let runs = step.platformNote.map { ", " + $0 } ?? ""
      note = version.version + seen + runs + (note.isEmpty ? "" : ", " + note)
    }
    let lead = "   \(glyphs.border.vertical) \(step.name.padded(toCells: 6)) "
    let change =
      step.from.padded(toCells: widths.from) + " \(glyphs.arrow) "
      + (step.request ?? glyphs.no).padded(toCells: widths.to)
    let role: ColourRole = step.request == nil ? .dim : .plain
    // On a narrow screen a level without a step has room for the reason only.
    let isNarrow = body.columns < 60
    painter.line(
      isNarrow && step.request == nil
        ? [Span(lead, .dim), Span(note, .dim)]
        : [Span(lead, .dim), Span(change, role), Span("   \(note)", .dim)],
      row: row, column: 0, columns: body.columns)
    guard isChosen else { return }
    painter.select(row: row, in: body, isFocused: state.overlay == nil)
    if step.request != nil, body.columns >= 80 {
      guard let stages = state.phrase(KeyHint(.open, in: .upgrades, "stages")) else { return }
      let hint = stages + " "
      painter.frame.draw(
        hint, row: row, column: body.columns - hint.cellWidth,
        role: state.overlay == nil ? .selected : .dim)
    }
  }

  private func drawNothing(_ painter: inout Painter, _ body: Rect) {
    let rect = Rect(
      row: body.row + 1, column: 2, columns: body.columns - 4, rows: body.rows - 1)
    guard let snapshot = state.session.project else {
      painter.prose("Reading the project" + painter.glyphs.ellipsis, in: rect, role: .dim)
      return
    }
    var row = rect.row
    for problem in snapshot.problems {
      row = painter.prose(
        "\(painter.glyphs.yanked) \(problem.message)", in: rect.from(row), role: .bad)
      row = painter.prose(problem.hint ?? "", in: rect.from(row)) + 1
    }
    if state.session.index.tools.isEmpty, !snapshot.hasFiles {
      let name = state.target?.name ?? "mise.toml"
      painter.prose(
        "No mise.toml here or above. The first pin makes \(name).", in: rect.from(row))
      return
    }
    let sentence: String
    let pins: String
    if snapshot.hasFiles {
      sentence = "No ocx: tool is pinned here."
      pins = "in Browse pins one" + (state.target.map { " into \($0.name)." } ?? ".")
    } else {
      let name = state.target?.name ?? "mise.toml"
      let file = name.contains("/") ? name : "./" + name
      sentence = "No mise.toml here or above."
      pins = "in Browse pins into \(file) (it will be made)."
    }
    painter.prose(
      state.text(sentence, KeyHint(.pin, in: .tools, pins), separator: " "), in: rect.from(row))
  }
}

extension Rect {
  /// What is left of it from a row on.
  func from(_ row: Int) -> Rect {
    Rect(row: row, column: column, columns: columns, rows: max(endRow - row, 0))
  }
}
