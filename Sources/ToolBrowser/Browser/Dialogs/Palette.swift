import BackendKit

/// The commands of a context, found by name.
struct Palette: Sendable {
  /// The context whose commands are listed.
  let context: Context
  var field = TextField()
  /// The selected line.
  var index = 0

  /// Actions that move the selection or close a dialog are not listed.
  private static let excluded: Set<Action> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .bottom,
    .palette, .cancel, .open,
  ]

  /// Handles a key and its action.
  func answer(to key: Key?, meaning action: Action?, in bindings: KeyBindings) -> DialogResult {
    var palette = self
    let items = items(in: bindings)
    switch action {
    case .open:
      return items.indices.contains(index) ? .close(.perform(items[index].action)) : .close()
    case .up: palette.index -= 1
    case .down: palette.index += 1
    case .pageUp: palette.index -= 10
    case .pageDown: palette.index += 10
    case .top: palette.index = 0
    case .bottom: palette.index = items.count - 1
    default:
      if let key, palette.field.handle(key) { palette.index = 0 }
    }
    let last = max(palette.items(in: bindings).count - 1, 0)
    palette.index = min(max(palette.index, 0), last)
    return .stay(.palette(palette))
  }

  /// The commands that match the text, best first; without a text all, in the order of help.
  func items(in bindings: KeyBindings) -> [KeyTable.Entry] {
    let entries = bindings.bindings(in: context).map(\.entry).filter {
      !Palette.excluded.contains($0.action)
    }
    guard !field.text.isEmpty else { return entries }
    let candidates = entries.map {
      FuzzyMatcher.Candidate(
        name: $0.action.rawValue, title: $0.label,
        keywords: $0.summary.split(separator: " ").map(String.init))
    }
    return FuzzyMatcher.rank(query: field.text, among: candidates).map { entries[$0.index] }
  }
}
