import BackendKit

/// Asks for the path of a file to write to.
struct FilePrompt: Sendable {
  var field = TextField()
  /// The prompt that it was opened from, and returns to.
  var pin: PinPrompt?

  /// Handles a key and its action.
  func answer(to key: Key?, meaning action: Action?, in session: Session) -> DialogResult {
    let below = pin.map { Overlay.pin($0) }
    switch action {
    case .cancel: return DialogResult(overlay: below)
    case .open:
      let path = session.options.path(typed: field.text)
      return DialogResult(
        overlay: below, requests: field.text.isEmpty ? [] : [.ask(.chooseFile(path))])
    default:
      var prompt = self
      if let key { _ = prompt.field.handle(key) }
      return .stay(.file(prompt))
    }
  }
}
