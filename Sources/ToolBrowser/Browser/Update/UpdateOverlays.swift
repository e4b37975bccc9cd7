import BackendKit

extension Overlay {
  /// What its keys mean.
  var context: Context {
    switch self {
    case .help: .help
    case .pin(let prompt): prompt.isOffer ? .pinPrompt : .pinField
    case .menu(let menu): menu.asksToQuit ? .quitPrompt : .menu
    case .file: .filePrompt
    case .undo: .undoPrompt
    case .palette: .palette
    }
  }
}

extension State {
  /// Takes a key while something lies over the screen.
  mutating func pressInOverlay(_ key: Key? = nil, meaning action: Action?) -> [Effect] {
    guard let overlay else { return [] }
    switch action {
    case .help where overlay.context != .help:
      self.overlay = .help(overlay.context, top: 0, over: overlay)
      return []
    case .cancel where overlay.context != .help:
      self.overlay = nil
      return []
    default: break
    }
    switch overlay {
    case .help(let context, let top, let below):
      pressInHelp(action, context, top, over: below)
      return []
    case .pin(let prompt): return press(key, action, in: prompt)
    case .menu(let menu): return press(action, in: menu)
    case .file(let field): return press(key, action, in: field)
    case .undo(let plan, let top): return press(action, inUndoOf: plan, top: top)
    case .palette(let palette): return press(key, action, in: palette)
    }
  }

  private mutating func pressInHelp(
    _ action: Action?, _ context: Context, _ top: Int, over below: Overlay?
  ) {
    switch action {
    case .cancel, .back, .open, .help: overlay = below
    case let action?:
      let top = scrolled(top, by: action)
      overlay = .help(context, top: top, over: below)
    case nil: break
    }
  }

  /// The first line in sight after a movement.
  private func scrolled(_ top: Int, by action: Action) -> Int {
    let moved = top + (action.movement(page: layout.dialog.page) ?? 0)
    return min(max(moved, 0), layout.dialog.last)
  }

  private mutating func press(
    _ key: Key?, _ action: Action?, in prompt: PinPrompt
  ) -> [Effect] {
    var prompt = prompt
    switch action {
    case .open:
      guard !prompt.field.text.isEmpty else { return [] }
      overlay = nil
      let request = ToolRequest(tool: prompt.tool, version: prompt.field.text)
      let scope = prompt.targets.isEmpty ? self.scope : prompt.targets[prompt.target].scope
      let element = prompt.element.flatMap { $0.target == prompt.target ? $0.index : nil }
      let target = PinTarget(tool: prompt.tool, scope: scope, element: element)
      return self.request(.pin(request, at: target, withDigest: prompt.withDigest))
    case .back:
      overlay = nil
      return []
    case .up: prompt.choose(by: -1)
    case .down: prompt.choose(by: 1)
    case .top: prompt.choose(0)
    case .bottom: prompt.choose(prompt.presets.count - 1)
    case .nextPane: prompt.chooseTarget(by: 1)
    case .previousPane: prompt.chooseTarget(by: -1)
    default:
      // An offer can be shortened: 4.3.4 to 4.3.
      guard let key, prompt.field.takes(key) else { break }
      if key == .backspace { prompt.isOffer = false }
      prompt.type { _ = $0.handle(key) }
    }
    overlay = .pin(prompt)
    return []
  }

  private mutating func press(_ action: Action?, in menu: Menu) -> [Effect] {
    var menu = menu
    let count = menu.items.count
    switch action {
    case .open:
      overlay = nil
      guard menu.items.indices.contains(menu.index) else { return [] }
      return choose(menu.items[menu.index].choice)
    case .up: menu.index = (menu.index + count - 1) % max(count, 1)
    case .down: menu.index = (menu.index + 1) % max(count, 1)
    case .top: menu.index = 0
    case .bottom: menu.index = max(count - 1, 0)
    case .back:
      overlay = nil
      if menu.asksToQuit { exitStatus = 0 }
      return []
    default: break
    }
    overlay = .menu(menu)
    return []
  }

  private mutating func choose(_ choice: Menu.Choice) -> [Effect] {
    switch choice {
    case .scope(let scope): return request(.chooseScope(scope))
    case .askForFile: overlay = .file(TextField())
    case .showStaged: return go(to: .staged)
    case .stay: break
    case .pinMarked(let places, let precision, let withDigest):
      return request(.pinNewest(places, precision, withDigest: withDigest))
    case .upgrade(let rows, let level):
      return request(
        .upgrade(session.rows.filter { rows.contains($0.id) }.map(\.pin), to: level))
    case .install(let items): return request(.install(items))
    case .quit: exitStatus = 0
    }
    return []
  }

  private mutating func press(_ key: Key?, _ action: Action?, in field: TextField) -> [Effect] {
    var field = field
    guard action == .open else {
      if let key { _ = field.handle(key) }
      overlay = .file(field)
      return []
    }
    overlay = nil
    guard !field.text.isEmpty else { return [] }
    let home = options.environment.home
    let typed = field.text.hasPrefix("~/") ? home + field.text.dropFirst() : field.text
    return request(.chooseFile(Paths.absolute(typed, from: options.projectDirectory)))
  }

  private mutating func press(
    _ action: Action?, inUndoOf plan: UndoPlan, top: Int
  ) -> [Effect] {
    switch action {
    case .open, .undo:
      overlay = nil
      return request(.undo(plan))
    case .back: overlay = nil
    case let action?:
      overlay = .undo(plan, top: scrolled(top, by: action))
    case nil: break
    }
    return []
  }

  private mutating func press(_ key: Key?, _ action: Action?, in palette: Palette) -> [Effect] {
    var palette = palette
    let items = palette.items(in: bindings)
    switch action {
    case .open:
      overlay = nil
      return items.indices.contains(palette.index) ? perform(items[palette.index].action) : []
    case .up: palette.index -= 1
    case .down: palette.index += 1
    case .pageUp: palette.index -= 10
    case .pageDown: palette.index += 10
    case .top: palette.index = 0
    case .bottom: palette.index = items.count - 1
    default:
      if let key, palette.field.handle(key) { palette.index = 0 }
    }
    palette.index = min(max(palette.index, 0), max(palette.items(in: bindings).count - 1, 0))
    overlay = .palette(palette)
    return []
  }
}
