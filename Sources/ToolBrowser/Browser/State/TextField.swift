import BackendKit

/// One line of text that is being typed; the cursor stands at its end.
struct TextField: Hashable, Sendable {
  private(set) var text = ""

  init(_ text: String = "") { self.text = text }

  /// Takes a key; whether it meant something here.
  mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .backspace, .control("h"):
      guard !text.isEmpty else { return false }
      text.removeLast()
    case .control("u"): text = ""
    case .control("w"), .alt(.backspace):
      while text.last == " " { text.removeLast() }
      while let last = text.last, last != " " { text.removeLast() }
    // Readline's word keys: the cursor is always at the end, so these have nothing to do.
    case .alt(.character("b")), .alt(.character("f")), .alt(.character("d")): break
    default: return false
    }
    return true
  }

  /// Whether a key means something here.
  func takes(_ key: Key) -> Bool {
    var copy = self
    return copy.handle(key) || key == .backspace
  }

  /// Adds text, pasted maybe; a field is no place for more than fits a screen.
  mutating func insert(_ more: String) {
    let clean = SafeText.clean(more)
    guard text.count + clean.count <= 256 else { return }
    text += clean
  }
}

extension Key {
  /// Whether a field that holds text takes it.
  var isTyped: Bool { TextField("text").takes(self) }
}
