import BackendKit

/// Which changed lines of a plan have been on the screen. Only a plan that was seen completely is
/// written.
struct SeenDiff: Sendable {
  /// The plan in question.
  private var plan: ChangePlan?
  private var whole: Set<ChangedLine> = []
  /// The seen parts of lines that are wrapped at the current width.
  private var pieces: Set<DiffLine.Piece> = []
  private var columns = 0

  /// Records the lines shown by a frame.
  mutating func note(_ lines: some Sequence<DiffLine>, of plan: ChangePlan, columns: Int) {
    if self.plan != plan {
      self = SeenDiff()
      self.plan = plan
    }
    // Each width wraps lines differently.
    if self.columns != columns { pieces = [] }
    self.columns = columns
    for piece in lines.compactMap(\.piece) {
      pieces.insert(piece)
      let isWhole = (0..<piece.count).allSatisfy {
        pieces.contains(DiffLine.Piece(line: piece.line, index: $0, count: piece.count))
      }
      if isWhole { whole.insert(piece.line) }
    }
  }

  /// The index of the first line of the plan's diff that has not been seen; nil if all have been.
  func firstUnseen(in lines: [DiffLine], of plan: ChangePlan) -> Int? {
    lines.firstIndex { line in
      guard let piece = line.piece else { return false }
      return self.plan != plan || !whole.contains(piece.line) && !pieces.contains(piece)
    }
  }

  /// Whether every changed line of the plan has been on the screen.
  func covers(_ plan: ChangePlan) -> Bool {
    guard self.plan == plan else { return false }
    return plan.files.enumerated().allSatisfy { file, patch in
      patch.diff.lines.enumerated().allSatisfy { index, line in
        line.kind != .added && line.kind != .removed
          || whole.contains(ChangedLine(file: file, line: index))
      }
    }
  }
}
