/// A folder to watch for changes, and which of its entries matter. It need not exist.
package struct WatchedFolder: Hashable, Sendable {
  /// Which entries of a folder matter.
  package enum Names: Hashable, Sendable {
    /// Any entry that is added, removed or renamed.
    case all
    /// Entries with these names or endings.
    case some(Set<String>, endings: Set<String> = [])

    /// Whether an entry with this name matters.
    package func contains(_ name: String) -> Bool {
      switch self {
      case .all: true
      case .some(let names, let endings):
        names.contains(name) || endings.contains { name.hasSuffix($0) }
      }
    }

    fileprivate mutating func formUnion(_ other: Names) {
      guard case .some(var names, var endings) = self,
        case .some(let others, let otherEndings) = other
      else {
        self = .all
        return
      }
      // A second reference would copy the sets each time, and a folder can have thousands of names.
      self = .all
      names.formUnion(others)
      endings.formUnion(otherEndings)
      self = .some(names, endings: endings)
    }
  }

  package let path: String
  package let names: Names

  /// The entries of a folder that matter.
  package init(_ path: String, _ names: Names) {
    self.path = path
    self.names = names
  }

  /// A single file.
  package init(file path: String) {
    self.init(Paths.parent(path), .some([Paths.lastComponent(path)]))
  }

  /// Each folder once, with all its names, in the order of the first.
  package static func merged(_ folders: [WatchedFolder]) -> [WatchedFolder] {
    var names: [String: Names] = [:]
    for folder in folders {
      names[folder.path, default: folder.names].formUnion(folder.names)
    }
    var seen: Set<String> = []
    return folders.filter { seen.insert($0.path).inserted }.map {
      WatchedFolder($0.path, names[$0.path] ?? $0.names)
    }
  }
}

/// The folders that something was read from, and when: their changes make it outdated.
package struct WatchedScope: Sendable {
  package let folders: [WatchedFolder]
  /// When reading started, in nanoseconds since 1970.
  package let since: Int64

  /// Folders that were read from `since` on.
  package init(_ folders: [WatchedFolder], since: Int64) {
    self.folders = WatchedFolder.merged(folders)
    self.since = since
  }

  /// No folders.
  package static let none = WatchedScope([], since: 0)
}
