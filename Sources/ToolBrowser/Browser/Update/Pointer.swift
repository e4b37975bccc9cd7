import BackendKit

/// Handles clicks and the wheel: a click selects, a second click opens, the wheel scrolls what is
/// under the pointer.
enum Pointer {
  static func handle(_ mouse: MouseEvent, in state: inout State) -> [Effect] {
    state.pendingKeys = []
    if state.overlay == nil {
      state.status = nil
      state.error = nil
    }
    let target = state.layout.target(at: mouse.position)
    switch mouse.action {
    case .wheelUp: return scroll(target, by: -3, in: &state)
    case .wheelDown: return scroll(target, by: 3, in: &state)
    case .press: return click(target, isDouble: false, in: &state)
    case .doublePress: return click(target, isDouble: true, in: &state)
    }
  }

  private static func click(
    _ target: Target?, isDouble: Bool, in state: inout State
  ) -> [Effect] {
    if state.overlay != nil {
      let action = state.overlay?.click(target)
      return action.map { state.handleInDialog(meaning: $0) } ?? []
    }
    switch target {
    case .tab(let tab): return state.go(to: tab)
    case .registry(let index): state.browse.showRegistry(index, state.session)
    case .key(let action): return state.isTypingFilter ? [] : state.perform(action)
    case .pane(let pane): focus(pane, in: &state)
    case .tool(let index):
      focus(.tools, in: &state)
      state.browse.moveToTool(at: index, state.session)
      return isDouble ? state.performInTab(.open) : []
    case .version(let index):
      focus(.versions, in: &state)
      state.browse.versionCursor.index = index
      return isDouble ? state.performInTab(.open) : []
    case .pin(let index):
      if index != state.project.cursor.index { state.project.upgrades = nil }
      state.project.cursor.index = index
      return isDouble ? state.perform(.open) : []
    case .level(let index):
      let isChosen = state.project.upgrades?.step == index
      state.project.upgrades?.step = index
      return isChosen ? state.perform(.open) : []
    case .logEntry(let index): state.log.cursor.index = index
    case .diff, .answer, .command, nil: break
    }
    return []
  }

  private static func focus(_ pane: Pane, in state: inout State) {
    state.browse.filter?.isTyping = false
    state.browse.enter(pane, state.session)
  }

  /// Scrolls text and lists by several lines, short lists of items one by one.
  private static func scroll(
    _ target: Target?, by lines: Int, in state: inout State
  ) -> [Effect] {
    let direction = lines < 0 ? Action.up : .down
    if let overlay = state.overlay {
      guard overlay.isText else { return state.handleInDialog(meaning: direction) }
      return repeated(lines) { state.handleInDialog(meaning: direction) }
    }
    switch target {
    case .tool, .pane(.tools): return scroll(.tools, by: lines, in: &state)
    case .version, .pane(.versions): return scroll(.versions, by: lines, in: &state)
    case .pane(.details): return scroll(.details, by: lines, in: &state)
    case .diff: state.staged.scroll(.lines(lines), state.layout)
    default: return repeated(lines) { state.perform(direction) }
    }
    return []
  }

  /// Scrolls a pane without focusing it.
  private static func scroll(_ pane: Pane, by lines: Int, in state: inout State) -> [Effect] {
    let focused = state.browse.pane
    state.browse.pane = pane
    let effects = repeated(lines) { state.performInTab(lines < 0 ? .up : .down) }
    state.browse.pane = focused
    return effects
  }

  private static func repeated(_ lines: Int, _ move: () -> [Effect]) -> [Effect] {
    (0..<abs(lines)).flatMap { _ in move() }
  }
}
