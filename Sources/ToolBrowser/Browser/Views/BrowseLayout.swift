/// Where the panes of Browse are. Below 60 columns one at a time, below 100 two, below 120 with
/// Details below the versions, otherwise a column each.
struct BrowseLayout {
  private(set) var tools: Rect?
  private(set) var versions: Rect?
  private(set) var details: Rect?
  /// Whether panes have borders; a narrow screen shows a trail instead.
  let hasBorders: Bool

  /// The panes of a screen, with the widths that the list of tools needs.
  init(size: Size, pane: Pane, isDetailsFull: Bool, toolWidths: ToolWidths) {
    let body = Rect(row: 3, column: 0, columns: size.columns, rows: size.rows - 4)
    hasBorders = size.columns >= 60
    func column(_ start: Int, _ columns: Int) -> Rect {
      Rect(row: body.row, column: start, columns: columns, rows: body.rows)
    }
    if pane == .details, isDetailsFull {
      details = body
      return
    }
    switch size.columns {
    case ..<60:
      switch pane {
      case .tools: tools = body
      case .versions: versions = body
      case .details: details = body
      }
    case ..<100:
      // Versions need less than half, and names are wanted whole.
      let left = min(max(size.columns / 2, toolWidths.minimumPane), size.columns * 21 / 40)
      tools = column(0, left)
      let right = column(left, size.columns - left)
      if pane == .details { details = right } else { versions = right }
    case ..<120:
      let left = max(size.columns / 2, min(toolWidths.minimumPane, size.columns * 11 / 20))
      tools = column(0, left)
      let upper = (body.rows * 5 + 8) / 9
      versions = Rect(row: body.row, column: left, columns: size.columns - left, rows: upper)
      details = Rect(
        row: body.row + upper, column: left, columns: size.columns - left,
        rows: body.rows - upper)
    default:
      // A complete list needs no more; Details is prose and takes the rest. Names of tools are the last
      // to be cut, so that the other panes make room for them; versions as far as they have no less than
      // at 80 columns.
      let more = size.columns - 120
      let prose = min(34 + more * 11 / 40, 70)
      var middle = min(40 + more / 10, 60)
      let names = min(toolWidths.minimumPane, size.columns - 38 - 28)
      let left = max(min(max(toolWidths.pane, 44), size.columns - middle - prose), names)
      middle = min(middle, max(size.columns - left - 30, 38))
      tools = column(0, left)
      versions = column(left, middle)
      details = column(left + middle, size.columns - left - middle)
    }
  }

  /// The area for lines in a pane.
  func inner(_ rect: Rect) -> Rect { hasBorders ? rect.inner : rect }

  /// How many tools are visible.
  var toolLines: Int { tools.map { max(inner($0).rows, 1) } ?? 1 }
  /// How many versions are visible, below the column headings.
  var versionLines: Int { versions.map { max(inner($0).rows - 1, 1) } ?? 1 }
}
