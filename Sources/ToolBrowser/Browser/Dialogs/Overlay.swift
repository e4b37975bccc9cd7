import BackendKit

/// A dialog over the screen, which has the focus.
enum Overlay: Sendable {
  /// The keys of a context, and the prompt below help.
  indirect case help(Help, over: Overlay?)
  case pin(PinPrompt)
  case menu(Menu)
  case file(FilePrompt)
  /// The last change, to be undone.
  case undo(UndoPlan, top: Int)
  case palette(Palette)
}

/// The effect of a key on a dialog.
struct DialogResult: Sendable {
  /// The dialog from now on.
  var overlay: Overlay?
  var requests: [ScreenRequest] = []

  static func stay(_ overlay: Overlay) -> DialogResult { DialogResult(overlay: overlay) }
  static func close(_ requests: ScreenRequest...) -> DialogResult {
    DialogResult(overlay: nil, requests: requests)
  }
}

extension Overlay {
  /// The context of its keys.
  var context: Context {
    switch self {
    case .help(let help, _): help.isTyping ? .filter : .help
    case .pin(let prompt): prompt.isOffer ? .pinPrompt : .pinField
    case .menu(let menu): menu.asksToQuit ? .quitPrompt : .menu
    case .file: .filePrompt
    case .undo: .undoPrompt
    case .palette: .palette
    }
  }

  /// Handles a key and its action.
  func answer(
    to key: Key?, meaning action: Action?, in context: ScreenContext
  ) -> DialogResult {
    if case .help(var help, let below) = self {
      let stays = help.handle(key, meaning: action, in: context.layout)
      return DialogResult(overlay: stays ? .help(help, over: below) : below)
    }
    if case .file(let prompt) = self, action != .help {
      return prompt.answer(to: key, meaning: action, in: context.session)
    }
    switch action {
    case .help: return .stay(.help(Help(topic: self.context), over: self))
    case .cancel: return .close()
    default: break
    }
    switch self {
    case .help, .file: return .stay(self)
    case .pin(let prompt): return prompt.answer(to: key, meaning: action, in: context.session)
    case .menu(let menu): return menu.answer(to: action, in: context.session)
    case .undo(let plan, let top):
      switch action {
      case .open, .undo: return .close(.ask(.undo(plan)))
      case .back: return .close()
      default: return .stay(.undo(plan, top: Self.scrolled(top, by: action, context.layout)))
      }
    case .palette(let palette):
      return palette.answer(to: key, meaning: action, in: context.bindings)
    }
  }

  /// The first visible line after a movement.
  private static func scrolled(_ top: Int, by action: Action?, _ layout: Layout) -> Int {
    let movement = action?.movement(page: layout.dialog.page) ?? .lines(0)
    return movement.index(from: top, last: layout.dialog.last)
  }

  /// Inserts pasted text where text is typed.
  mutating func insert(_ text: String) {
    switch self {
    case .file(var prompt):
      prompt.field.insert(text)
      self = .file(prompt)
    case .pin(var prompt):
      prompt.type { $0.insert(text) }
      self = .pin(prompt)
    case .palette(var palette):
      palette.field.insert(text)
      self = .palette(palette)
    case .help(var help, let below) where help.isTyping:
      help.search?.field.insert(text)
      self = .help(help, over: below)
    case .help, .menu, .undo: break
    }
  }

  /// Handles a click. As in lists, the first click selects an item and the second one chooses it;
  /// help closes.
  ///
  /// - Returns: the action of the click; nil if it only selects.
  mutating func click(_ target: Target?) -> Action? {
    switch (self, target) {
    case (_, .key(let action)): return action
    case (.help, _): return .cancel
    case (.menu(var menu), .answer(let index)):
      if index == menu.index { return .open }
      menu.index = index
      self = .menu(menu)
    case (.palette(var palette), .command(let index)):
      if index == palette.index { return .open }
      palette.index = index
      self = .palette(palette)
    default: break
    }
    return nil
  }

  /// Whether it is text that scrolls by lines, not a list of items.
  var isText: Bool {
    switch self {
    case .help, .undo: true
    case .pin, .menu, .file, .palette: false
    }
  }
}

extension Overlay {
  /// The keys of a context.
  static func help(on topic: Context) -> Overlay { .help(Help(topic: topic), over: nil) }

  /// The command palette of a context.
  static func commands(of context: Context) -> Overlay { .palette(Palette(context: context)) }

  /// The files that pins can be written to.
  static func targets(_ session: Session) -> Overlay { .menu(.targets(session.targets)) }

  /// The question before quitting; nil if nothing would be lost and no work is running.
  static func leaving(_ session: Session) -> Overlay? { Menu.leaving(session).map { .menu($0) } }
}
