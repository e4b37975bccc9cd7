import BackendKit

/// The root only routes: tabs and dialogs handle actions, and their requests are carried out here.
extension State {
  private var screen: ScreenContext {
    ScreenContext(
      session: session, layout: layout, bindings: bindings, precision: options.settings.precision)
  }

  /// Performs an action in the open tab.
  mutating func performInTab(_ action: Action) -> [Effect] {
    let screen = screen
    switch tab {
    case .browse: return route(browse.perform(action, in: screen))
    case .project: return route(project.perform(action, in: screen))
    case .staged: return route(staged.perform(action, in: screen))
    case .log:
      log.perform(action, in: layout)
      return []
    }
  }

  /// Handles a key in the dialog.
  mutating func handleInDialog(_ key: Key? = nil, meaning action: Action?) -> [Effect] {
    guard let answer = overlay?.answer(to: key, meaning: action, in: screen) else { return [] }
    overlay = answer.overlay
    return route(answer.requests)
  }

  /// Handles a key while a filter is being typed.
  mutating func handleInFilter(_ key: Key, meaning action: Action?) -> [Effect] {
    if let list = filteredList, list.filter(in: self)?.isTyping == true {
      return list.handle(key, meaning: action, in: &self)
    }
    return route(browse.typeInFilter(key, meaning: action, in: screen))
  }

  /// Carries out the requests of a tab or dialog.
  private mutating func route(_ requests: [ScreenRequest]) -> [Effect] {
    var effects: [Effect] = []
    for request in requests { effects += route(request) }
    return effects
  }

  private mutating func route(_ request: ScreenRequest) -> [Effect] {
    switch request {
    case .ask(let intent):
      if intent.takesMarkedLines, session.options.refusal(of: intent) == nil { useMarks() }
      return self.request(intent)
    case .notify(let message): say(message)
    case .show(let overlay): self.overlay = overlay
    case .perform(let action): return perform(action)
    case .open(let tab): return go(to: tab)
    case .quit: exitStatus = 0
    case .edit(let file, let line): return [.edit(file: file, line: line)]
    case .reveal(let tool):
      guard browse.reveal(tool, session) else {
        say(
          .error(
            ErrorMessage(code: .notFound, message: "The index has no \(tool)."),
            KeyHint(.refresh, in: .project, "fetches it")))
        return []
      }
      origin = tab
      tab = .browse
    case .openUpgrades(let index):
      tab = .project
      project.cursor.index = index
      return route(project.openUpgrades(session))
    }
    return []
  }
}
