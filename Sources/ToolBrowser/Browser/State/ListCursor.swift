/// The selected line and the first visible line of a list.
struct ListCursor: Hashable, Sendable {
  var index = 0
  var top = 0

  /// Moves by lines within the list.
  mutating func move(by lines: Int, count: Int) {
    index = min(max(index + lines, 0), max(count - 1, 0))
  }

  /// Scrolls as little as needed to make the selected line visible.
  mutating func clamp(count: Int, height: Int) {
    move(by: 0, count: count)
    let height = max(height, 1)
    if index < top { top = index }
    if index >= top + height { top = index - height + 1 }
    top = min(top, max(count - height, 0))
  }

  /// The visible lines.
  func visible(count: Int, height: Int) -> Range<Int> {
    let start = min(max(top, 0), max(count, 0))
    return start..<min(start + max(height, 0), max(count, start))
  }
}
