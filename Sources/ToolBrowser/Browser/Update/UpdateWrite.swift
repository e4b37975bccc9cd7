import BackendKit

extension State {
  /// Shows the diff, then what of it has not been on the screen, and writes it once all has.
  mutating func write() -> [Effect] {
    let canWrite = !session.staged.isEmpty && session.options.refusal(of: .write(nil)) == nil
    if canWrite, tab != .staged { return go(to: .staged) }
    guard let plan = session.staged.plan, !staged.seen.covers(plan) else {
      return request(.write(session.staged.plan))
    }
    if let line = staged.seen.firstUnseen(in: layout.diffLines, of: plan) {
      // The line before it is shown as well.
      staged.top = min(max(line - 1, 0), layout.diff.last)
      staged.followsCursor = false
      say(.status("The rest of the diff comes first", KeyHint(.write, in: .staged, "goes on")))
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
