import BackendKit

/// The root only routes: a tab takes what a key means there, and what it asks for is done here.
extension State {
  /// Takes a key's meaning in the tab that is open.
  mutating func performInTab(_ action: Action) -> [Effect] {
    let context = TabContext(session: session, layout: layout)
    switch tab {
    case .browse: return route(browse.perform(action, in: context))
    case .project: return route(project.perform(action, in: context))
    case .staged: return route(staged.perform(action, in: context))
    case .log:
      log.perform(action, in: layout)
      return []
    }
  }

  /// Takes a key while a filter is typed.
  mutating func typeInFilter(_ key: Key, meaning action: Action?) -> [Effect] {
    if let list = filteredList, self[filter: list]?.isTyping == true {
      return type(key, meaning: action, in: list)
    }
    let context = TabContext(session: session, layout: layout)
    return route(browse.typeInFilter(key, meaning: action, in: context))
  }

  /// Does what a tab asks for.
  mutating func route(_ requests: [TabRequest]) -> [Effect] {
    var effects: [Effect] = []
    for request in requests { effects += route(request) }
    return effects
  }

  private mutating func route(_ request: TabRequest) -> [Effect] {
    switch request {
    case .ask(let intent): return self.request(intent)
    case .tell(let said, let hint): status = hint.map { text(said, $0) } ?? said
    case .log(let said): say(said)
    case .fail(let message, let hint):
      show(ErrorMessage(code: .notFound, message: message, hint: phrase(hint)))
    case .show(let overlay): self.overlay = overlay
    case .askForPin(let precision): return askForPin(precision: precision)
    case .edit(let change):
      guard let tool = change.tool else { return [] }
      return askForPin(
        of: tool, current: change.change.request, scope: .file(change.change.file),
        element: change.change.index)
    case .reveal(let tool):
      guard browse.reveal(tool, session) else {
        return route(
          .fail("The index has no \(tool).", KeyHint(.refresh, in: .project, "fetches it")))
      }
      tab = .browse
    case .openUpgrades(let index):
      tab = .project
      project.cursor.index = index
      return route(project.openUpgrades(session))
    }
    return []
  }
}
