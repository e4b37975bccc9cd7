import BackendKit

extension State {
  /// Takes a key's meaning in Browse.
  mutating func performInBrowse(_ action: Action) -> [Effect] {
    switch action {
    case .up: moveInPane(by: -1)
    case .down: moveInPane(by: 1)
    case .pageUp: moveInPane(by: -pageLength)
    case .pageDown: moveInPane(by: pageLength)
    case .halfPageUp: moveInPane(by: -max(pageLength / 2, 1))
    case .halfPageDown: moveInPane(by: max(pageLength / 2, 1))
    case .top: moveInPane(by: -.max / 2)
    case .bottom: moveInPane(by: .max / 2)
    case .left: if browse.pane != .tools { leavePane() }
    case .right: if let next = Pane(rawValue: browse.pane.rawValue + 1) { enter(next) }
    case .nextPane: enter(Pane(rawValue: (browse.pane.rawValue + 1) % 3) ?? .tools)
    case .previousPane: enter(Pane(rawValue: (browse.pane.rawValue + 2) % 3) ?? .tools)
    case .nextRegistry: changeRegistry(by: 1)
    case .previousRegistry: changeRegistry(by: -1)
    case .filter: if browse.pane == .versions { startListFilter() } else { startFilter() }
    case .allTags: toggleAllTags()
    case .mark: mark()
    case .open: return open()
    case .pin: return askForPin()
    case .unpin: return unpinHere()
    case .upgrades: return showLadder()
    case .install: return installHere()
    case .refresh: return refreshHere()
    default: break
    }
    return []
  }

  /// Goes to a pane, where there is something in it to go to.
  mutating func enter(_ pane: Pane) {
    guard pane == .tools || selectedTool != nil else { return }
    browse.pane = pane
    browse.isDetailsFull = false
  }

  /// Goes back towards the list of tools.
  mutating func leavePane() {
    browse.pane = Pane(rawValue: browse.pane.rawValue - 1) ?? .tools
    browse.isDetailsFull = false
  }

  private var pageLength: Int {
    switch browse.pane {
    case .tools: max(layout.tools.page - 1, 1)
    case .versions: max(layout.versions.page - 1, 1)
    case .details: max(layout.details.page - 1, 1)
    }
  }

  private mutating func moveInPane(by lines: Int) {
    switch browse.pane {
    case .tools: moveToTool(at: clamped(browse.cursor.index, by: lines, browse.hits.count))
    case .versions:
      browse.versionCursor.index = line(lines, from: browse.versionCursor.index, in: .versions)
    case .details: browse.detailsTop = clamped(browse.detailsTop, by: lines, .max)
    }
  }

  private func clamped(_ index: Int, by lines: Int, _ count: Int) -> Int {
    let (sum, overflow) = index.addingReportingOverflow(lines)
    return min(max(overflow ? (lines < 0 ? 0 : .max) : sum, 0), max(count - 1, 0))
  }

  /// Puts the cursor on a line of the tools: from now on the list comes back to that tool.
  mutating func moveToTool(at index: Int) {
    guard browse.hits.indices.contains(index) else { return }
    let before = selectedTool?.tool
    browse.cursor.index = index
    browse.anchor = selectedTool?.tool
    if selectedTool?.tool != before { restartVersions() }
  }

  /// Shows a tool wherever it is listed; says so where it is not.
  mutating func reveal(_ tool: ToolName) {
    guard let position = session.index.positions[tool],
      let registry = session.index.registries.firstIndex(where: { $0.tools.contains(position) })
    else {
      show(
        ErrorMessage(
          message: "The index has no \(tool).",
          hint: phrase(KeyHint(.refresh, in: .project, "fetches it"))))
      return
    }
    self.tab = .browse
    browse.registry = registry
    browse.filter = nil
    browse.pane = .tools
    browse.anchor = tool
    refreshHits()
  }

  private mutating func changeRegistry(by step: Int) {
    let count = session.index.registries.count
    guard count > 1 else { return }
    showRegistry((browse.registry + step + count) % count)
  }

  /// Lists another registry.
  mutating func showRegistry(_ index: Int) {
    guard session.index.registries.indices.contains(index), index != browse.registry else { return }
    browse.registry = index
    browse.anchor = nil
    browse.cursor = ListCursor()
    browse.pane = .tools
    browse.marked = []
    refreshHits()
    restartVersions()
  }

  private mutating func toggleAllTags() {
    let version = selectedVersion?.version
    browse.showsAllTags.toggle()
    browse.versionCursor.index = versions.firstIndex { $0.version == version } ?? 0
    status = browse.showsAllTags ? "Every tag" : "What mise sees"
  }

  private mutating func mark() {
    guard let tool = selectedTool?.tool else { return }
    if browse.marked.remove(tool) == nil { browse.marked.insert(tool) }
    moveToTool(at: clamped(browse.cursor.index, by: 1, browse.hits.count))
  }

  private mutating func open() -> [Effect] {
    switch browse.pane {
    case .tools: if browse.hits.isEmpty { goToHits() } else { enter(.versions) }
    case .versions: return askForPin(precision: .exact)
    case .details: browse.isDetailsFull.toggle()
    }
    return []
  }

  /// The versions of another tool begin at the one that a pin means, else at the newest.
  mutating func restartVersions() {
    browse.versionCursor = ListCursor()
    listFilters[.versions] = nil
    browse.detailsTop = 0
    loadVersions()
    guard let tool = selectedTool?.tool else { return }
    let resolved = pins(of: tool).first(where: \.isInForce)?.resolved
    if let resolved, let index = versions.firstIndex(where: { $0.version == resolved }) {
      browse.versionCursor.index = index
    }
  }

  /// The tools that a key is about: those marked, else the one under the cursor.
  private var chosenTools: [ToolName] {
    browse.marked.isEmpty ? selectedTool.map { [$0.tool] } ?? [] : browse.marked.sorted()
  }

  private mutating func unpinHere() -> [Effect] {
    let rows = chosenTools.compactMap { tool in
      pins(of: tool).first(where: \.isInForce) ?? pins(of: tool).first
    }
    guard !rows.isEmpty else {
      status = "Nothing here is pinned."
      return []
    }
    return request(.unpin(rows.map(\.id)))
  }

  private mutating func showLadder() -> [Effect] {
    guard let tool = selectedTool?.tool,
      let index = session.rows.firstIndex(where: { $0.tool == tool && $0.isInForce })
    else {
      status = text("Not pinned", KeyHint(.pin, in: context, "pins it"))
      return []
    }
    project.cursor.index = index
    tab = .project
    openLadder()
    return []
  }

  private mutating func installHere() -> [Effect] {
    if browse.pane != .tools, let tool = selectedTool?.tool, let version = selectedVersion {
      return request(.install([Installer.Item(tool: tool, version: version.version)]))
    }
    let items = chosenTools.map { tool in
      let row = pins(of: tool).first(where: \.isInForce)
      return row.flatMap { Installer.Item($0.pin) }
        ?? Installer.Item(tool: tool, version: session.index[tool]?.summary?.latest)
    }
    return request(.install(items))
  }

  private mutating func refreshHere() -> [Effect] {
    if browse.pane != .tools, let tool = selectedTool?.tool {
      return request(.refreshTools([tool]))
    }
    let name = registry?.source.registry ?? ToolName.compiledDefaultRegistry
    return request(.refreshRegistries([name]))
  }
}
