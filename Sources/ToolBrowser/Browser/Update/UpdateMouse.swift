import BackendKit

extension State {
  /// Takes a click or a turn of the wheel: a click selects, a second one opens, the wheel scrolls
  /// what it is over.
  mutating func point(_ mouse: MouseEvent) -> [Effect] {
    guard overlay == nil else { return pointInOverlay(mouse) }
    status = nil
    error = nil
    pendingKeys = []
    switch mouse.action {
    case .wheelUp, .wheelDown:
      let step = mouse.action == .wheelUp ? -3 : 3
      if tab == .browse,
        let pane = BrowseLayout(size: size, pane: browse.pane).pane(at: mouse.position)
      {
        return scroll(pane, by: step)
      }
      if tab == .staged {
        scrollDiff(by: step)
        return []
      }
      return repeated(step) { $0.perform($1) }
    case .press, .doublePress:
      let isDouble = mouse.action == .doublePress
      if mouse.position.row == 1, let tab = TabsLine(self).tab(at: mouse.position.column) {
        return go(to: tab)
      }
      switch tab {
      case .browse: return click(at: mouse.position, isDouble: isDouble)
      case .project:
        let layout = ProjectLayout(self)
        guard let index = layout.row(at: mouse.position.row, state: self) else { return [] }
        if index != project.cursor.index { project.upgrades = nil }
        project.cursor.index = index
        return isDouble ? perform(.open) : []
      case .log:
        let list = ScreenLayout(size: size).list
        guard list.contains(mouse.position) else { return [] }
        let index = log.cursor.top + mouse.position.row - list.row
        if index < log.entries.count { log.cursor.index = index }
      case .staged: break
      }
    }
    return []
  }

  private mutating func pointInOverlay(_ mouse: MouseEvent) -> [Effect] {
    switch mouse.action {
    case .wheelUp: wheelInOverlay(by: -3)
    case .wheelDown: wheelInOverlay(by: 3)
    case .press, .doublePress: clickInOverlay(at: mouse.position)
    }
  }

  /// As in lists, a click selects an answer and a second one takes it; help goes.
  private mutating func clickInOverlay(at position: Position) -> [Effect] {
    switch overlay {
    case .help(_, _, let below): overlay = below
    case .menu(var menu):
      guard let index = MenuView(self, menu).item(at: position) else { return [] }
      if index == menu.index { return pressInOverlay(meaning: .open) }
      menu.index = index
      overlay = .menu(menu)
    default: break
    }
    return []
  }

  private mutating func scroll(_ pane: Pane, by step: Int) -> [Effect] {
    let focused = browse.pane
    browse.pane = pane
    let effects = repeated(step) { $0.performInBrowse($1) }
    browse.pane = focused
    return effects
  }

  /// Text scrolls by lines; answers are few, and taken one by one.
  private mutating func wheelInOverlay(by step: Int) -> [Effect] {
    switch overlay {
    case .help, .undo: return repeated(step) { $0.pressInOverlay(meaning: $1) }
    default: return pressInOverlay(meaning: step < 0 ? .up : .down)
    }
  }

  /// Moves up or down by lines.
  private mutating func repeated(
    _ lines: Int, _ move: (inout State, Action) -> [Effect]
  ) -> [Effect] {
    var effects: [Effect] = []
    for _ in 0..<abs(lines) { effects += move(&self, lines < 0 ? .up : .down) }
    return effects
  }

  private mutating func click(at position: Position, isDouble: Bool) -> [Effect] {
    if position.row == 2, let index = RegistryLine(self).registry(at: position.column) {
      showRegistry(index)
      return []
    }
    let layout = BrowseLayout(size: size, pane: browse.pane)
    guard let pane = layout.pane(at: position) else { return [] }
    browse.filter?.isTyping = false
    browse.pane = pane
    switch pane {
    case .tools:
      guard let rect = layout.tools, layout.inner(rect).contains(position) else { return [] }
      moveToTool(at: browse.cursor.top + position.row - layout.inner(rect).row)
    case .versions:
      guard let rect = layout.versions, layout.inner(rect).contains(position),
        position.row > layout.inner(rect).row
      else { return [] }
      let index = browse.versionCursor.top + position.row - layout.inner(rect).row - 1
      guard versions.indices.contains(index) else { return [] }
      browse.versionCursor.index = index
    case .details: return []
    }
    return isDouble ? performInBrowse(.open) : []
  }
}
