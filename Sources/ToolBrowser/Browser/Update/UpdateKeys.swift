import BackendKit

extension State {
  /// Handles a key: an action of the context, the start of a sequence, or typed text.
  mutating func handle(_ key: Key) -> [Effect] {
    let context = keyContext
    if case .alt(let plain) = key, !isKnown(key, in: context) {
      return handle(.escape) + handle(plain)
    }
    switch bindings.meaning(of: pendingKeys + [key], in: context) {
    case .incomplete:
      pendingKeys.append(key)
      return []
    case .action(let action):
      pendingKeys = []
      return handle(key, meaning: action, in: context)
    case .nothing where pendingKeys.isEmpty:
      return handle(key, meaning: nil, in: context)
    case .nothing:
      // The pending keys started a sequence that this key does not continue.
      pendingKeys = []
      return handle(key)
    }
  }

  /// Whether an Alt key has a meaning. Terminals send Alt as Escape plus the key, so one without a
  /// meaning is handled as those two.
  private func isKnown(_ key: Key, in context: Context) -> Bool {
    let isTyping = context.takesText || context == .pinPrompt
    return bindings.meaning(of: [key], in: context) != .nothing || isTyping && key.isTyped
  }

  private mutating func handle(
    _ key: Key, meaning action: Action?, in context: Context
  ) -> [Effect] {
    if action == .repaint { return [.repaint] }
    if action == .quit {
      exitStatus = 0
      return []
    }
    if action != .copy { lastCopy = nil }
    status = nil
    if error != nil {
      error = nil
      if action == .cancel || action == .open { return [] }
    }
    if overlay != nil { return handleInDialog(key, meaning: action) }
    if context == .filter { return handleInFilter(key, meaning: action) }
    return action.map { perform($0) } ?? []
  }

  /// The focused dialog, filter or part of the tab.
  var keyContext: Context { overlay?.context ?? (isTypingFilter ? .filter : context) }

  /// Inserts pasted text where text is being typed; elsewhere it is ignored.
  mutating func paste(_ text: String) -> [Effect] {
    pendingKeys = []
    if overlay != nil {
      overlay?.insert(text)
    } else if let list = filteredList, list.filter(in: self)?.isTyping == true {
      list.insert(text, in: &self)
    } else if isTypingFilter {
      browse.filter?.field.insert(text)
      browse.applyFilter(session)
    }
    return []
  }

  /// Performs an action in the current context.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .browse: return go(to: .browse)
    case .project: return go(to: .project)
    case .staged: return go(to: .staged)
    case .log: return go(to: .log)
    case .help: overlay = .help(on: context)
    case .palette: overlay = .commands(of: context)
    case .nextTheme:
      theme = theme.next
      status = "Theme: \(theme.name)"
    case .targetFile: overlay = .targets(session)
    case .write: return write()
    case .undo: return request(.planLastUndo)
    case .quit: exitStatus = 0
    case .repaint: return [.repaint]
    case .cancel: return cancel()
    case .back: return back()
    case .copy: return copy()
    case .openUpstream: return openUpstream()
    default:
      if isEmptyHere, let nothing = nothingHere(for: action) {
        status = nothing
        return []
      }
      return performInTab(action)
    }
    return []
  }

  /// The message for an action on a line if there is none; nil for other actions.
  private func nothingHere(for action: Action) -> String? {
    switch action {
    case .open where tab == .browse && browse.registryWithHits != nil: return nil
    case .open, .pin, .unpin, .install, .mark, .upgrades, .upgradeAll, .drop, .edit: break
    default: return nil
    }
    switch tab {
    case .browse: return "There is no tool here."
    case .project: return "There is no pin here."
    case .staged: return "Nothing is staged."
    case .log: return nil
    }
  }

  /// Opens a tab. The watch may have missed changes on disk, so files are checked, and Staged plans
  /// again.
  mutating func go(to tab: Tab) -> [Effect] {
    self.tab = tab
    origin = nil
    return (tab == .staged ? request(.reviewStaged) : []) + [.checkFolders]
  }

  /// Cancels the innermost thing.
  private mutating func cancel() -> [Effect] {
    if tab == .project, let item = selectedRow.flatMap(session.cancellableItem) {
      return request(.cancelItem(item.index, of: item.id))
    }
    // While the index is being read, cancelling must not make it look empty.
    if let item = session.tasks.cancellable,
      item.ticks >= 1 || session.tasks.newest(.index) == nil
    {
      return request(.cancel(item.id))
    }
    if let list = filteredList, list.filter(in: self) != nil {
      list.clearFilter(in: &self)
    } else if tab == .browse, browse.isDetailsFull {
      browse.isDetailsFull = false
    } else if tab == .browse, browse.filter != nil {
      browse.leaveFilter(session)
    } else if goBack() {
      return []
    } else if tab == .browse, let origin {
      return go(to: origin)
    } else if !browse.marked.isEmpty || !project.marked.isEmpty {
      browse.marked = []
      project.marked = []
    }
    return []
  }

  /// Goes back one step within the tab; false if there is none.
  private mutating func goBack() -> Bool {
    if tab == .browse, browse.isDetailsFull {
      browse.isDetailsFull = false
    } else if tab == .browse, browse.pane != .tools {
      browse.leavePane()
    } else if tab == .project, project.upgrades != nil {
      project.upgrades = nil
    } else {
      return false
    }
    return true
  }

  /// Goes back one step within the tab. On the first level, quits, after a question if something
  /// would be lost.
  private mutating func back() -> [Effect] {
    if goBack() { return [] }
    guard let question = Overlay.leaving(session) else {
      exitStatus = 0
      return []
    }
    overlay = question
    return []
  }

  /// Opens the upstream page of the selected tool.
  private mutating func openUpstream() -> [Effect] {
    let tool = tab == .project ? selectedRow?.tool : selectedTool?.tool
    guard let page = tool.flatMap({ session.index[$0]?.summary?.upstream }) else {
      status = "No upstream page is known here."
      return []
    }
    return [.open(address: "https://" + page)]
  }

  /// Copies the selected line. The second time in a row, shows the text so that it can be copied by
  /// hand.
  private mutating func copy() -> [Effect] {
    guard let text = tab.copiedText(in: self) else {
      status = "There is nothing here to copy."
      return []
    }
    guard lastCopy == text else {
      lastCopy = text
      return [.copy(text)]
    }
    lastCopy = nil
    say(
      .shown(
        ErrorMessage(
          message: text, hint: "Select it with the mouse; most terminals want Shift held for that.")
      ))
    return []
  }

  /// The displayed key of an action, in the current context unless another is given; nil if it has
  /// none.
  func key(_ action: Action, in context: Context? = nil) -> String? {
    bindings.key(for: action, in: context ?? self.context)?.shown(ascii: options.ascii)
  }

  /// The text of a hint; nil if the action has no key, or cannot work.
  func phrase(_ hint: KeyHint) -> String? {
    canWork(hint.action) ? bindings.text(of: hint, ascii: options.ascii) : nil
  }

  /// Without ocx, nothing can be fetched or installed.
  func canWork(_ action: Action) -> Bool {
    !(session.lacksOCX && (action == .refresh || action == .install))
  }
}
