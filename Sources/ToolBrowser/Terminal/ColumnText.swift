/// The horizontal alignment of text in its column.
enum Alignment: Sendable {
  case left, right
}

/// Where text that does not fit in its column is truncated: prose at its end, paths and digests in
/// their middle.
enum Cut: Sendable {
  case end, middle, never
  /// Of a path the last part stays whole where it can: it says most.
  case path

  /// The text, truncated to that many cells unless the case is `.never`.
  func apply(to text: String, cells: Int, mark: String = "…") -> String {
    switch self {
    case .end: text.cut(toCells: cells, mark: mark)
    case .middle: text.cutMiddle(toCells: cells, mark: mark)
    case .path: text.cutPath(toCells: cells, mark: mark)
    case .never: text
    }
  }
}
