import BackendKit

/// The keys of a place, over the screen.
struct Help: Sendable {
  /// The place.
  let topic: Context
  /// The first line in sight.
  var top = 0
  /// What is searched for in it.
  var search: Filter?

  /// Whether what is searched for is being typed.
  var isTyping: Bool { search?.isTyping == true }
}

extension Help {
  /// Takes a key, and what it means here; whether help stays.
  mutating func take(_ key: Key?, meaning action: Action?, in layout: Layout) -> Bool {
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
