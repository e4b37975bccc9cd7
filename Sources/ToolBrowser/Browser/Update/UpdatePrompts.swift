import BackendKit

extension PinPrompt {
  /// Something is typed: it takes the place of the preset.
  mutating func type(_ edit: (inout TextField) -> Void) {
    var field = isOffer ? TextField() : self.field
    edit(&field)
    self.field = field
    isOffer = false
    index = presets.firstIndex { $0.request == field.text && !$0.withDigest }
  }

  /// Another preset, around at the ends.
  mutating func choose(by step: Int) {
    let count = presets.count
    guard count > 0 else { return }
    let next = index.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    index = next
    isOffer = true
    field = TextField(presets[next].request)
  }

  /// Another file.
  mutating func chooseTarget(by step: Int) {
    guard targets.count > 1 else { return }
    target = (target + step + targets.count) % targets.count
    // What the other file cannot hold is no longer chosen.
    if let index, index >= presets.count {
      self.index = presets.firstIndex { $0.request == field.text }
    }
  }
}

extension State {
  /// Takes a key while something lies over the screen. Enter takes the default, Esc leads out.
  mutating func pressInOverlay(_ key: Key) -> [Effect] {
    guard let overlay else { return [] }
    if key == .escape {
      self.overlay = nil
      return []
    }
    switch overlay {
    case .help(let context, let top): pressInHelp(key, context, top)
    case .pin(let prompt): return press(key, in: prompt)
    case .menu(let menu): return press(key, in: menu)
    case .file(let field): return press(key, in: field)
    case .undo(let plan, let top): return press(key, inUndoOf: plan, top: top)
    }
    return []
  }

  private mutating func pressInHelp(_ key: Key, _ context: Context, _ top: Int) {
    let view = HelpView(self, context: context)
    switch bindings.action(for: key, in: .log) {
    case .up: overlay = .help(context, top: max(top - 1, 0))
    case .down: overlay = .help(context, top: min(top + 1, view.lastTop))
    case .pageUp: overlay = .help(context, top: max(top - view.height, 0))
    case .pageDown: overlay = .help(context, top: min(top + view.height, view.lastTop))
    case .top: overlay = .help(context, top: 0)
    case .bottom: overlay = .help(context, top: view.lastTop)
    default: overlay = nil
    }
  }

  private mutating func press(_ key: Key, in prompt: PinPrompt) -> [Effect] {
    var prompt = prompt
    switch key {
    case .enter:
      guard !prompt.field.text.isEmpty else { return [] }
      overlay = nil
      let request = ToolRequest(tool: prompt.tool, version: prompt.field.text)
      let scope = prompt.targets.isEmpty ? self.scope : prompt.targets[prompt.target].scope
      let element = prompt.element.flatMap { $0.target == prompt.target ? $0.index : nil }
      let place = PinTarget(tool: prompt.tool, scope: scope, element: element)
      return [run(.pin(request, at: place, withDigest: prompt.withDigest))]
    case .up, .control("p"): prompt.choose(by: -1)
    case .down, .control("n"): prompt.choose(by: 1)
    case .tab, .right: prompt.chooseTarget(by: 1)
    case .backTab, .left: prompt.chooseTarget(by: -1)
    case .backspace:
      // What is offered can be shortened: 4.3.4 to 4.3.
      prompt.isOffer = false
      prompt.type { _ = $0.handle(key) }
    case .character, .control("u"), .control("w"), .control("h"), .alt:
      prompt.type { _ = $0.handle(key) }
    default: break
    }
    overlay = .pin(prompt)
    return []
  }

  private mutating func press(_ key: Key, in menu: Menu) -> [Effect] {
    var menu = menu
    let count = menu.items.count
    switch key {
    case .enter:
      overlay = nil
      guard menu.items.indices.contains(menu.index) else { return [] }
      return choose(menu.items[menu.index].choice)
    case .up, .character("k"), .backTab: menu.index = (menu.index + count - 1) % max(count, 1)
    case .down, .character("j"), .tab: menu.index = (menu.index + 1) % max(count, 1)
    case .home: menu.index = 0
    case .end: menu.index = count - 1
    case .character("q"):
      // q at the question whether to quit means it.
      overlay = nil
      if menu.items.contains(where: { $0.choice == .quit }) { exitStatus = 0 }
      return []
    default: break
    }
    overlay = .menu(menu)
    return []
  }

  private mutating func choose(_ choice: Menu.Choice) -> [Effect] {
    switch choice {
    case .scope(let scope):
      self.scope = scope
      if let target { say("Writes to \(target.name)") }
    case .askForFile: overlay = .file(TextField())
    case .showStaged: return go(to: .staged)
    case .pinMarked(let places, let precision, let withDigest):
      return [run(.pinNewest(places, precision, withDigest: withDigest))]
    case .quit: exitStatus = 0
    }
    return []
  }

  private mutating func press(_ key: Key, in field: TextField) -> [Effect] {
    var field = field
    guard key == .enter else {
      _ = field.handle(key)
      overlay = .file(field)
      return []
    }
    overlay = nil
    guard !field.text.isEmpty else { return [] }
    let home = options.environment.home
    let typed = field.text.hasPrefix("~/") ? home + field.text.dropFirst() : field.text
    return [run(.chooseTarget(Paths.absolute(typed, from: options.projectDirectory)))]
  }

  private mutating func press(_ key: Key, inUndoOf plan: ChangePlan, top: Int) -> [Effect] {
    let view = UndoView(self, plan: plan)
    switch key {
    case .enter, .character("z"):
      overlay = nil
      return [run(.undo)]
    case .up, .character("k"): overlay = .undo(plan, top: max(top - 1, 0))
    case .down, .character("j"): overlay = .undo(plan, top: min(top + 1, view.lastTop))
    case .pageUp: overlay = .undo(plan, top: max(top - view.height, 0))
    case .pageDown: overlay = .undo(plan, top: min(top + view.height, view.lastTop))
    case .character("q"): overlay = nil
    default: break
    }
    return []
  }

  /// The files that pins could go to.
  func scopeMenu() -> Menu {
    let targets = targets
    let items = targets.map { target in
      Menu.Item(
        label: target.name, note: target.note, choice: .scope(target.scope))
    }
    return Menu(
      title: "Write to",
      items: items + [
        Menu.Item(label: "another file" + marks.ellipsis, note: "", choice: .askForFile)
      ],
      index: targets.firstIndex { $0.scope == scope } ?? 0)
  }

  /// p: asks how precisely to pin what is under the cursor, and where.
  mutating func askForPin() -> [Effect] {
    let marked = markedPlaces
    guard marked.isEmpty else {
      guard !options.readOnly else { return refuse() }
      overlay = .menu(markedMenu(marked))
      return []
    }
    if place == .project {
      guard let row = selectedRow, let tool = row.tool else { return [] }
      return askForPin(
        of: tool, current: row.pin.entry.request, scope: .file(row.id.file), element: row.element)
    }
    guard let tool = selectedTool?.tool else { return [] }
    let current = pins(of: tool).first(where: \.isInForce)?.pin.entry.request
    return askForPin(of: tool, current: current, scope: scope)
  }

  /// Asks how precisely to pin a tool; `current` is what an entry of it says.
  mutating func askForPin(
    of tool: ToolName, current: String?, scope: WriteScope, element: Int? = nil
  ) -> [Effect] {
    guard !options.readOnly else { return refuse() }
    guard let card = library[tool]?.card else {
      guard let record = library[tool] else {
        show(ErrorMessage(message: "The index has no \(tool).", hint: "Fetch it with r."))
        return []
      }
      show(
        record.trouble
          ?? ErrorMessage(
            message: "\(record.name) is still being read.", hint: "Again in a moment."))
      return []
    }
    let isHere = place == .browse && browse.pane != .tools && selectedTool?.tool == tool
    let newest = card.list.newest ?? card.list.visible().last
    guard let version = isHere ? selectedVersion?.listed : newest else {
      show(ErrorMessage(message: "\(tool) has no version that could be pinned."))
      return []
    }
    if let yank = version.yanked {
      let reason = yank.reason.map { ": " + $0 } ?? ""
      show(
        ErrorMessage(
          message: "\(tool.repository) \(version.version) is yanked\(reason)",
          hint: newest.map { "The newest safe release is \($0.version)." }))
      return []
    }
    var targets = targets
    if let path = scope.path, !targets.contains(where: { $0.path == path }) {
      targets.append(self.target(ofFile: path))
    }
    let target = targets.firstIndex { $0.scope == scope || $0.path == scope.path } ?? 0
    var prompt = PinPrompt(
      tool: tool, version: version, latest: newest, current: current, targets: targets,
      target: target)
    prompt.element = element.map { (target, $0) }
    overlay = .pin(prompt)
    return []
  }

  /// A file that an entry or a staged change is in, named as they name it.
  private func target(ofFile path: String) -> WriteTarget {
    let row = project.rows.first { $0.id.file == path }
    let item = staged.changes.first { $0.change.file == path }
    let planned = staged.plan?.files.first { $0.path == path }
    let kind = row?.pin.entry.fileKind ?? item?.change.kind
    let name =
      row?.fileName ?? planned.map { SafeText.clean($0.displayPath) }
      ?? SafeText.clean(Paths.abbreviate(path, home: options.environment.home))
    return WriteTarget(
      scope: .file(path), path: path, name: name, exists: row != nil || planned?.before != nil,
      holdsDigests: kind != .toolVersions)
  }

  /// Where pins of what is marked would go: entries into their own files, tools into the one that
  /// is written to. Nothing where nothing is marked here.
  private var markedPlaces: [PinTarget] {
    switch place {
    case .browse where browse.pane == .tools:
      browse.marked.sorted().map { PinTarget(tool: $0, scope: target?.scope ?? scope) }
    case .project:
      project.rows.filter { project.marked.contains($0.id) }.compactMap { row in
        row.tool.map { PinTarget(tool: $0, scope: .file(row.id.file), element: row.element) }
      }
    default: []
    }
  }

  /// Asks how precisely to pin what is marked.
  private func markedMenu(_ places: [PinTarget]) -> Menu {
    let noun = place == .project ? "entr\(places.count == 1 ? "y" : "ies")" : "marked tool"
    let plural = place == .project || places.count == 1 ? "" : "s"
    let file = place == .project ? "" : target.map { " in \($0.name)" } ?? ""
    func item(_ label: String, _ note: String, _ precision: PinPrecision, _ withDigest: Bool)
      -> Menu.Item
    {
      Menu.Item(
        label: label, note: note,
        choice: .pinMarked(places, precision, withDigest: withDigest))
    }
    let marked = project.rows.filter { project.marked.contains($0.id) }
    let holdsDigests =
      place == .project
      ? marked.contains { $0.pin.entry.fileKind != .toolVersions } : target?.holdsDigests ?? true
    let digest = item("exact + digest", "4.3.2, and its content as it is now", .exact, true)
    return Menu(
      title: "Pin \(places.count) \(noun)\(plural)\(file)",
      items: [
        item("minor line", "4.3 where 4.3.2 is newest", .minor, false),
        item("major line", "4 where 4.3.2 is newest", .major, false),
        item("exact", "4.3.2, and that alone", .exact, false),
        item("latest", "always the newest release", .latest, false),
      ] + (holdsDigests ? [digest] : []))
  }
}

extension WriteScope {
  /// The file, where the scope names one.
  fileprivate var path: String? {
    if case .file(let path) = self { return path }
    return nil
  }
}

extension WriteTarget {
  /// What sort of file it is, for the menu.
  var note: String {
    let kind =
      switch scope {
      case .project: "the project"
      case .local: "this checkout alone"
      case .global: "every project of yours"
      case .environment(let name): "with MISE_ENV=\(SafeText.clean(name))"
      case .file: "this file"
      }
    return exists ? kind : kind + ", new file"
  }
}
