import BackendKit

extension State {
  /// Takes a key.
  mutating func press(_ key: Key) -> [Effect] {
    if case .alt(let plain) = key, !isBound(key) { return press(.escape) + press(plain) }
    if key == .control("c") {
      exitStatus = 0
      return []
    }
    status = nil
    if notice != nil {
      notice = nil
      if key == .escape || key == .enter { return [] }
    }
    if overlay != nil { return pressInOverlay(key) }
    if place == .browse, let filter = browse.filter, filter.isTyping { return type(key) }
    guard let action = bindings.action(for: key, in: context) else { return [] }
    return perform(action)
  }

  /// Whether an Alt key means something here. Terminals send Alt as Escape and the key, so one that
  /// is bound to nothing is taken for the two.
  private func isBound(_ key: Key) -> Bool {
    var field = TextField("text")
    if isTyping { return field.handle(key) }
    return overlay == nil && bindings.action(for: key, in: context) != nil
  }

  /// Whether characters go into a text field.
  private var isTyping: Bool {
    switch overlay {
    case .file, .pin: true
    case nil: place == .browse && browse.filter?.isTyping == true
    default: false
    }
  }

  /// Takes pasted text: it goes where text is being typed, and nowhere else.
  mutating func paste(_ text: String) -> [Effect] {
    switch overlay {
    case .file(var field):
      field.insert(text)
      overlay = .file(field)
    case .pin(var prompt):
      prompt.type { $0.insert(text) }
      overlay = .pin(prompt)
    case nil where browse.filter?.isTyping == true && place == .browse:
      browse.filter?.field.insert(text)
      applyFilter()
    default: break
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
    case .help: overlay = .help(context, top: 0)
    case .scope: overlay = .menu(scopeMenu())
    case .write: return write()
    case .undo: return options.readOnly ? refuse() : [run(.planUndo)]
    case .quit: exitStatus = 0
    case .cancel: return cancel()
    case .back: return back()
    case .copy: return copy()
    default:
      if isEmptyHere, let nothing = nothingHere(for: action) {
        status = nothing
        return []
      }
      switch place {
      case .browse: return performInBrowse(action)
      case .project: return performInProject(action)
      case .staged: return performInStaged(action)
      case .log: performInLog(action)
      }
    }
    return []
  }

  /// What is said of a key that is about a line, where there is none; nil where it is not.
  private func nothingHere(for action: Action) -> String? {
    switch action {
    case .open where place == .browse && registryWithHits != nil: return nil
    case .open, .pin, .unpin, .install, .mark, .upgrades, .upgradeAll, .drop, .edit: break
    default: return nil
    }
    switch place {
    case .browse: return "There is no tool here."
    case .project: return "There is no pin here."
    case .staged: return "Nothing is staged."
    case .log: return nil
    }
  }

  /// Goes to a place. Files were maybe changed on disk meanwhile: Staged looks at them again, and
  /// in Project `r` does.
  mutating func go(to place: Place) -> [Effect] {
    self.place = place
    return place == .staged ? planAgain() : []
  }

  /// Esc: what is innermost ends.
  private mutating func cancel() -> [Effect] {
    if let item = work.cancellable(besides: browse.inspecting?.work),
      item.ticks >= 1 || opening.isEmpty
    {
      _ = work.end(item.id)
      opening.remove(item.id)
      say("Cancelled: \(item.label)")
      return [.cancel(item.id)]
    }
    if place == .browse, browse.filter != nil {
      leaveFilter()
    } else if place == .project, project.upgrades != nil {
      project.upgrades = nil
    } else if place == .browse, browse.pane != .tools {
      leavePane()
    } else if !browse.marked.isEmpty || !project.marked.isEmpty {
      browse.marked = []
      project.marked = []
    }
    return []
  }

  /// q: one step back, and at last out.
  private mutating func back() -> [Effect] {
    if place == .browse, browse.filter != nil {
      leaveFilter()
    } else if place == .browse, browse.pane != .tools {
      leavePane()
    } else if place == .project, project.upgrades != nil {
      project.upgrades = nil
    } else if !staged.changes.isEmpty {
      let count = staged.changes.count
      overlay = .menu(
        Menu(
          title: count == 1 ? "1 change is not written" : "\(count) changes are not written",
          items: [
            Menu.Item(label: "Look at it", note: "the diff, and w writes it", choice: .showStaged),
            Menu.Item(label: "Quit", note: "nothing is written", choice: .quit),
          ]))
    } else {
      exitStatus = 0
    }
    return []
  }

  /// y: `ocx:tool@version` of what is under the cursor.
  private mutating func copy() -> [Effect] {
    let text: String?
    switch place {
    case .browse:
      text = selectedTool.map { record in
        let version = browse.pane == .tools ? record.card?.latest : selectedVersion?.version
        return record.tool.key + (version.map { "@" + $0 } ?? "")
      }
    case .project:
      text = selectedRow.map { row in
        (row.tool?.key ?? row.id.key) + "@" + (row.resolved ?? row.request)
      }
    case .staged:
      text = staged.selected.map { item in
        if case .pin(let request, _) = item.change.action { return item.change.key + "@" + request }
        return item.change.key
      }
    case .log: text = nil
    }
    guard let text = text.map(SafeText.clean) else {
      status = "There is nothing here to copy."
      return []
    }
    say("Copied \(text)")
    return [.copy(text)]
  }

  /// Says that nothing is written in this run.
  mutating func refuse() -> [Effect] {
    show(.readOnly)
    return []
  }
}
