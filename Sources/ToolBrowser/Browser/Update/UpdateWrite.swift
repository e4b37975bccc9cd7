import BackendKit

extension State {
  /// Opens the diff, then its part that has not been seen, and writes the changes once all has been
  /// seen.
  mutating func write() -> [Effect] {
    let canWrite = !session.staged.isEmpty && session.options.refusal(of: .write(nil)) == nil
    if canWrite, tab != .staged { return go(to: .staged) }
    guard let plan = session.staged.plan, !staged.seen.covers(plan) else {
      return request(.write(session.staged.plan))
    }
    if let line = staged.seen.firstUnseen(in: layout.diffLines, of: plan) {
      // Show the preceding line as well.
      staged.top = min(max(line - 1, 0), layout.diff.last)
      staged.followsCursor = false
      say(.status("First comes the rest of the diff", KeyHint(.write, in: .staged, "continues")))
    }
    return request(.write(nil))
  }

  /// Records that a frame was shown, and the part of the diff in it.
  mutating func notePresented(_ size: Size) {
    guard tab == .staged, overlay == nil, size == layout.size, let plan = session.staged.plan else {
      return
    }
    staged.seen.note(layout.diffLines[layout.diffInSight], of: plan, columns: size.columns)
  }
}
