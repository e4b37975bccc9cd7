/// Project: where the person is in the list of entries.
struct ProjectState: Sendable {
  var cursor = ListCursor()
  var filter: Filter?
  var marked: Set<ProjectRow.ID> = []
  /// The row whose upgrade levels are open, and the one under the cursor.
  var upgrades: (row: ProjectRow.ID, step: Int)?
}
