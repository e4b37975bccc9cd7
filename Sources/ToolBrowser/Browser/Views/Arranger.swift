import BackendKit

/// Computes the layout of the screen after each update.
struct Arranger {
  private var state: State

  /// Scrolls lists so that their cursor is visible, and records where everything is.
  static func arrange(_ state: inout State) {
    var arranger = Arranger(state: state)
    arranger.arrange()
    state = arranger.state
  }

  private mutating func arrange() {
    let screen = ScreenLayout(size: state.size)
    var new = Layout()
    new.size = state.size
    guard screen.isBigEnough else {
      state.layout = new
      return
    }
    new.regions = TabsLine(state).regions
    switch state.tab {
    case .browse: arrangeBrowse(&new)
    case .project: arrangeProject(&new, screen)
    case .staged: arrangeStaged(&new, screen)
    case .log: arrangeLog(&new, screen)
    }
    arrangeOverlay(&new)
    let keys = BottomLine(state).regions
    if state.overlay == nil {
      new.regions += keys
    } else {
      new.dialogRegions?.append(contentsOf: keys)
    }
    state.layout = new
  }

  private mutating func arrangeBrowse(_ layout: inout Layout) {
    layout.toolWidths = ToolsPane(state).widths
    let browseLayout = BrowseLayout(
      size: state.size, pane: state.browse.pane, isDetailsFull: state.browse.isDetailsFull,
      toolWidths: layout.toolWidths)
    state.browse.cursor.clamp(count: state.browse.hits.count, height: browseLayout.toolLines)
    VersionsPane(state).lines.clamp(
      &state.browse.versionCursor, height: browseLayout.versionLines)
    layout.tools = Scroll(page: browseLayout.toolLines, of: state.browse.hits.count)
    layout.versions = Scroll(page: browseLayout.versionLines, of: state.versions.count)
    if browseLayout.hasBorders { layout.regions += RegistryLine(state).regions }
    if let rect = browseLayout.tools {
      layout.regions.append(Region(rect: rect, target: .pane(.tools)))
      layout.regions += ToolsPane(state).rows(in: browseLayout.inner(rect))
    }
    if let rect = browseLayout.versions {
      layout.regions.append(Region(rect: rect, target: .pane(.versions)))
      layout.regions += VersionsPane(state).rows(in: browseLayout.inner(rect))
    }
    guard let rect = browseLayout.details else {
      state.browse.detailsTop = 0
      return
    }
    let inner = browseLayout.inner(rect)
    layout.regions.append(Region(rect: rect, target: .pane(.details)))
    layout.detailsText = DetailsPane(state).lines(width: inner.columns)
    layout.details = Scroll(page: inner.rows, of: layout.detailsText.count)
    state.browse.detailsTop =
      state.browse.pane == .details ? min(state.browse.detailsTop, layout.details.last) : 0
  }

  private mutating func arrangeProject(_ layout: inout Layout, _ screen: ScreenLayout) {
    let list = ProjectLayout(state, screen.body)
    let shown = FilteredList.project.clamp(height: list.rowsInSight, in: &state)
    layout.project = Scroll(page: list.rowsInSight, of: state.session.rows.count)
    layout.regions += list.regions(of: shown)
  }

  private mutating func arrangeStaged(_ layout: inout Layout, _ screen: ScreenLayout) {
    guard let plan = state.session.staged.plan, state.session.staged.problem == nil else { return }
    layout.diffLines = DiffView.lines(plan, glyphs: state.glyphs, columns: state.size.columns)
    // The line above the diff shows how much there is; a message covers the last line.
    let hidden = BottomLine(state).coveredRows
    let rows = max(screen.body.rows - 1 - hidden, 0)
    layout.diff = Scroll(page: rows, of: layout.diffLines.count)
    if state.staged.followsCursor {
      state.staged.top = StagedScreen(state).topShowingSelection(
        of: layout.diffLines, from: state.staged.top, height: layout.diff.page)
      state.staged.followsCursor = false
    }
    state.staged.top = min(state.staged.top, layout.diff.last)
    layout.diffInSight = state.staged.top..<min(state.staged.top + rows, layout.diffLines.count)
    layout.regions.append(Region(rect: screen.body, target: .diff))
  }

  private mutating func arrangeLog(_ layout: inout Layout, _ screen: ScreenLayout) {
    let list = screen.logList(state)
    let shown = FilteredList.log.clamp(height: list.rows, in: &state)
    layout.log = Scroll(page: list.rows, of: state.log.entries.count)
    layout.regions += list.lines(shown) { .logEntry($0) }
  }

  private mutating func arrangeOverlay(_ layout: inout Layout) {
    if state.overlay != nil { layout.dialogRegions = [] }
    switch state.overlay {
    case .help(var help, let below):
      let view = HelpView(state, help)
      layout.dialog = view.scroll
      layout.dialogText = view.texts
      help.top = min(help.top, layout.dialog.last)
      state.overlay = .help(help, over: below)
    case .undo(let plan, let top):
      layout.dialog = UndoView(state, plan: plan).scroll
      state.overlay = .undo(plan, top: min(top, layout.dialog.last))
    case .menu(let menu): layout.dialogRegions = MenuView(state, menu).regions
    case .palette(let palette): layout.dialogRegions = PaletteView(state, palette).regions
    case .pin, .file, nil: break
    }
  }
}

extension Rect {
  /// One region for each of these lines of a list, from its first row on.
  func lines(_ visible: some Sequence<Int>, _ target: (Int) -> Target) -> [Region] {
    visible.enumerated().map { offset, index in
      Region(
        rect: Rect(row: row + offset, column: column, columns: columns, rows: 1),
        target: target(index))
    }
  }
}
