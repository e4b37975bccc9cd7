import BackendKit

/// The help dialog: the keys of one context.
struct Help: Sendable {
  /// The context.
  let topic: Context
  /// The first visible line.
  var top = 0
  /// The search in its text.
  var search: Filter?

  /// Whether a search is being typed.
  var isTyping: Bool { search?.isTyping == true }
}

extension Help {
  /// Handles a key, which means `action` here; returns whether help stays open.
  mutating func handle(_ key: Key?, meaning action: Action?, in layout: Layout) -> Bool {
    switch action {
    case .filter: search.begin()
    case .nextMatch: go(by: 1, in: layout)
    case .previousMatch: go(by: -1, in: layout)
    case .cancel where search != nil: search = nil
    case .open where isTyping, .nextPane, .previousPane:
      search?.isTyping = false
      if search?.field.text.isEmpty == true { search = nil }
    case .help where isTyping: break
    case .cancel, .back, .open, .help: return false
    case nil where isTyping && key == .backspace && search?.field.text.isEmpty == true: search = nil
    case nil where isTyping:
      if let key, search.type(key) { go(by: 1, in: layout, from: 0) }
    default:
      let movement = action?.movement(page: layout.dialog.page) ?? .lines(0)
      top = movement.index(from: top, last: layout.dialog.last)
    }
    return true
  }

  private mutating func go(by step: Int, in layout: Layout, from start: Int? = nil) {
    guard let line = search.step(step, in: layout.dialogText, from: start ?? top) else { return }
    top = min(line, layout.dialog.last)
  }
}
