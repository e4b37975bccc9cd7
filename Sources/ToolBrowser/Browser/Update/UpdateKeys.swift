import BackendKit

extension State {
  /// Takes a key: an action of the context, the start of a sequence, or text that is typed.
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
      // The keys before began a sequence that this one does not continue.
      pendingKeys = []
      return handle(key)
    }
  }

  /// Whether an Alt key means something. Terminals send Alt as Escape and the key, so one that means
  /// nothing is taken for the two.
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

  /// What has the keys: the prompt that lies over the screen, the filter, or the tab.
  var keyContext: Context { overlay?.context ?? (isTypingFilter ? .filter : context) }

  /// Takes pasted text: it goes where text is being typed, and nowhere else.
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

  /// Does what a key means in the place that one is in.
  mutating func perform(_ action: Action) -> [Effect] {
    switch action {
    case .browse: return go(to: .browse)
    case .project: return go(to: .project)
    case .staged: return go(to: .staged)
    case .log: return go(to: .log)
    case .help: overlay = .help(context, top: 0, over: nil)
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

  /// What is said of a key that is about a line, where there is none; nil where it is not.
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

  /// Goes to a tab. Files may have changed on disk without the watch hearing of it, so they are
  /// looked at, and Staged plans again.
  mutating func go(to tab: Tab) -> [Effect] {
    self.tab = tab
    return (tab == .staged ? request(.reviewStaged) : []) + [.look]
  }

  /// Ends what is innermost.
  private mutating func cancel() -> [Effect] {
    if tab == .project, let item = selectedRow.flatMap(session.cancellableItem) {
      return request(.cancelItem(item.index, of: item.id))
    }
    // The index is being read: that must not make it look empty.
    if let item = session.tasks.cancellable,
      item.ticks >= 1 || session.tasks.newest(.index) == nil
    {
      return request(.cancel(item.id))
    }
    if let list = filteredList, list.filter(in: self) != nil {
      list.clearFilter(in: &self)
    } else if tab == .browse, browse.filter != nil {
      browse.leaveFilter(session)
    } else if goBack() {
      return []
    } else if !browse.marked.isEmpty || !project.marked.isEmpty {
      browse.marked = []
      project.marked = []
    }
    return []
  }

  /// Goes one step back within the tab; false where there is none.
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

  /// One step back within the tab; from its list, out of the program, with a question where
  /// something would be lost or is not done yet.
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

  /// Copies what is under the cursor. The second time in a row the text is shown, to be copied by hand.
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

  /// The key of an action, in the place that one is in unless another is named; nil for none.
  func key(_ action: Action, in context: Context? = nil) -> String? {
    bindings.key(for: action, in: context ?? self.context)?.shown(ascii: options.ascii)
  }

  /// The offer of a key; nil where the action has none.
  func phrase(_ hint: KeyHint) -> String? {
    bindings.text(of: hint, ascii: options.ascii)
  }
}
