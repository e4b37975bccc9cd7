/// Rows of a screen that are scrolled, so that less has to be written.
struct FrameScroll: Hashable, Sendable {
  /// The rows that are scrolled.
  var rows: Range<Int>
  /// The number of rows by which they move up; negative for down.
  var shift: Int

  /// The scroll that makes most cells of one frame equal to another of the same size; nil if none
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

  /// The number of equal cells in two rows.
  private static func matches(_ new: Frame, _ row: Int, _ old: Frame, _ source: Int) -> Int {
    zip(new.row(row), old.row(source)).reduce(0) { $0 + ($1.0 == $1.1 ? 1 : 0) }
  }
}
