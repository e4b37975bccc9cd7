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
