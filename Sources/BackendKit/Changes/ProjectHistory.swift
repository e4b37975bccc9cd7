/// Which changes are a project's own (docs/design.md, D10): those that were made from it, and those
/// that touched one of its files, from wherever they were made.
package struct ProjectHistory: Sendable, Equatable {
  /// The folder that the project's nearest file is for.
  let origin: String
  /// Its files, links followed. The user's and the machine's are not among them.
  let files: Set<String>

  /// The history of a project.
  package init(_ project: MiseProject) {
    let own = project.files.filter { $0.level == .project }.map(\.path)
    origin = own.first.map(ConfigRoot.of) ?? project.directory
    files = Set(own + own.compactMap { try? Files.resolveLinks($0) })
  }

  /// Whether a change is one of the project's.
  func holds(_ record: JournalRecord) -> Bool {
    record.origin == origin
      || record.patches.contains { files.contains($0.path) || files.contains($0.target) }
  }
}

/// A change that was written and can be taken back.
package struct PastChange: Sendable, Equatable {
  /// Its number, by which it is named.
  package let number: Int
  /// When it was written, in seconds since 1970.
  package let time: Int64
  /// The project that it was made from; empty where that was none.
  package let origin: String
  /// The absolute paths of its files.
  package let files: [String]
}

/// What taking a change back would write: what is shown, and then done or not.
package struct UndoPlan: Sendable, Equatable {
  /// The change.
  package let change: PastChange
  /// What would be written.
  package let plan: ChangePlan
}

/// Which change is to be taken back.
package struct UndoRequest: Sendable, Equatable {
  /// Its number; nil for the newest one.
  package var number: Int?
  /// Whether it may be another project's.
  package var reachesAll: Bool

  /// A request of parts.
  package init(number: Int? = nil, reachesAll: Bool = false) {
    self.number = number
    self.reachesAll = reachesAll
  }
}
