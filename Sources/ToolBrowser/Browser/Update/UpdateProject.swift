import BackendKit

extension State {
  /// Takes a key's meaning in Project.
  mutating func performInProject(_ action: Action) -> [Effect] {
    if let upgrades = project.upgrades {
      if let effects = performInLadder(action, upgrades) { return effects }
    }
    let page = max(layout.project.page - 1, 1)
    switch action {
    case .up: moveInProject(by: -1)
    case .down: moveInProject(by: 1)
    case .pageUp: moveInProject(by: -page)
    case .pageDown: moveInProject(by: page)
    case .halfPageUp: moveInProject(by: -max(page / 2, 1))
    case .halfPageDown: moveInProject(by: max(page / 2, 1))
    case .top: moveInProject(by: -session.rows.count)
    case .bottom: moveInProject(by: session.rows.count)
    case .open: if let tool = selectedRow?.tool { reveal(tool) }
    case .upgrades: openLadder()
    case .upgradeAll: return upgradeAll()
    case .filter: startListFilter()
    case .mark: mark()
    case .pin: return askForPin()
    case .unpin: return request(.unpin(chosenRows.map(\.id)))
    case .install:
      return request(.install(chosenRows.compactMap { Installer.Item($0.pin) }))
    case .refresh:
      let tools = Set(chosenRows.compactMap(\.tool)).sorted()
      return request(.readProject) + request(.refreshTools(tools))
    default: break
    }
    return []
  }

  private mutating func moveInProject(by lines: Int) {
    project.cursor.index = line(lines, from: project.cursor.index, in: .project)
    project.upgrades = nil
  }

  /// The rows that a key is about: those marked, else the one under the cursor.
  private var chosenRows: [ProjectRow] {
    project.marked.isEmpty
      ? selectedRow.map { [$0] } ?? []
      : session.rows.filter { project.marked.contains($0.id) }
  }

  private mutating func mark() {
    guard let row = selectedRow else { return }
    if project.marked.remove(row.id) == nil { project.marked.insert(row.id) }
    moveInProject(by: 1)
  }

  /// Opens the ladder under the row, at the step that keeps the pin's precision.
  mutating func openLadder() {
    guard let row = selectedRow else { return }
    let steps = UpgradeChoice.all(of: row)
    guard !steps.isEmpty else {
      status = text(
        "The index does not know \(row.name)", KeyHint(.refresh, in: .project, "fetches it"))
      return
    }
    project.upgrades = (row.id, UpgradeChoice.preferred(steps) ?? 0)
  }

  private mutating func performInLadder(
    _ action: Action, _ upgrades: (row: ProjectRow.ID, step: Int)
  ) -> [Effect]? {
    guard let row = session.rows.first(where: { $0.id == upgrades.row }) else { return nil }
    let steps = UpgradeChoice.all(of: row)
    switch action {
    case .up: project.upgrades?.step = max(upgrades.step - 1, 0)
    case .down: project.upgrades?.step = min(upgrades.step + 1, steps.count - 1)
    case .top: project.upgrades?.step = 0
    case .bottom: project.upgrades?.step = steps.count - 1
    case .upgrades: project.upgrades = nil
    case .open:
      guard steps.indices.contains(upgrades.step), let request = steps[upgrades.step].request else {
        status = "There is nothing to step up to."
        return []
      }
      let isThere = session.rows.contains { other in
        other.id.file == row.id.file && other.id.key == row.id.key && other.id != row.id
          && other.pin.entry.request == request
      }
      guard row.element == nil || !isThere else {
        status = "\(request) is pinned beside it already."
        return []
      }
      project.upgrades = nil
      if steps[upgrades.step].level == .within {
        return self.request(.upgrade([row.pin], to: .within))
      }
      guard let tool = row.tool else { return [] }
      return self.request(
        .pin(
          ToolRequest(tool: tool, version: request),
          at: PinTarget(tool: tool, scope: .file(row.id.file), element: row.element),
          withDigest: row.pin.entry.options["digest"] != nil))
    default: return nil
    }
    return []
  }

  /// Asks how far to upgrade every pin that is in force, or those marked.
  private mutating func upgradeAll() -> [Effect] {
    let rows = project.marked.isEmpty ? session.rows.filter(\.isInForce) : chosenRows
    project.upgrades = nil
    if session.options.refusal(of: .upgrade([], to: .standard)) != nil {
      return request(.upgrade([], to: .standard))
    }
    let items = UpgradeLevel.allCases.compactMap { level -> Menu.Item? in
      let count = rows.count { $0.pin.upgrades?[level]?.runs == true }
      guard count > 0 else { return nil }
      return Menu.Item(
        label: "\(level.rawValue) \(count)", note: level.note,
        choice: .upgrade(rows.map(\.id), level))
    }
    guard !items.isEmpty else {
      say("Everything is as new as its pin can be.")
      return []
    }
    let standard = items.lastIndex { item in
      if case .upgrade(_, let level) = item.choice { level <= .standard } else { false }
    }
    overlay = .menu(
      Menu(
        title: "Upgrade \(rows.count == 1 ? "1 pin" : "\(rows.count) pins")", items: items,
        index: standard ?? 0))
    return []
  }
}

extension UpgradeLevel {
  /// What taking it does, for the menu.
  fileprivate var note: String {
    switch self {
    case .within: "no file changes: the newest that each pin covers is installed"
    case .patch: "patch versions alone"
    case .minor: "patch and minor versions"
    case .major: "also major versions"
    }
  }
}
