import BackendKit

extension State {
  /// What the screen shows: its layout, drawn.
  func view(_ size: Size) -> Frame {
    var state = self
    if layout.size != size {
      // The terminal has another size already than the last event said.
      state.size = size
      state.arrange()
    }
    var painter = Painter(size: size, marks: marks)
    painter.frame.theme = theme
    let layout = ScreenLayout(size: size)
    guard layout.isBigEnough else {
      state.drawTooSmall(&painter)
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
    case .help(let context, let top, _):
      HelpView(state, context: context).draw(&painter, top: top)
    case .pin(let prompt): PinPromptView(state, prompt).draw(&painter)
    case .menu(let menu): MenuView(state, menu).draw(&painter)
    case .file(let field): FilePromptView(state, field).draw(&painter)
    case .undo(let plan, let top): UndoView(state, plan: plan).draw(&painter, top: top)
    case .palette(let palette): PaletteView(state, palette).draw(&painter)
    case nil: break
    }
    BottomLine(state).draw(&painter)
    return painter.frame
  }

  private func drawTooSmall(_ painter: inout Painter) {
    let least = ScreenLayout.least
    let text =
      "ocx-mise-tui needs \(least.columns)x\(least.rows) cells; here are "
      + "\(size.columns)x\(size.rows)."
    let lines = Wrap.lines(text, columns: size.columns)
    let rect = Rect(
      row: max((size.rows - lines.count) / 2, 0), column: 0, columns: size.columns,
      rows: lines.count)
    painter.prose(text, in: rect)
  }
}
