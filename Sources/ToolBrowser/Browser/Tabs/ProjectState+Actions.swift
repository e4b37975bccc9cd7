import BackendKit

extension ProjectState {
  /// Performs an action in Project.
  mutating func perform(_ action: Action, in context: ScreenContext) -> [ScreenRequest] {
    let session = context.session
    if let upgrades, let requests = performInUpgrades(action, upgrades, session) {
      return requests
    }
    if let movement = action.movement(page: max(context.layout.project.page - 1, 1)) {
      move(movement, session)
      return []
    }
    switch action {
    case .open: return selectedRow(in: session)?.tool.map { [.reveal($0)] } ?? []
    case .upgrades: return openUpgrades(session)
    case .upgradeAll: return upgradeAll(session)
    case .filter: filter.begin()
    case .mark: mark(session)
    case .pin: return pin(context)
    case .edit:
      return selectedRow(in: session).map { [.edit(file: $0.id.file, line: $0.pin.entry.line)] }
        ?? []
    case .unpin: return [.ask(.unpin(chosenRows(session).map(\.id)))]
    case .install:
      return ScreenRequest.install(chosenRows(session).map(\.pin), in: session)
    case .refresh:
      let tools = Set(chosenRows(session).compactMap(\.tool)).sorted()
      return [.ask(.readProject), .ask(.refresh(tools.map { .tool($0) }))]
    default: break
    }
    return []
  }

  /// The selected entry.
  func selectedRow(in session: Session) -> ProjectRow? {
    session.rows.indices.contains(cursor.index) ? session.rows[cursor.index] : nil
  }

  private mutating func move(_ movement: Movement, _ session: Session) {
    cursor.move(movement, in: visibleRows(in: session))
    upgrades = nil
  }

  /// The indices of the entries that match the filter.
  func visibleRows(in session: Session) -> [Int] {
    let rows = session.rows
    return filter.visible(of: rows.count) { index in
      "\(rows[index].name) \(rows[index].id.key) \(rows[index].request) \(rows[index].location)"
    }
  }

  /// The rows that an action applies to: the marked ones, else the selected one.
  private func chosenRows(_ session: Session) -> [ProjectRow] {
    marked.isEmpty
      ? selectedRow(in: session).map { [$0] } ?? []
      : session.rows.filter { marked.contains($0.id) }
  }

  /// Asks how precisely to pin the marked entries, else the selected one.
  private func pin(_ screen: ScreenContext) -> [ScreenRequest] {
    let session = screen.session
    guard marked.isEmpty else { return [pinMarked(session)] }
    guard let row = selectedRow(in: session), let tool = row.tool else { return [] }
    let question = PinQuestion(
      tool: tool, current: row.pin.entry.request, scope: .file(row.id.file), element: row.element,
      context: .project)
    return [question.answer(in: screen)]
  }

  private func pinMarked(_ session: Session) -> ScreenRequest {
    let rows = chosenRows(session)
    let targets = rows.compactMap { row in
      row.tool.map { PinTarget(tool: $0, scope: .file(row.id.file), element: row.element) }
    }
    let intent = Intent.pinNewest(targets, .exact, withDigest: false)
    guard session.options.refusal(of: intent) == nil else { return .ask(intent) }
    return .show(
      .menu(
        .precision(
          of: targets, what: "\(targets.count) \(targets.count == 1 ? "entry" : "entries")",
          holdsDigests: rows.contains { $0.pin.entry.fileKind != .toolVersions })))
  }

  private mutating func mark(_ session: Session) {
    guard let row = selectedRow(in: session) else { return }
    if marked.remove(row.id) == nil { marked.insert(row.id) }
    move(.lines(1), session)
  }

  /// Expands the upgrade levels of the selected row.
  mutating func openUpgrades(_ session: Session) -> [ScreenRequest] {
    guard let row = selectedRow(in: session) else { return [] }
    let steps = UpgradeChoice.all(of: row)
    guard !steps.isEmpty else {
      return [
        .notify(
          .status(
            "The index does not know \(row.name)", KeyHint(.refresh, in: .project, "fetches it")))
      ]
    }
    upgrades = (row.id, UpgradeChoice.preferred(steps) ?? 0)
    return []
  }

  private mutating func performInUpgrades(
    _ action: Action, _ open: (row: ProjectRow.ID, step: Int), _ session: Session
  ) -> [ScreenRequest]? {
    guard let row = session.rows.first(where: { $0.id == open.row }) else { return nil }
    let steps = UpgradeChoice.all(of: row)
    switch action {
    case .up: upgrades?.step = max(open.step - 1, 0)
    case .down: upgrades?.step = min(open.step + 1, steps.count - 1)
    case .top: upgrades?.step = 0
    case .bottom: upgrades?.step = steps.count - 1
    case .upgrades: upgrades = nil
    case .open:
      guard steps.indices.contains(open.step) else { return [] }
      return choose(steps[open.step], of: row, session)
    default: return nil
    }
    return []
  }

  private mutating func choose(
    _ step: UpgradeChoice, of row: ProjectRow, _ session: Session
  ) -> [ScreenRequest] {
    guard let request = step.request else {
      return [.notify(.status("There is no such upgrade."))]
    }
    if step.level == .within {
      upgrades = nil
      return [.ask(.upgrade([row.pin], to: .within))]
    }
    if row.pin.entry.format != nil, let level = step.level {
      upgrades = nil
      return [.ask(.upgrade([row.pin], to: level))]
    }
    let isThere = session.rows.contains { other in
      other.id.file == row.id.file && other.id.key == row.id.key && other.id != row.id
        && other.pin.entry.request == request
    }
    guard row.element == nil || !isThere else {
      return [.notify(.status("\(request) is already pinned in the same entry."))]
    }
    upgrades = nil
    guard let tool = row.tool else { return [] }
    return [
      .ask(
        .pin(
          ToolRequest(tool: tool, version: request),
          at: PinTarget(tool: tool, scope: .file(row.id.file), element: row.element),
          withDigest: row.pin.entry.options["digest"] != nil))
    ]
  }

  /// Asks how far to upgrade all pins in force, or the marked ones.
  private mutating func upgradeAll(_ session: Session) -> [ScreenRequest] {
    let rows = marked.isEmpty ? session.rows.filter(\.pin.counts) : chosenRows(session)
    upgrades = nil
    if session.options.refusal(of: .upgrade([], to: .standard)) != nil {
      return [.ask(.upgrade([], to: .standard))]
    }
    let items = UpgradeLevel.allCases.compactMap { level -> Menu.Item? in
      let count = rows.count { $0.pin.upgrades?[level]?.mayRun == true }
      guard count > 0 else { return nil }
      return Menu.Item(
        label: "\(level.rawValue) \(count)", note: level.note,
        choice: .upgrade(rows.map(\.id), level))
    }
    guard !items.isEmpty else { return [.notify(.done("Nothing is newer within any level."))] }
    let standard = items.lastIndex { item in
      if case .upgrade(_, let level) = item.choice { level <= .standard } else { false }
    }
    return [
      .show(
        .menu(
          Menu(
            title: "Upgrade \(rows.count == 1 ? "1 pin" : "\(rows.count) pins")", items: items,
            index: standard ?? 0)))
    ]
  }
}

extension UpgradeLevel {
  /// What choosing the level does, for the menu.
  fileprivate var note: String {
    switch self {
    case .within: "changes no file: installs the newest version that each pin covers"
    case .patch: "only patch versions"
    case .minor: "patch and minor versions"
    case .major: "patch, minor and major versions"
    }
  }
}
