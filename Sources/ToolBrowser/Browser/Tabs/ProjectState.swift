import BackendKit

/// Project: where the person is in the list of entries.
struct ProjectState: Sendable {
  var cursor = ListCursor()
  var filter: Filter?
  var marked: Set<ProjectRow.ID> = []
  /// The row whose upgrade levels are open, and the one under the cursor.
  var upgrades: (row: ProjectRow.ID, step: Int)?
}

extension ProjectState {
  /// Takes what the session tells. When the files are read again, cursor and marks stay with their
  /// entries. An entry that says something else now, or stands among others, is not what was marked.
  mutating func handle(_ notice: Notice, in session: Session) {
    guard case .projectRead(let previous) = notice, let snapshot = session.project else { return }
    let rows = previous?.rows ?? []
    let selected = rows.indices.contains(cursor.index) ? rows[cursor.index].id : nil
    if let selected, let index = snapshot.rows.firstIndex(where: { $0.id == selected }) {
      cursor.index = index
    }
    marked.formIntersection(snapshot.rows.map(\.id))
    marked = marked.filter { id in
      previous?.requests(sharingKeyOf: id) == snapshot.requests(sharingKeyOf: id)
    }
  }
}
