import BackendKit

extension State {
  /// Takes a key's meaning in Staged.
  mutating func performInStaged(_ action: Action) -> [Effect] {
    let page = max(layout.diff.page - 1, 1)
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
    staged.followsCursor = true
    return []
  }

  /// Scrolls the diff, and leaves the cursor where it is.
  mutating func scrollDiff(by lines: Int) {
    staged.top = min(max(staged.top + lines, 0), layout.diff.last)
    staged.followsCursor = false
  }

  /// Shows the diff, then what of it has not been on the screen, and writes it once all has.
  mutating func write() -> [Effect] {
    let canWrite = !session.staged.isEmpty && session.options.refusal(of: .write(nil)) == nil
    if canWrite, tab != .staged { return go(to: .staged) }
    guard let plan = session.staged.plan, !staged.seen.covers(plan) else {
      return request(.write(session.staged.plan))
    }
    if let line = staged.seen.firstUnseen(in: layout.diffLines, of: plan) {
      // A line around it is worth seeing with it.
      staged.top = min(max(line - 1, 0), layout.diff.last)
      staged.followsCursor = false
      status = text("The rest of the diff comes first", KeyHint(.write, in: .staged, "goes on"))
    }
    return request(.write(nil))
  }

  /// A frame was shown: what it held of the diff has been seen.
  mutating func notePresented(_ size: Size) {
    guard tab == .staged, overlay == nil, size == layout.size, let plan = session.staged.plan else {
      return
    }
    staged.seen.note(layout.diffLines[layout.diffInSight], of: plan, columns: size.columns)
  }
}
