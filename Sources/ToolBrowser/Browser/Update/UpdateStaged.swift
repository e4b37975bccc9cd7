import BackendKit

extension State {
  /// Takes a key's meaning in Staged.
  mutating func performInStaged(_ action: Action) -> [Effect] {
    let page = max(ScreenLayout(size: size).body.rows - 2, 1)
    switch action {
    case .up: staged.cursor.move(by: -1, count: session.staged.changes.count)
    case .down: staged.cursor.move(by: 1, count: session.staged.changes.count)
    case .pageUp, .pageDown:
      scrollDiff(by: action == .pageUp ? -page : page)
      return []
    case .halfPageUp, .halfPageDown:
      scrollDiff(by: action == .halfPageUp ? -max(page / 2, 1) : max(page / 2, 1))
      return []
    case .top: staged.cursor.index = 0
    case .bottom: staged.cursor.index = max(session.staged.changes.count - 1, 0)
    case .drop:
      return request(.drop(staged.cursor.index))
    case .open:
      guard let item = selectedChange, let tool = item.tool else { return [] }
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

  /// Shows the diff, and writes it where it was seen.
  mutating func write() -> [Effect] {
    let canWrite = !session.staged.isEmpty && session.options.refusal(of: .write(nil)) == nil
    if canWrite, tab != .staged { return go(to: .staged) }
    return request(.write(staged.wasSeen ? session.staged.plan : nil))
  }
}
