import BackendKit

extension BrowseState {
  /// Performs an action in Browse.
  mutating func perform(_ action: Action, in context: ScreenContext) -> [ScreenRequest] {
    let session = context.session
    if let movement = action.movement(page: pageLength(context.layout)) {
      move(movement, context)
      return []
    }
    switch action {
    case .left: if pane != .tools { leavePane() }
    case .right: if let next = Pane(rawValue: pane.rawValue + 1) { enter(next, session) }
    case .nextPane: enter(Pane(rawValue: (pane.rawValue + 1) % 3) ?? .tools, session)
    case .previousPane: enter(Pane(rawValue: (pane.rawValue + 2) % 3) ?? .tools, session)
    case .nextRegistry: changeRegistry(by: 1, session)
    case .previousRegistry: changeRegistry(by: -1, session)
    case .filter: beginFilter()
    case .nextMatch: goToMatch(by: 1, in: context.layout)
    case .previousMatch: goToMatch(by: -1, in: context.layout)
    case .allTags: return toggleAllTags(session)
    case .mark: mark(session)
    case .open: return open(context)
    case .pin: return pin(nil, context)
    case .unpin: return unpin(session)
    case .edit: return edit(session)
    case .upgrades: return showUpgrades(session)
    case .install: return install(session)
    case .refresh: return refresh(session)
    default: break
    }
    return []
  }

  private mutating func beginFilter() {
    switch pane {
    case .tools: startFilter()
    case .versions: versionFilter.begin()
    case .details: detailsSearch.begin()
    }
  }

  /// Brings the next line of Details that matches into sight.
  mutating func goToMatch(by step: Int, in layout: Layout, from start: Int? = nil) {
    let text = layout.detailsText.texts
    guard let line = detailsSearch.step(step, in: text, from: start ?? detailsTop) else { return }
    detailsTop = min(line, layout.details.last)
  }

  /// Focuses a pane, unless it is empty.
  mutating func enter(_ pane: Pane, _ session: Session) {
    guard pane == .tools || selectedTool(in: session) != nil else { return }
    self.pane = pane
    isDetailsFull = false
  }

  /// Focuses the previous pane, towards the list of tools.
  mutating func leavePane() {
    pane = Pane(rawValue: pane.rawValue - 1) ?? .tools
    isDetailsFull = false
  }

  private func pageLength(_ layout: Layout) -> Int {
    switch pane {
    case .tools: max(layout.tools.page - 1, 1)
    case .versions: max(layout.versions.page - 1, 1)
    case .details: max(layout.details.page - 1, 1)
    }
  }

  private mutating func move(_ movement: Movement, _ screen: ScreenContext) {
    let session = screen.session
    switch pane {
    case .tools:
      moveToTool(at: movement.index(from: cursor.index, last: hits.count - 1), session)
    case .versions: versionCursor.move(movement, in: visibleVersions(in: session))
    case .details:
      detailsTop = movement.index(from: detailsTop, last: screen.layout.details.last)
    }
  }

  /// Selects a tool by its index in the list. The list keeps it selected from then on.
  mutating func moveToTool(at index: Int, _ session: Session) {
    guard hits.indices.contains(index) else { return }
    let before = selectedTool(in: session)?.tool
    cursor.index = index
    anchor = selectedTool(in: session)?.tool
    if anchor != before { restartVersions(session) }
  }

  /// Selects a tool in the registry that lists it; false if there is none.
  mutating func reveal(_ tool: ToolName, _ session: Session) -> Bool {
    guard let position = session.index.positions[tool],
      let registry = session.index.registries.firstIndex(where: { $0.tools.contains(position) })
    else { return false }
    openRegistry(at: registry, of: session.index.registries)
    filter = nil
    pane = .tools
    anchor = tool
    refreshHits(session)
    return true
  }

  private mutating func changeRegistry(by step: Int, _ session: Session) {
    let count = session.index.registries.count
    guard count > 1 else { return }
    showRegistry((registry + step + count) % count, session)
  }

  /// Opens another registry.
  mutating func showRegistry(_ index: Int, _ session: Session) {
    guard session.index.registries.indices.contains(index), index != registry else { return }
    openRegistry(at: index, of: session.index.registries)
    anchor = nil
    cursor = ListCursor()
    pane = .tools
    marked = []
    refreshHits(session)
    restartVersions(session)
  }

  private mutating func toggleAllTags(_ session: Session) -> [ScreenRequest] {
    let version = selectedVersion(in: session)?.version
    showsAllTags.toggle()
    versionCursor.index = versions(in: session).firstIndex { $0.version == version } ?? 0
    return [.notify(.status(showsAllTags ? "Every tag" : "What mise sees"))]
  }

  private mutating func mark(_ session: Session) {
    guard let tool = selectedTool(in: session)?.tool else { return }
    if marked.remove(tool) == nil { marked.insert(tool) }
    moveToTool(at: min(cursor.index + 1, hits.count - 1), session)
  }

  private mutating func open(_ screen: ScreenContext) -> [ScreenRequest] {
    let session = screen.session
    switch pane {
    case .tools: if hits.isEmpty { goToHits(session) } else { enter(.versions, session) }
    case .versions: return pin(.exact, screen)
    case .details: isDetailsFull.toggle()
    }
    return []
  }

  /// Builds the rows of the versions if another tool is selected.
  mutating func loadVersions(_ session: Session) {
    let record = selectedTool(in: session)
    guard table?.tool != record?.tool else { return }
    table = record.flatMap { record in
      record.summary.map { VersionTable(tool: record.tool, list: $0.list) }
    }
  }

  /// Selects the version in force of the newly selected tool, else its newest.
  mutating func restartVersions(_ session: Session) {
    versionCursor = ListCursor()
    versionFilter = nil
    detailsSearch?.match = nil
    detailsTop = 0
    loadVersions(session)
    guard let tool = selectedTool(in: session)?.tool else { return }
    let resolved = session.rows(of: tool).first(where: \.isInForce)?.resolved
    let versions = versions(in: session)
    if let resolved, let index = versions.firstIndex(where: { $0.version == resolved }) {
      versionCursor.index = index
    }
  }

  /// The tools that an action applies to: the marked ones, else the selected one.
  private func chosenTools(_ session: Session) -> [ToolName] {
    marked.isEmpty ? selectedTool(in: session).map { [$0.tool] } ?? [] : marked.sorted()
  }

  /// Asks how precisely to pin the marked tools, else the selected one; in panes with versions, the
  /// selected version.
  private func pin(_ precision: PinPrecision?, _ screen: ScreenContext) -> [ScreenRequest] {
    let session = screen.session
    guard pane != .tools || marked.isEmpty else { return [pinMarked(session)] }
    guard let tool = selectedTool(in: session)?.tool else { return [] }
    let listsVersions =
      pane != .tools
      || screen.layout.regions.contains { if case .version = $0.target { true } else { false } }
    let question = PinQuestion(
      tool: tool, current: session.rows(of: tool).first(where: \.isInForce)?.pin.entry.request,
      scope: session.targets.scope, precision: precision,
      version: listsVersions ? selectedVersion(in: session)?.listed : nil, context: context)
    return [question.answer(in: screen)]
  }

  private func pinMarked(_ session: Session) -> ScreenRequest {
    let file = session.targets.current
    let targets = marked.sorted().map {
      PinTarget(tool: $0, scope: file?.scope ?? session.targets.scope)
    }
    let intent = Intent.pinNewest(targets, .exact, withDigest: false)
    guard session.options.refusal(of: intent) == nil else { return .ask(intent) }
    let noun = targets.count == 1 ? "marked tool" : "marked tools"
    return .show(
      .menu(
        .precision(
          of: targets, what: "\(targets.count) \(noun)" + (file.map { " in \($0.name)" } ?? ""),
          holdsDigests: file?.holdsDigests ?? true)))
  }

  private func unpin(_ session: Session) -> [ScreenRequest] {
    let rows = chosenTools(session).compactMap { tool in
      session.rows(of: tool).first(where: \.isInForce) ?? session.rows(of: tool).first
    }
    return rows.isEmpty
      ? [.notify(.status("Nothing here is pinned."))] : [.ask(.unpin(rows.map(\.id)))]
  }

  /// Opens the file that pins the selected tool.
  private func edit(_ session: Session) -> [ScreenRequest] {
    let rows = selectedTool(in: session).map { session.rows(of: $0.tool) } ?? []
    guard let row = rows.first(where: \.isInForce) ?? rows.first else {
      return [.notify(.status("Nothing here is pinned."))]
    }
    return [.edit(file: row.id.file, line: row.pin.entry.line)]
  }

  private func showUpgrades(_ session: Session) -> [ScreenRequest] {
    let tool = selectedTool(in: session)?.tool
    let index = session.rows.firstIndex { $0.tool == tool && $0.tool != nil && $0.isInForce }
    return [
      index.map { .openUpgrades($0) }
        ?? .notify(.status("Not pinned", KeyHint(.pin, in: context, "pins it")))
    ]
  }

  private func install(_ session: Session) -> [ScreenRequest] {
    if pane != .tools, let tool = selectedTool(in: session)?.tool,
      let version = selectedVersion(in: session)
    {
      return [.ask(.install([Installer.Item(tool: tool, version: version.version)]))]
    }
    let tools = chosenTools(session)
    let pins = tools.compactMap { tool in
      session.rows(of: tool).first(where: \.isInForce)?.pin
    }
    let others = tools.filter { tool in !pins.contains { $0.entry.tool == tool } }
    return ScreenRequest.install(pins, and: others.map { Installer.Item(tool: $0) }, in: session)
  }

  private func refresh(_ session: Session) -> [ScreenRequest] {
    if pane != .tools, let tool = selectedTool(in: session)?.tool {
      return [.ask(.refresh([.tool(tool)]))]
    }
    let name =
      openRegistry(in: session)?.source.registry ?? ToolName.compiledDefaultRegistry
    return [.ask(.refresh([.registry(name)]))]
  }
}
