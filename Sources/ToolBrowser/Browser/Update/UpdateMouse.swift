import BackendKit

extension State {
  /// Takes a click or a turn of the wheel: a click selects, a second one opens, the wheel scrolls
  /// what it is over.
  mutating func point(_ mouse: MouseEvent) -> [Effect] {
    pendingKeys = []
    if overlay == nil {
      status = nil
      error = nil
    }
    let target = layout.target(at: mouse.position)
    switch mouse.action {
    case .wheelUp: return scroll(target, by: -3)
    case .wheelDown: return scroll(target, by: 3)
    case .press: return click(target, isDouble: false)
    case .doublePress: return click(target, isDouble: true)
    }
  }

  private mutating func click(_ target: Target?, isDouble: Bool) -> [Effect] {
    if overlay != nil { return clickInOverlay(target) }
    switch target {
    case .tab(let tab): return go(to: tab)
    case .registry(let index): browse.showRegistry(index, session)
    case .key(let action): return isTypingFilter ? [] : perform(action)
    case .pane(let pane): focus(pane)
    case .tool(let index):
      focus(.tools)
      browse.moveToTool(at: index, session)
      return isDouble ? performInTab(.open) : []
    case .version(let index):
      focus(.versions)
      browse.versionCursor.index = index
      return isDouble ? performInTab(.open) : []
    case .pin(let index):
      if index != project.cursor.index { project.upgrades = nil }
      project.cursor.index = index
      return isDouble ? perform(.open) : []
    case .level(let index):
      let isChosen = project.upgrades?.step == index
      project.upgrades?.step = index
      return isChosen ? perform(.open) : []
    case .logEntry(let index): log.cursor.index = index
    case .diff, .answer, .command, nil: break
    }
    return []
  }

  private mutating func focus(_ pane: Pane) {
    browse.filter?.isTyping = false
    browse.enter(pane, session)
  }

  /// As in lists, a click selects an answer and a second one takes it; help closes.
  private mutating func clickInOverlay(_ target: Target?) -> [Effect] {
    switch (overlay, target) {
    case (.menu(var menu), .answer(let index)):
      if index == menu.index { return pressInOverlay(meaning: .open) }
      menu.index = index
      overlay = .menu(menu)
    case (.palette(var palette), .command(let index)):
      if index == palette.index { return pressInOverlay(meaning: .open) }
      palette.index = index
      overlay = .palette(palette)
    case (_, .key(let action)): return pressInOverlay(meaning: action)
    case (.help(_, _, let below), _): overlay = below
    default: break
    }
    return []
  }

  /// Text and lists scroll by lines; answers are few, and taken one by one.
  private mutating func scroll(_ target: Target?, by lines: Int) -> [Effect] {
    switch overlay {
    case .help, .undo: return repeated(lines) { $0.pressInOverlay(meaning: $1) }
    case .some: return pressInOverlay(meaning: lines < 0 ? .up : .down)
    case nil: break
    }
    switch target {
    case .tool, .pane(.tools): return scroll(.tools, by: lines)
    case .version, .pane(.versions): return scroll(.versions, by: lines)
    case .pane(.details): return scroll(.details, by: lines)
    case .diff: staged.scroll(by: lines, layout)
    default: return repeated(lines) { $0.perform($1) }
    }
    return []
  }

  /// Scrolls a pane without giving it the keys.
  private mutating func scroll(_ pane: Pane, by lines: Int) -> [Effect] {
    let focused = browse.pane
    browse.pane = pane
    let effects = repeated(lines) { $0.performInTab($1) }
    browse.pane = focused
    return effects
  }

  /// Moves up or down by lines.
  private mutating func repeated(
    _ lines: Int, _ move: (inout State, Action) -> [Effect]
  ) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<abs(lines) { effects += move(&self, lines < 0 ? .up : .down) }
    return effects
  }
}
