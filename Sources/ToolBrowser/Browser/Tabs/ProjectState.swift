import BackendKit

/// Project: the user's position in the list of entries.
struct ProjectState: Sendable {
  var cursor = ListCursor()
  var filter: Filter?
  var marked: Set<ProjectRow.ID> = []
  /// The row whose upgrade levels are expanded, and the selected level.
  var upgrades: (row: ProjectRow.ID, step: Int)?
}

extension ProjectState {
  /// Handles a notice. After the files were read again, selection and marks stay with their
  /// entries. A mark is dropped if the entry's request or its siblings have changed.
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
