/// An offer of a key, such as "w shows the diff": made into text through the bindings, and left
/// out where the action has no key.
struct KeyHint: Hashable, Sendable {
  let action: Action
  /// Where the key is to be pressed.
  let context: Context
  /// What follows the key.
  let text: String

  init(_ action: Action, in context: Context, _ text: String) {
    self.action = action
    self.context = context
    self.text = text
  }
}

extension KeyBindings {
  /// The hint as text; nil if the action has no key.
  func text(of hint: KeyHint, ascii: Bool) -> String? {
    key(for: hint.action, in: hint.context).map { "\($0.shown(ascii: ascii)) \(hint.text)" }
  }
}
