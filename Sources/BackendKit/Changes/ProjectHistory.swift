/// Decides which changes belong to a project (docs/design.md, D10): those made in it, and those
/// that touched one of its files.
package struct ProjectHistory: Sendable, Equatable {
  /// The folder of the project's nearest file.
  let origin: String
  /// Its files, also with links followed. User and system files are not included.
  let files: Set<String>

  /// The history of a project.
  package init(_ project: MiseProject) {
    let own = project.files.filter { $0.level == .project }.map(\.path)
    origin = own.first.map(ConfigRoot.of) ?? project.directory
    files = Set(own + own.compactMap { try? Files.resolveLinks($0) })
  }

  /// Whether a change belongs to the project.
  func holds(_ record: JournalRecord) -> Bool {
    record.origin == origin
      || record.patches.contains { files.contains($0.path) || files.contains($0.target) }
  }
}

/// A change that can be undone.
package struct PastChange: Sendable, Equatable {
  /// The number that identifies it.
  package let number: Int
  /// When it was written, in seconds since 1970.
  package let time: Int64
  /// The project in which it was made; empty if there was none.
  package let origin: String
  /// The absolute paths of its files.
  package let files: [String]
}

/// What undoing a change would write.
package struct UndoPlan: Sendable, Equatable {
  package let change: PastChange
  package let plan: ChangePlan
}

/// The change to undo.
package struct UndoRequest: Sendable, Equatable {
  /// Its number; nil for the newest.
  package var number: Int?
  /// Whether it may belong to another project.
  package var reachesAll: Bool

  package init(number: Int? = nil, reachesAll: Bool = false) {
    self.number = number
    self.reachesAll = reachesAll
  }
}
