/// The shortest edit script between two lists of lines (Myers, "An O(ND) Difference Algorithm").
enum LineComparison {
  /// One step; the numbers are indices in the old and the new list.
  enum Edit: Hashable {
    case keep(old: Int, new: Int)
    /// `new` is the position in the new list at that step.
    case remove(old: Int, new: Int)
    case insert(new: Int, old: Int)

    var isKept: Bool {
      if case .keep = self { return true }
      return false
    }

    /// The number of old lines before this step.
    var oldPlace: Int {
      switch self {
      case .keep(let old, _), .remove(let old, _), .insert(_, let old): old
      }
    }

    /// The number of new lines before this step.
    var newPlace: Int {
      switch self {
      case .keep(_, let new), .remove(_, let new), .insert(let new, _): new
      }
    }
  }

  /// The steps from `old` to `new`; removals come before insertions at the same position.
  static func edits<Line: Equatable>(from old: [Line], to new: [Line]) -> [Edit] {
    let same = CommonAffixes(of: old, and: new)
    let oldEnd = old.count - same.back
    let newEnd = new.count - same.back
    let head = (0..<same.front).map { Edit.keep(old: $0, new: $0) }
    let middle = middle(old[same.front..<oldEnd], new[same.front..<newEnd])
    let tail = (0..<same.back).map { Edit.keep(old: oldEnd + $0, new: newEnd + $0) }
    return head + middle + tail
  }

  /// With more differing lines than this, finding the shortest script takes too long, so everything
  /// is replaced. Edits made by this program are far smaller.
  private static let maximumDifferences = 2_000

  private static func middle<Line: Equatable>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [Edit] {
    guard let trace = trace(old, new) else { return replacement(old, new) }
    var edits: [Edit] = []
    var x = old.count
    var y = new.count
    for (distance, furthest) in trace.enumerated().reversed() {
      let diagonal = x - y
      let isDown =
        diagonal == -distance
        || (diagonal != distance
          && furthest[diagonal - 1, default: -1] < furthest[diagonal + 1, default: -1])
      let previous = isDown ? diagonal + 1 : diagonal - 1
      let fromX = distance == 0 ? 0 : furthest[previous, default: 0]
      let fromY = distance == 0 ? 0 : fromX - previous
      while x > fromX, y > fromY {
        x -= 1
        y -= 1
        edits.append(.keep(old: old.startIndex + x, new: new.startIndex + y))
      }
      guard distance > 0 else { break }
      if isDown {
        y -= 1
        edits.append(.insert(new: new.startIndex + y, old: old.startIndex + x))
      } else {
        x -= 1
        edits.append(.remove(old: old.startIndex + x, new: new.startIndex + y))
      }
    }
    return ordered(edits.reversed())
  }

  /// How far each diagonal had come before each round; nil if there are too many differences.
  private static func trace<Line: Equatable>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [[Int: Int]]? {
    var furthest = [1: 0]
    var trace: [[Int: Int]] = []
    for distance in 0...min(old.count + new.count, maximumDifferences) {
      trace.append(furthest)
      for diagonal in stride(from: -distance, through: distance, by: 2) {
        let isDown =
          diagonal == -distance
          || (diagonal != distance
            && furthest[diagonal - 1, default: -1] < furthest[diagonal + 1, default: -1])
        var x =
          isDown
          ? furthest[diagonal + 1, default: 0] : furthest[diagonal - 1, default: 0] + 1
        var y = x - diagonal
        while x < old.count, y < new.count, old[old.startIndex + x] == new[new.startIndex + y] {
          x += 1
          y += 1
        }
        furthest[diagonal] = x
        if x >= old.count, y >= new.count { return trace }
      }
    }
    return nil
  }

  private static func replacement<Line>(
    _ old: ArraySlice<Line>, _ new: ArraySlice<Line>
  ) -> [Edit] {
    old.indices.map { .remove(old: $0, new: new.startIndex) }
      + new.indices.map { .insert(new: $0, old: old.endIndex) }
  }

  /// Within a run of changes, removals are shown before insertions.
  private static func ordered(_ edits: [Edit]) -> [Edit] {
    var result: [Edit] = []
    var run = edits.startIndex
    while run < edits.endIndex {
      guard !edits[run].isKept else {
        result.append(edits[run])
        run += 1
        continue
      }
      let end = edits[run...].firstIndex(where: \.isKept) ?? edits.endIndex
      let oldStart = edits[run].oldPlace
      let newStart = edits[run].newPlace
      let removed = edits[run..<end].count { if case .remove = $0 { true } else { false } }
      let inserted = (end - run) - removed
      result += (0..<removed).map { .remove(old: oldStart + $0, new: newStart) }
      result += (0..<inserted).map { .insert(new: newStart + $0, old: oldStart + removed) }
      run = end
    }
    return result
  }
}
