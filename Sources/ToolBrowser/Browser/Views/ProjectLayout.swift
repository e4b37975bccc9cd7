import BackendKit

/// Where the rows of Project are: a heading, the entries, and the upgrade levels of one of them.
struct ProjectLayout {
  let strip: DetailStrip
  /// The number of lines with problems of files.
  let problemRows: Int
  private let upgrades: (index: Int, lines: Int)?

  init(_ state: State, _ body: Rect) {
    let count = state.session.rows.count
    let problems = state.session.project?.problems.count ?? 0
    // The heading, the entries, the levels of one of them, and the problems of files.
    let needed = 1 + count + UpgradeLevel.allCases.count + 1 + (problems > 0 ? problems + 1 : 0)
    strip = DetailStrip(body, listRows: needed)
    problemRows = min(problems, max(strip.list.rows / 4, 1))
    upgrades = state.project.upgrades.flatMap { open in
      state.session.rows.firstIndex { $0.id == open.row }.map {
        ($0, UpgradeChoice.all(of: state.session.rows[$0]).count)
      }
    }
  }

  /// How many entries fit in addition to the upgrade levels.
  var rowsInSight: Int { max(strip.list.rows - 1 - (upgrades?.lines ?? 0) - problemRows, 1) }

  /// The lines of these entries.
  func regions(of indices: [Int]) -> [Region] {
    var regions: [Region] = []
    var row = strip.list.row + 1
    func add(_ target: Target) {
      guard row < strip.list.endRow else { return }
      regions.append(
        Region(
          rect: Rect(row: row, column: strip.list.column, columns: strip.list.columns, rows: 1),
          target: target))
      row += 1
    }
    for index in indices {
      add(.pin(index))
      guard let upgrades, upgrades.index == index else { continue }
      for level in 0..<upgrades.lines { add(.level(level)) }
    }
    return regions
  }
}
