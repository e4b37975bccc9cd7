/// A folder whose changes matter, and which names in it do. It need not be there.
package struct WatchedFolder: Hashable, Sendable {
  /// Which entries of a folder matter.
  package enum Names: Hashable, Sendable {
    /// Whatever comes, goes or is renamed.
    case all
    /// These, and those that end so.
    case some(Set<String>, endings: Set<String> = [])

    /// Whether an entry of this name matters.
    package func contains(_ name: String) -> Bool {
      switch self {
      case .all: true
      case .some(let names, let endings):
        names.contains(name) || endings.contains { name.hasSuffix($0) }
      }
    }

    fileprivate func union(_ other: Names) -> Names {
      guard case .some(let names, let endings) = self,
        case .some(let others, let otherEndings) = other
      else { return .all }
      return .some(names.union(others), endings: endings.union(otherEndings))
    }
  }

  /// Its absolute path.
  package let path: String
  /// The entries that matter.
  package let names: Names

  /// The entries of a folder that matter.
  package init(_ path: String, _ names: Names) {
    self.path = path
    self.names = names
  }

  /// One file, wherever it is.
  package init(file path: String) {
    self.init(Paths.parent(path), .some([Paths.lastComponent(path)]))
  }

  /// Each folder once, with all names that matter in it, in the order of the first.
  package static func merged(_ folders: [WatchedFolder]) -> [WatchedFolder] {
    var names: [String: Names] = [:]
    for folder in folders {
      names[folder.path] = names[folder.path].map { $0.union(folder.names) } ?? folder.names
    }
    var seen: Set<String> = []
    return folders.filter { seen.insert($0.path).inserted }.map {
      WatchedFolder($0.path, names[$0.path] ?? $0.names)
    }
  }
}

/// What something that was read rests on: where changes would make it out of date, and since when.
package struct WatchedScope: Sendable {
  /// The folders, each once.
  package let folders: [WatchedFolder]
  /// When reading began, in nanoseconds since 1970.
  package let since: Int64

  /// What was read from `since` on.
  package init(_ folders: [WatchedFolder], since: Int64) {
    self.folders = WatchedFolder.merged(folders)
    self.since = since
  }

  /// Nothing that could change.
  package static let none = WatchedScope([], since: 0)
}
