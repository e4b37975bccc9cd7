import BackendKit

/// The lines of the list of versions: before the versions of a variant there is a heading.
struct VersionLines {
  enum Line: Hashable {
    case heading(String)
    /// The index of a version.
    case version(Int)
  }

  private(set) var lines: [Line] = []

  /// The lines of these versions; those without a variant need no heading.
  init(_ versions: [VersionRow], visible: [Int]) {
    var variant: String?
    for index in visible {
      let own = versions[index].listed.variant
      if let own, own != variant { lines.append(.heading(SafeText.clean(own))) }
      variant = own
      lines.append(.version(index))
    }
  }

  /// Scrolls so that the selected version is visible, with the heading that is directly above it.
  func clamp(_ cursor: inout ListCursor, height: Int) {
    let line = line(of: cursor)
    var scrolled = ListCursor(index: line, top: cursor.top)
    scrolled.clamp(count: lines.count, height: height)
    if scrolled.top == line, line > 0, height > 1, case .heading = lines[line - 1] {
      scrolled.top -= 1
    }
    cursor.top = scrolled.top
  }

  /// The visible lines.
  func shown(_ cursor: ListCursor, height: Int) -> ArraySlice<Line> {
    lines[cursor.visible(count: lines.count, height: height)]
  }

  /// The line of the selected version, or of the next one that the filter leaves.
  private func line(of cursor: ListCursor) -> Int {
    let found = lines.firstIndex { line in
      guard case .version(let index) = line else { return false }
      return index >= cursor.index
    }
    return found ?? max(lines.count - 1, 0)
  }
}
