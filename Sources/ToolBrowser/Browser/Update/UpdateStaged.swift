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
    case .pageUp, .pageDown:
      scrollDiff(by: action == .pageUp ? -page : page)
      return []
    case .halfPageUp, .halfPageDown:
      scrollDiff(by: action == .halfPageUp ? -max(page / 2, 1) : max(page / 2, 1))
      return []
    case .top: staged.cursor.index = 0
    case .bottom: staged.cursor.index = max(staged.changes.count - 1, 0)
    case .drop:
      guard let item = staged.selected else { return [] }
      staged.changes.remove(at: staged.cursor.index)
      say("Dropped \(item.change.key)")
      return replan()
    case .open:
      guard let item = staged.selected, let tool = item.tool else { return [] }
      return askForPin(
        of: tool, current: item.change.request, scope: .file(item.change.file),
        element: item.change.index)
    default: return []
    }
    staged.top = StagedScreen(self).topShowingSelection(from: staged.top, height: page)
    return []
  }

  /// Scrolls the diff, and leaves the cursor where it is.
  mutating func scrollDiff(by lines: Int) {
    let page = max(ScreenLayout(size: size).body.rows - 2, 1)
    let last = max(StagedScreen(self).lines.count - page, 0)
    staged.top = min(max(staged.top + lines, 0), last)
  }

  /// Puts changes on the list; one about the same entry takes the place of the one before it.
  mutating func stage(_ changes: [StagedChange]) -> [Effect] {
    if staged.before == nil {
      staged.before = StagedState.Before(changes: staged.changes, plan: staged.plan)
    }
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
  mutating func refusePlan(_ problem: ErrorMessage) -> [Effect] {
    staged.planning = nil
    guard let before = staged.before else {
      staged.plan = nil
      staged.problem = problem
      return []
    }
    staged.before = nil
    staged.changes = before.changes
    status = nil
    return replan()
  }

  /// Takes what the changes come to; those that change nothing leave the list.
  mutating func take(_ plan: ChangePlan) {
    let before = staged.before
    let isSame = staged.plan == plan
    staged.planning = nil
    staged.before = nil
    staged.problem = nil
    staged.plan = plan
    if plan.isEmpty {
      staged = StagedState()
      status = "Nothing to change: the files say so already."
    } else if let before, before.plan == plan {
      staged.changes = before.changes
      status = "Nothing to change: that is so already."
    }
    guard !isSame else { return }
    staged.wasSeen = false
    staged.top = 0
    if tab == .staged {
      staged.top = StagedScreen(self).topShowingSelection(
        from: 0, height: ScreenLayout(size: size).body.rows - 2)
    }
  }

  /// Looks at the files again, which others change as well; the diff stays until the answer comes.
  mutating func planAgain() -> [Effect] {
    guard !staged.changes.isEmpty, !isPlanning, staged.writing == nil else { return [] }
    return plan()
  }

  /// Whether it is being worked out what the changes come to: Esc may have ended that.
  private var isPlanning: Bool { staged.planning.map(tasks.contains) ?? false }

  /// Works out anew what the changes come to.
  mutating func replan() -> [Effect] {
    staged.plan = nil
    staged.problem = nil
    staged.wasSeen = false
    staged.cursor.move(by: 0, count: staged.changes.count)
    if let old = staged.planning { _ = tasks.end(old) }
    staged.planning = nil
    guard !staged.changes.isEmpty else { return [] }
    return plan()
  }

  private mutating func plan() -> [Effect] {
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
    guard tab == .staged else { return go(to: .staged) }
    guard staged.problem == nil, staged.plan != nil || isPlanning else { return replan() }
    guard let plan = staged.plan, staged.wasSeen, staged.writing == nil else { return [] }
    let effect = run(.write(plan))
    if case .run(let id, _) = effect { staged.writing = id }
    return [effect]
  }
}

extension Change {
  /// What it pins to; nil where it takes the entry out.
  var request: String? {
    if case .pin(let request, _) = action { return request }
    return nil
  }
}
