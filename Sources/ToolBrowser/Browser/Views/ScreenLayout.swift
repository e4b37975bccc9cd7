/// Where the parts of every screen are: two lines at the top, the last for the keys, the body
/// between them.
struct ScreenLayout {
  /// The least room in which anything can be shown.
  static let least = Size(columns: 40, rows: 10)

  let size: Size

  /// Whether there is room for more than the notice.
  var isBigEnough: Bool {
    size.columns >= ScreenLayout.least.columns && size.rows >= ScreenLayout.least.rows
  }

  /// All between the lines at the top and at the bottom.
  var body: Rect {
    Rect(row: 2, column: 0, columns: size.columns, rows: size.rows - 3)
  }

  /// The part of it for a list, where the foot says the whole of one line.
  var list: Rect { DetailStrip(body).list }
}

/// Where the panes of Browse are. Below 60 columns one at a time, below 100 two, below 120 Details
/// under the versions, and else a column each.
struct BrowseLayout {
  private(set) var tools: Rect?
  private(set) var versions: Rect?
  private(set) var details: Rect?
  /// Whether panes have borders; on a narrow screen a trail says where one is instead.
  let hasBorders: Bool

  init(size: Size, pane: Pane) {
    let body = Rect(row: 3, column: 0, columns: size.columns, rows: size.rows - 4)
    hasBorders = size.columns >= 60
    func column(_ start: Int, _ columns: Int) -> Rect {
      Rect(row: body.row, column: start, columns: columns, rows: body.rows)
    }
    switch size.columns {
    case ..<60:
      switch pane {
      case .tools: tools = body
      case .versions: versions = body
      case .details: details = body
      }
    case ..<100:
      let left = size.columns / 2
      tools = column(0, left)
      let right = column(left, size.columns - left)
      if pane == .details { details = right } else { versions = right }
    case ..<120:
      let left = size.columns / 2
      tools = column(0, left)
      let upper = (body.rows * 5 + 8) / 9
      versions = Rect(row: body.row, column: left, columns: size.columns - left, rows: upper)
      details = Rect(
        row: body.row + upper, column: left, columns: size.columns - left,
        rows: body.rows - upper)
    default:
      // Details is prose and takes what a wider screen has to give.
      let left = min(46 + (size.columns - 120) / 4, 64)
      let middle = min(40 + (size.columns - 120) / 5, 54)
      tools = column(0, left)
      versions = column(left, middle)
      details = column(left + middle, size.columns - left - middle)
    }
  }

  /// The room for lines in a pane.
  func inner(_ rect: Rect) -> Rect { hasBorders ? rect.inner : rect }

  /// How many tools are in sight.
  var toolLines: Int { tools.map { max(inner($0).rows, 1) } ?? 1 }
  /// How many versions are in sight, below the names of the columns.
  var versionLines: Int { versions.map { max(inner($0).rows - 1, 1) } ?? 1 }

  /// The pane at a cell.
  func pane(at position: Position) -> Pane? {
    if tools?.contains(position) == true { return .tools }
    if versions?.contains(position) == true { return .versions }
    return details?.contains(position) == true ? .details : nil
  }
}
