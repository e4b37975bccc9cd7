/// Rows of a screen that are moved up or down, so that less has to be written.
struct FrameScroll: Hashable, Sendable {
  /// The rows that take part.
  var rows: Range<Int>
  /// By how many rows their content moves up; down where negative.
  var shift: Int

  /// The move that makes most cells of one frame those of another of its size; nil if no move
  /// helps.
  init?(from old: Frame, to new: Frame) {
    let kept = (0..<new.size.rows).map { Self.matches(new, $0, old, $0) }
    var best: (gain: Int, scroll: FrameScroll)?
    for shift in [1, -1, 2, -2, 3, -3] {
      var start = 0
      var gain = 0
      for row in 0..<new.size.rows {
        let source = row + shift
        guard (0..<new.size.rows).contains(source) else {
          gain = 0
          start = row + 1
          continue
        }
        gain += Self.matches(new, row, old, source) - kept[row]
        if gain <= 0 {
          gain = 0
          start = row + 1
        } else if gain > best?.gain ?? 0 {
          let rows = min(start, start + shift)..<max(row, source) + 1
          best = (gain, FrameScroll(rows: rows, shift: shift))
        }
      }
    }
    guard let best else { return nil }
    self = best.scroll
  }

  private init(rows: Range<Int>, shift: Int) {
    self.rows = rows
    self.shift = shift
  }

  /// How many cells of two rows are equal.
  private static func matches(_ new: Frame, _ row: Int, _ old: Frame, _ source: Int) -> Int {
    zip(new.row(row), old.row(source)).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  }
}
