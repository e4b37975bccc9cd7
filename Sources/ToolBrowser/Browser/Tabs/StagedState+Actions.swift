import BackendKit

extension StagedState {
  /// Performs an action in Staged.
  mutating func perform(_ action: Action, in context: ScreenContext) -> [ScreenRequest] {
    let changes = context.session.staged.changes
    let page = max(context.layout.diff.page - 1, 1)
    switch action {
    case .up: cursor.move(by: -1, count: changes.count)
    case .down: cursor.move(by: 1, count: changes.count)
    case .pageUp, .pageDown, .halfPageUp, .halfPageDown:
      if let movement = action.movement(page: page) { scroll(movement, context.layout) }
      return []
    case .top: cursor.index = 0
    case .bottom: cursor.index = max(changes.count - 1, 0)
    case .drop: return [.ask(.drop(cursor.index))]
    case .open: return choosePin(in: context)
    case .edit: return edit(in: context.session)
    case .filter:
      filter.begin()
      return []
    case .nextMatch:
      goToMatch(by: 1, in: context.layout)
      return []
    case .previousMatch:
      goToMatch(by: -1, in: context.layout)
      return []
    default: return []
    }
    followsCursor = true
    return []
  }

  /// Asks what to pin instead of the selected change.
  private func choosePin(in screen: ScreenContext) -> [ScreenRequest] {
    guard let change = selectedChange(in: screen.session), let tool = change.tool else { return [] }
    let question = PinQuestion(
      tool: tool, current: change.change.request, scope: .file(change.change.file),
      element: change.change.index, context: .staged)
    return [question.answer(in: screen)]
  }

  /// Opens the file of the selected change, at the entry if it exists.
  private func edit(in session: Session) -> [ScreenRequest] {
    guard let change = selectedChange(in: session)?.change else { return [] }
    let row = session.rows.first { $0.id.file == change.file && $0.id.key == change.key }
    return [.edit(file: change.file, line: row?.pin.entry.line ?? 1)]
  }

  /// Brings the next line that matches to the top, around at the ends.
  mutating func goToMatch(by step: Int, in layout: Layout, from start: Int? = nil) {
    let text = layout.diffLines.map(\.spans).texts
    guard let line = filter.step(step, in: text, from: start ?? top) else { return }
    top = min(line, layout.diff.last)
    followsCursor = false
  }

  /// The selected change.
  func selectedChange(in session: Session) -> StagedChange? {
    let changes = session.staged.changes
    return changes.indices.contains(cursor.index) ? changes[cursor.index] : nil
  }

  /// Scrolls the diff without changing the selection.
  mutating func scroll(_ movement: Movement, _ layout: Layout) {
    top = movement.index(from: top, last: layout.diff.last)
    followsCursor = false
  }
}
