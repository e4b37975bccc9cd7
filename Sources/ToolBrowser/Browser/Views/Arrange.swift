import BackendKit

extension State {
  /// Lays the screen out: brings lists to where their cursor is in sight, and notes where
  /// everything is.
  mutating func arrange() {
    let screen = ScreenLayout(size: size)
    var new = Layout()
    new.size = size
    guard screen.isBigEnough else {
      layout = new
      return
    }
    new.regions = TabsLine(self).regions
    switch tab {
    case .browse: arrangeBrowse(&new)
    case .project: arrangeProject(&new, screen)
    case .staged: arrangeStaged(&new, screen)
    case .log: arrangeLog(&new, screen)
    }
    arrangeOverlay(&new)
    let keys = BottomLine(self).regions
    if overlay == nil { new.regions += keys } else { new.dialogRegions?.append(contentsOf: keys) }
    layout = new
  }

  private mutating func arrangeBrowse(_ layout: inout Layout) {
    layout.toolWidths = ToolsPane(self).widths
    let browseLayout = BrowseLayout(
      size: size, pane: browse.pane, isDetailsFull: browse.isDetailsFull,
      toolColumns: layout.toolWidths.pane)
    browse.cursor.settle(count: browse.hits.count, height: browseLayout.toolLines)
    settle(.versions, height: browseLayout.versionLines)
    layout.tools = Scroll(page: browseLayout.toolLines, of: browse.hits.count)
    layout.versions = Scroll(page: browseLayout.versionLines, of: versions.count)
    if browseLayout.hasBorders { layout.regions += RegistryLine(self).regions }
    if let rect = browseLayout.tools {
      layout.regions.append(Region(rect: rect, target: .pane(.tools)))
      layout.regions += ToolsPane(self).rows(in: browseLayout.inner(rect))
    }
    if let rect = browseLayout.versions {
      layout.regions.append(Region(rect: rect, target: .pane(.versions)))
      layout.regions += VersionsPane(self).rows(in: browseLayout.inner(rect))
    }
    guard let rect = browseLayout.details else {
      browse.detailsTop = 0
      return
    }
    let inner = browseLayout.inner(rect)
    layout.regions.append(Region(rect: rect, target: .pane(.details)))
    layout.detailsText = DetailsPane(self).lines(width: inner.columns)
    layout.details = Scroll(page: inner.rows, of: layout.detailsText.count)
    browse.detailsTop = browse.pane == .details ? min(browse.detailsTop, layout.details.last) : 0
  }

  private mutating func arrangeProject(_ layout: inout Layout, _ screen: ScreenLayout) {
    let list = ProjectLayout(self, screen.body)
    let shown = settle(.project, height: list.rowsInSight)
    layout.project = Scroll(page: list.rowsInSight, of: session.rows.count)
    layout.regions += list.regions(of: shown)
  }

  private mutating func arrangeStaged(_ layout: inout Layout, _ screen: ScreenLayout) {
    guard let plan = session.staged.plan, session.staged.problem == nil else { return }
    layout.diffLines = DiffView.lines(plan, marks: marks, columns: size.columns)
    // The line above the diff says how much there is; a message covers the last one.
    let hidden = BottomLine(self).coveredRows
    let rows = max(screen.body.rows - 1 - hidden, 0)
    layout.diff = Scroll(page: rows, of: layout.diffLines.count)
    if staged.followsCursor {
      staged.top = StagedScreen(self).topShowingSelection(
        of: layout.diffLines, from: staged.top, height: layout.diff.page)
      staged.followsCursor = false
    }
    staged.top = min(staged.top, layout.diff.last)
    layout.diffInSight = staged.top..<min(staged.top + rows, layout.diffLines.count)
    layout.regions.append(Region(rect: screen.body, target: .diff))
  }

  private mutating func arrangeLog(_ layout: inout Layout, _ screen: ScreenLayout) {
    let list = screen.list
    let shown = settle(.log, height: list.rows)
    layout.log = Scroll(page: list.rows, of: log.entries.count)
    layout.regions += list.lines(shown) { .logEntry($0) }
  }

  /// Brings the cursor of a list into sight among the lines that its filter lets through; returns
  /// those in sight.
  @discardableResult
  private mutating func settle(_ list: FilteredList, height: Int) -> [Int] {
    let visible = visible(list)
    let index = self[cursor: list].index
    var cursor = ListCursor(
      index: visible.firstIndex { $0 >= index } ?? max(visible.count - 1, 0),
      top: self[cursor: list].top)
    cursor.settle(count: visible.count, height: height)
    self[cursor: list].top = cursor.top
    return cursor.visible(count: visible.count, height: height).map { visible[$0] }
  }

  private mutating func arrangeOverlay(_ layout: inout Layout) {
    if overlay != nil { layout.dialogRegions = [] }
    switch overlay {
    case .help(let context, let top, let below):
      layout.dialog = HelpView(self, context: context).scroll
      overlay = .help(context, top: min(top, layout.dialog.last), over: below)
    case .undo(let plan, let top):
      layout.dialog = UndoView(self, plan: plan).scroll
      overlay = .undo(plan, top: min(top, layout.dialog.last))
    case .menu(let menu): layout.dialogRegions = MenuView(self, menu).regions
    case .palette(let palette): layout.dialogRegions = PaletteView(self, palette).regions
    case .pin, .file, nil: break
    }
  }
}

extension Rect {
  /// The lines of a list, from its first row on.
  func lines(_ visible: some Sequence<Int>, _ target: (Int) -> Target) -> [Region] {
    visible.enumerated().map { offset, index in
      Region(
        rect: Rect(row: row + offset, column: column, columns: columns, rows: 1),
        target: target(index))
    }
  }
}
