/// A snapshot of the relevant entries of a folder by `stat`; it differs if something has changed.
struct FolderStamp: Hashable {
  private let folder: FileStamp?
  private var entries: [String: FileStamp] = [:]

  init(_ watched: WatchedFolder) {
    let status = FileStamp(of: watched.path)
    guard status != nil else {
      folder = nil
      return
    }
    switch watched.names {
    // The names matter, and the folder changes with them.
    case .all: folder = status
    case .some(let names, let endings):
      // Other entries do not matter.
      folder = nil
      let listed = endings.isEmpty ? [] : (try? Files.list(watched.path)) ?? []
      for name in names.union(listed.filter(watched.names.contains)) {
        entries[name] = FileStamp(of: Paths.join(watched.path, name))
      }
    }
  }

  /// Whether anything changed at that time or later, in nanoseconds since 1970.
  func isChanged(since moment: Int64) -> Bool {
    ([folder] + Array(entries.values)).contains { ($0?.changed ?? 0) >= moment }
  }
}
