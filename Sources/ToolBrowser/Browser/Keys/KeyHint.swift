/// A hint that names a key, such as "w shows the diff". It is rendered with the bindings and
/// omitted if the action has no key.
struct KeyHint: Hashable, Sendable {
  let action: Action
  /// The context in which the key is to be pressed.
  let context: Context
  /// The text after the key.
  let text: String

  init(_ action: Action, in context: Context, _ text: String) {
    self.action = action
    self.context = context
    self.text = text
  }
}

extension KeyBindings {
  /// The text of a hint; nil if the action has no key.
  func text(of hint: KeyHint, ascii: Bool) -> String? {
    key(for: hint.action, in: hint.context).map { "\($0.shown(ascii: ascii)) \(hint.text)" }
  }
}
