/// Staged: where the person is in the diff, and what of it has been on the screen.
struct StagedState: Sendable {
  var cursor = ListCursor()
  /// The first line of the diff in sight.
  var top = 0
  /// Whether the change under the cursor is to be brought into sight.
  var followsCursor = true
  var seen = SeenDiff()
}
