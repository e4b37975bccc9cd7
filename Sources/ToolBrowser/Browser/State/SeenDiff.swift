import BackendKit

/// Which changed lines of a plan have been on the screen. Only a plan that was seen whole is
/// written.
struct SeenDiff: Sendable {
  /// The plan that this is about.
  private var plan: ChangePlan?
  private var whole: Set<ChangedLine> = []
  /// Pieces of lines that were broken at this width.
  private var pieces: Set<DiffLine.Piece> = []
  private var columns = 0

  /// Notes what a frame showed: these lines, of the diff of that plan.
  mutating func note(_ lines: some Sequence<DiffLine>, of plan: ChangePlan, columns: Int) {
    if self.plan != plan {
      self = SeenDiff()
      self.plan = plan
    }
    // A width breaks lines its own way.
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

  /// The first of these lines, which are the diff of that plan, that has not been seen; nil if
  /// all have.
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
