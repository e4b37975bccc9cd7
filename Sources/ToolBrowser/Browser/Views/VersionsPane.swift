import BackendKit

/// The versions of the tool under the cursor, newest first.
struct VersionsPane {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ rect: Rect, _ layout: BrowseLayout) {
    let isFocused = state.browse.pane == .versions && state.overlay == nil
    let inner = layout.inner(rect)
    let record = state.selectedTool
    let versions = state.versions
    if layout.hasBorders {
      let note = versions.isEmpty ? "" : count(versions)
      let name = record.map { [Span($0.name, .title)] } ?? [Span("Versions", .dim)]
      painter.box(rect, title: name, note: note, isFocused: isFocused)
    }
    guard let record else { return }
    guard !versions.isEmpty else {
      drawNothing(record, &painter, inner)
      return
    }
    let hasAges = !shareOneAge(versions)
    let table = table(versions, room: inner.columns - 4, hasAges: hasAges, painter.glyphs)
    painter.frame.draw(
      [Span("   ")] + table.heading(), row: inner.row, column: inner.column, limit: inner.columns)
    let pinned = pinnedVersions(record.tool)
    for region in state.layout.regions {
      let row = region.rect.row
      if region.target == .pane(.versions), !region.text.isEmpty {
        let dash = String(repeating: painter.glyphs.border.horizontal, count: 2)
        painter.frame.draw(
          [Span(" \(dash) ", .dim), Span(region.text, .title)], row: row, column: inner.column,
          limit: inner.columns)
      }
      guard case .version(let index) = region.target else { continue }
      let version = versions[index]
      let mark = pinned[version.version].map {
        $0 ? painter.glyphs.inForce : painter.glyphs.shadowed
      }
      let lead = [Span(" "), Span(mark ?? " ", .good), Span(" ")]
      painter.frame.draw(
        lead
          + table.row(
            cells(version, hasAges: hasAges, room: table.columns[3].width, painter.glyphs),
            mark: painter.glyphs.ellipsis),
        row: row,
        column: inner.column, limit: inner.columns)
      painter.highlight(state.browse.versionFilter, row: row, in: inner)
      if index == state.browse.versionCursor.index {
        painter.select(row: row, in: inner, isFocused: isFocused)
      }
    }
  }

  /// The lines, with the headings of variants.
  var lines: VersionLines {
    VersionLines(state.versions, visible: state.browse.visibleVersions(in: state.session))
  }

  /// The visible lines, below the names of the columns. A heading is a part of the pane.
  func rows(in inner: Rect) -> [Region] {
    let shown = lines.shown(state.browse.versionCursor, height: inner.rows - 1)
    return shown.enumerated().map { offset, line in
      let rect = Rect(
        row: inner.row + 1 + offset, column: inner.column, columns: inner.columns, rows: 1)
      switch line {
      case .heading(let variant):
        return Region(rect: rect, target: .pane(.versions), text: variant)
      case .version(let index): return Region(rect: rect, target: .version(index))
      }
    }
  }

  private func count(_ versions: [VersionRow]) -> String {
    let noun = state.browse.showsAllTags ? "tag" : "release"
    return "\(versions.count) \(noun)\(versions.count == 1 ? "" : "s")"
  }

  private func widest(_ versions: [VersionRow], _ text: (VersionRow) -> String) -> Int {
    versions.reduce(0) { max($0, text($1).cellWidth) }
  }

  /// The cells of most versions, `10.11.12`, of all ages, `11 mo`, and of most other tags.
  private static let usualVersion = 8
  private static let usualAge = 5
  private static let usualAlso = 14

  /// The columns. Their places follow from the room, as far as their content allows, so that they
  /// do not move when the cursor comes to another tool. The last one, with notes and other tags, gets
  /// what room is left.
  private func table(
    _ versions: [VersionRow], room: Int, hasAges: Bool, _ glyphs: Glyphs
  ) -> Table {
    let hosts = "HOST".cellWidth
    let notes = widest(versions) { note($0, glyphs).map(\.text).joined() }
    let others = widest(versions) { also($0, room: .max, glyphs).map(\.text).joined() }
    let longest = widest(versions, \.version)
    let hasAges = hasAges && min(longest, 16) + Self.usualAge + hosts + notes + 6 <= room
    let left = room - Self.usualAge - hosts - Self.usualAlso - 6
    // Without ages, the other columns stay where they are.
    let usual = min(max(left, Self.usualVersion), 12) + (hasAges ? 0 : Self.usualAge + 2)
    return Table(
      [
        .init(
          "VERSION", width: max(longest, min(usual, room - hosts - notes - 4)),
          minimum: 16, alignment: .right, cut: .middle),
        .init(
          "SEEN", width: hasAges ? max(widest(versions, age), Self.usualAge) : 0,
          minimum: Self.usualAge, alignment: .right),
        .init(hasHosts ? "HOST" : "", width: hosts),
        .init(others > notes ? "ALSO" : "", width: others, minimum: notes),
      ], room: room, flexible: [3, 0, 1], droppable: [1, 2])
  }

  /// Whether the same note would be shown for all of them, and so would mean nothing.
  private func shareOneAge(_ versions: [VersionRow]) -> Bool {
    guard versions.count > 1, let first = versions.first.map(age) else { return false }
    return versions.allSatisfy { age($0) == first }
  }

  /// The column is there from the start, so that nothing moves when the platforms come in.
  private var hasHosts: Bool {
    guard let inspection = state.inspection else { return true }
    return !inspection.platforms.isEmpty
  }

  private func cells(
    _ version: VersionRow, hasAges: Bool, room: Int, _ glyphs: Glyphs
  ) -> [[Span]] {
    let isDimmed = version.yank != nil || version.isPrerelease || version.isEphemeral
    return [
      [Span(version.version, isDimmed ? .dim : .plain)],
      // In the same role as the version: on a slow line, each change of role in each row counts.
      [Span(hasAges ? age(version) : "", isDimmed ? .dim : .plain)],
      [host(version, glyphs)],
      also(version, room: room, glyphs),
    ]
  }

  /// The note on a version, and its other tags if they fit next to it.
  private func also(_ version: VersionRow, room: Int, _ glyphs: Glyphs) -> [Span] {
    // Tags of builds only repeat the version; Details has them.
    let others = version.aliases.filter { !$0.contains("+") }.joined(separator: ", ")
    let note = note(version, glyphs)
    guard note.cellWidth > 0 else { return [Span(others, .dim)] }
    let fits = !others.isEmpty && note.cellWidth + 2 + others.cellWidth <= room
    return fits ? note + [Span("  \(others)", .dim)] : note
  }

  private func age(_ version: VersionRow) -> String {
    Age.short(since: version.observed, now: state.session.now) ?? ""
  }

  private func host(_ version: VersionRow, _ glyphs: Glyphs) -> Span {
    guard let answer = state.inspection?.platforms[version.digest] else { return Span("") }
    return answer.fitsHost ? Span(glyphs.yes, .plain) : Span(glyphs.no, .attention)
  }

  private func note(_ version: VersionRow, _ glyphs: Glyphs) -> [Span] {
    let state = state(version, glyphs)
    guard version.isEphemeral else { return [state ?? Span("")] }
    let ephemeral = Span("\(glyphs.deprecated) ephemeral", .attention)
    return state.map { [$0, Span(" "), ephemeral] } ?? [ephemeral]
  }

  private func state(_ version: VersionRow, _ glyphs: Glyphs) -> Span? {
    if version.yank != nil { return Span("\(glyphs.yanked) yanked", .bad) }
    if isStaged(version) { return Span("\(glyphs.staged) staged", .staged) }
    if hasMoved(version) { return Span("\(glyphs.moved) moved", .attention) }
    return isInstalled(version) ? Span("installed", .good) : nil
  }

  private func isInstalled(_ version: VersionRow) -> Bool {
    guard let tool = state.selectedTool?.tool else { return false }
    return state.inspection?.installs[version.version] != nil
      || state.pins(of: tool).contains { $0.installed.contains(version.version) }
  }

  /// Whether what is installed is no longer what the tag names.
  private func hasMoved(_ version: VersionRow) -> Bool {
    guard let tool = state.selectedTool?.tool else { return false }
    return state.inspection?.moved.contains(version.version) == true
      || state.pins(of: tool).contains { $0.hasMoved && $0.resolved == version.version }
  }

  private func isStaged(_ version: VersionRow) -> Bool {
    guard let tool = state.selectedTool?.tool else { return false }
    return state.session.staged.changes.contains { item in
      item.tool == tool
        && (item.change.request == version.version
          || item.change.request.map(version.aliases.contains) == true)
    }
  }

  /// What pins of the tool come to: whether one in force does.
  private func pinnedVersions(_ tool: ToolName) -> [String: Bool] {
    var versions: [String: Bool] = [:]
    for row in state.pins(of: tool) {
      guard let resolved = row.resolved else { continue }
      versions[resolved] = versions[resolved] == true || row.isInForce
    }
    return versions
  }

  private func drawNothing(_ record: ToolRecord, _ painter: inout Painter, _ inner: Rect) {
    let rect = Rect(
      row: inner.row, column: inner.column + 1, columns: inner.columns - 2, rows: inner.rows)
    if let problem = record.problem {
      let row = painter.prose(problem.message, in: rect, role: .bad)
      let rest = Rect(
        row: row, column: rect.column, columns: rect.columns, rows: rect.endRow - row)
      painter.prose(problem.hint ?? "", in: rest)
    } else if record.summary == nil {
      painter.prose("Reading" + painter.glyphs.ellipsis, in: rect, role: .dim)
    } else {
      let others = state.browse.table?.all.isEmpty == false
      let hint = KeyHint(.allTags, in: .versions, "shows every tag.")
      painter.prose(
        others ? state.text("No release.", hint, separator: " ") : "No release.", in: rect)
    }
  }
}
