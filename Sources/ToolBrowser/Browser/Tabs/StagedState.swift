/// Staged: the user's position in the diff, and which parts of it have been seen.
struct StagedState: Sendable {
  var cursor = ListCursor()
  /// The search in the diff.
  var filter: Filter?
  /// The first visible line of the diff.
  var top = 0
  /// Whether the selected change should be scrolled into view.
  var followsCursor = true
  var seen = SeenDiff()
}

extension StagedState {
  /// Handles a notice. A new diff has to be seen before it is written.
  mutating func handle(_ notice: Notice) {
    switch notice {
    case .planned(isNew: true), .plannedAgain, .nothingToChange(othersAreStaged: true):
      seen = SeenDiff()
      top = 0
      followsCursor = true
    case .nothingToChange(othersAreStaged: false), .written: self = StagedState()
    default: break
    }
  }
}
