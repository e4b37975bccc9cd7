import BackendKit

extension State {
  /// Takes a key's meaning in Project.
  mutating func performInProject(_ action: Action) -> [Effect] {
    if let upgrades = project.upgrades {
      if let effects = performInLadder(action, upgrades) { return effects }
    }
    let page = max(ProjectLayout(self).rowsInSight - 1, 1)
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
    case .mark: mark()
    case .pin: return askForPin()
    case .unpin: return request(.unpin(chosenRows.map(\.id)))
    case .install:
      return request(.install(chosenRows.compactMap { Installer.Item($0.pin.entry) }))
    case .refresh:
      let tools = Set(chosenRows.compactMap(\.tool)).sorted()
      return request(.readProject) + request(.refreshTools(tools))
    default: break
    }
    return []
  }

  private mutating func moveInProject(by lines: Int) {
    project.cursor.move(by: lines, count: session.rows.count)
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
    let own = UpgradeLevel(PinPrecision(request: row.pin.entry.request))
    let first =
      steps.firstIndex { $0.level == own && $0.request != nil }
      ?? steps.firstIndex { $0.request != nil } ?? 0
    project.upgrades = (row.id, first)
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
      if let level = steps[upgrades.step].level {
        return self.request(.upgrade([row.pin], to: level))
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

  /// U: a step for every pin that is in force, or for those marked.
  private mutating func upgradeAll() -> [Effect] {
    let rows = project.marked.isEmpty ? session.rows.filter(\.isInForce) : chosenRows
    project.upgrades = nil
    let pins = rows.filter { $0.pin.upgrades?.isEmpty == false }.map(\.pin)
    guard !pins.isEmpty || options.readOnly else {
      say("Everything is as new as its pin can be.")
      return []
    }
    return request(.upgrade(pins, to: nil))
  }
}

/// One line of the ladder under a row.
struct UpgradeChoice: Sendable, Hashable {
  /// nil for the line that pins the newest exactly.
  let level: UpgradeLevel?
  let name: String
  let from: String
  /// What would be written; nil where there is no such step.
  let request: String?
  let version: VersionRow?
  let note: String

  /// The lines for a row; none where the index does not know the tool.
  static func all(of row: ProjectRow) -> [UpgradeChoice] {
    guard let upgrades = row.pin.upgrades else { return [] }
    let from = row.request
    let current = upgrades.current?.parsed
    var steps = UpgradeLevel.allCases.map { level -> UpgradeChoice in
      let step = upgrades[level]
      let isChange = step.map { $0.request != row.pin.entry.request } ?? false
      let none: String
      switch level {
      case .patch:
        let line = current.map { "\($0.major)" + ($0.minor.map { ".\($0)" } ?? "") }
        none = "already newest" + (line.map { " of \($0)" } ?? "")
      case .minor: none = "already newest" + (current.map { " of \($0.major)" } ?? "")
      case .major: none = current.map { "there is no \($0.major + 1)" } ?? "there is none"
      }
      return UpgradeChoice(
        level: level, name: level.rawValue, from: from,
        request: isChange ? step.map { SafeText.clean($0.request) } : nil,
        version: step.map { VersionRow($0.version, isUsual: true) },
        note: step == nil ? none : isChange ? "" : "follows by itself")
    }
    let newest = [upgrades.major, upgrades.minor, upgrades.patch].compactMap { $0 }.first?.version
    let exact = (newest ?? upgrades.current).map { SafeText.clean($0.version) }
    steps.append(
      UpgradeChoice(
        level: nil, name: "exact", from: from, request: exact == row.request ? nil : exact,
        version: newest.map { VersionRow($0, isUsual: true) },
        note: exact == row.request ? "is exact already" : ""))
    return steps
  }
}
