/// Staged: where the person is in the diff.
struct StagedState: Sendable {
  var cursor = ListCursor()
  /// The first line of the diff in sight.
  var top = 0
  /// Whether the diff was on the screen, which writing asks for.
  var wasSeen = false
}
