import BackendKit

/// The screen for a state.
struct Screen {
  private let state: State

  /// The screen for a terminal, whose size may be newer than that in the state.
  init(_ state: State, size: Size) {
    var state = state
    if state.layout.size != size {
      state.size = size
      Arranger.arrange(&state)
    }
    self.state = state
  }

  /// The frame.
  var frame: Frame {
    var painter = Painter(size: state.size, glyphs: state.glyphs)
    painter.frame.theme = state.theme
    let layout = ScreenLayout(size: state.size)
    guard layout.isBigEnough else {
      drawTooSmall(&painter)
      return painter.frame
    }
    TopLine(state).draw(&painter)
    TabsLine(state).draw(&painter)
    switch state.tab {
    case .browse: BrowseScreen(state).draw(&painter)
    case .project: ProjectScreen(state).draw(&painter, layout.body)
    case .staged: StagedScreen(state).draw(&painter, layout.body)
    case .log: LogScreen(state).draw(&painter, layout.body)
    }
    switch state.overlay {
    case .help(let help, _): HelpView(state, help).draw(&painter)
    case .pin(let prompt): PinPromptView(state, prompt).draw(&painter)
    case .menu(let menu): MenuView(state, menu).draw(&painter)
    case .file(let prompt): FilePromptView(state, prompt.field).draw(&painter)
    case .undo(let plan, let top): UndoView(state, plan: plan).draw(&painter, top: top)
    case .palette(let palette): PaletteView(state, palette).draw(&painter)
    case nil: break
    }
    BottomLine(state).draw(&painter)
    return painter.frame
  }

  private func drawTooSmall(_ painter: inout Painter) {
    let size = state.size
    let minimum = ScreenLayout.minimum
    let text =
      "ocx-mise-tui needs \(minimum.columns)x\(minimum.rows) cells; this terminal has "
      + "\(size.columns)x\(size.rows)."
    let lines = Wrap.lines(text, columns: size.columns)
    let rect = Rect(
      row: max((size.rows - lines.count) / 2, 0), column: 0, columns: size.columns,
      rows: lines.count)
    painter.prose(text, in: rect)
  }
}
