import BackendKit

/// A line of text being typed. The cursor is always at its end.
struct TextField: Hashable, Sendable {
  private(set) var text = ""

  init(_ text: String = "") { self.text = text }

  /// Handles a key; returns whether it had a meaning.
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

  /// Whether a key has a meaning.
  func takes(_ key: Key) -> Bool {
    var copy = self
    return copy.handle(key) || key == .backspace
  }

  /// Adds typed or pasted text, up to a limit.
  mutating func insert(_ more: String) {
    let clean = SafeText.clean(more)
    guard text.count + clean.count <= 256 else { return }
    text += clean
  }
}

extension Key {
  /// Whether a text field that contains text handles the key.
  var isTyped: Bool { TextField("text").takes(self) }
}
