import BackendKit

extension StagedState {
  /// Takes a key's meaning in Staged.
  mutating func perform(_ action: Action, in context: TabContext) -> [TabRequest] {
    let changes = context.session.staged.changes
    let page = max(context.layout.diff.page - 1, 1)
    switch action {
    case .up: cursor.move(by: -1, count: changes.count)
    case .down: cursor.move(by: 1, count: changes.count)
    case .pageUp, .pageDown, .halfPageUp, .halfPageDown:
      scroll(by: action.movement(page: page) ?? 0, context.layout)
      return []
    case .top: cursor.index = 0
    case .bottom: cursor.index = max(changes.count - 1, 0)
    case .drop: return [.ask(.drop(cursor.index))]
    case .open: return selectedChange(in: context.session).map { [.edit($0)] } ?? []
    default: return []
    }
    followsCursor = true
    return []
  }

  /// The change under the cursor.
  func selectedChange(in session: Session) -> StagedChange? {
    let changes = session.staged.changes
    return changes.indices.contains(cursor.index) ? changes[cursor.index] : nil
  }

  /// Scrolls the diff, and leaves the cursor where it is.
  mutating func scroll(by lines: Int, _ layout: Layout) {
    top = min(max(top + lines, 0), layout.diff.last)
    followsCursor = false
  }
}
