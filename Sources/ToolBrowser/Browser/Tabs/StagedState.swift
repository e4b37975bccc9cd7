/// Staged: where the person is in the diff, and what of it has been on the screen.
struct StagedState: Sendable {
  var cursor = ListCursor()
  /// What is searched for in the diff.
  var filter: Filter?
  /// The first line of the diff in sight.
  var top = 0
  /// Whether the change under the cursor is to be brought into sight.
  var followsCursor = true
  var seen = SeenDiff()
}

extension StagedState {
  /// Takes what the session tells. A diff that is another one now has to be seen before it is written.
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
