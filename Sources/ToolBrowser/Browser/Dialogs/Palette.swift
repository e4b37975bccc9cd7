import BackendKit

/// The commands of a place, found by name.
struct Palette: Sendable {
  /// The place whose commands are offered.
  let context: Context
  var field = TextField()
  /// The chosen line.
  var index = 0

  /// What moves the cursor or closes a dialog is no command.
  private static let left: Set<Action> = [
    .up, .down, .left, .right, .pageUp, .pageDown, .halfPageUp, .halfPageDown, .top, .bottom,
    .palette, .cancel, .open,
  ]

  /// Takes a key, and what it means.
  func answer(to key: Key?, meaning action: Action?, in bindings: KeyBindings) -> DialogAnswer {
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

  /// The commands that the text leaves, best first; without a text all, in the order of help.
  func items(in bindings: KeyBindings) -> [KeyTable.Entry] {
    let entries = bindings.bindings(in: context).map(\.entry).filter {
      !Palette.left.contains($0.action)
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
