import BackendKit

extension StagedState {
  /// The change under the cursor.
  var selected: StagedChange? {
    changes.indices.contains(cursor.index) ? changes[cursor.index] : nil
  }
}

extension State {
  /// Takes a key's meaning in Staged.
  mutating func performInStaged(_ action: Action) -> [Effect] {
    let page = max(ScreenLayout(size: size).body.rows - 2, 1)
    switch action {
    case .up: staged.cursor.move(by: -1, count: staged.changes.count)
    case .down: staged.cursor.move(by: 1, count: staged.changes.count)
    case .pageUp:
      staged.top = max(staged.top - page, 0)
      return []
    case .pageDown:
      let lines = StagedScreen(self).lines.count
      staged.top = min(staged.top + page, max(lines - page, 0))
      return []
    case .top: staged.cursor.index = 0
    case .bottom: staged.cursor.index = max(staged.changes.count - 1, 0)
    case .drop:
      guard let item = staged.selected else { return [] }
      staged.changes.remove(at: staged.cursor.index)
      say("Dropped \(item.change.key)")
      return replan()
    case .edit:
      guard let item = staged.selected, let tool = item.tool else { return [] }
      return askForPin(
        of: tool, current: item.change.request, scope: .file(item.change.file),
        element: item.change.index)
    default: return []
    }
    staged.top = StagedScreen(self).topShowingSelection(from: staged.top, height: page)
    return []
  }

  /// Puts changes on the list; one about the same entry takes the place of the one before it.
  mutating func stage(_ changes: [StagedChange]) -> [Effect] {
    if staged.planning == nil { staged.before = staged.changes }
    for change in changes {
      if let place = staged.changes.firstIndex(where: { $0.isReplaced(by: change) }) {
        staged.changes[place] = change
      } else {
        staged.changes.append(change)
      }
    }
    return replan()
  }

  /// What cannot be made does not stay on the list, or nothing else could be written.
  mutating func refusePlan(_ trouble: Trouble) -> [Effect] {
    staged.planning = nil
    guard let before = staged.before else {
      staged.trouble = trouble
      return []
    }
    staged.before = nil
    staged.changes = before
    status = nil
    return replan()
  }

  /// Works out anew what the changes come to.
  mutating func replan() -> [Effect] {
    staged.plan = nil
    staged.trouble = nil
    staged.wasSeen = false
    staged.cursor.move(by: 0, count: staged.changes.count)
    if let old = staged.planning { _ = work.end(old) }
    guard !staged.changes.isEmpty else { return [] }
    let effect = run(.plan(staged.changes.map(\.change)))
    if case .run(let id, _) = effect { staged.planning = id }
    return [effect]
  }

  /// w: shows the diff, and writes it where it was seen.
  mutating func write() -> [Effect] {
    guard !options.readOnly else { return refuse() }
    guard !staged.changes.isEmpty else {
      status = "Nothing is staged."
      return []
    }
    guard place == .staged else {
      place = .staged
      return []
    }
    guard let plan = staged.plan, staged.wasSeen else { return [] }
    guard !plan.files.isEmpty else {
      staged.changes = []
      say("The files say so already.")
      return replan()
    }
    return [run(.write(plan))]
  }
}

extension Change {
  /// What it pins to; nil where it takes the entry out.
  var request: String? {
    if case .pin(let request, _) = action { return request }
    return nil
  }
}
