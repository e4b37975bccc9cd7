/// What a folder holds of the names that matter, as far as `stat` tells: two stamps differ where
/// something changed in between.
struct FolderStamp: Hashable {
  private let folder: FileStamp?
  private var entries: [String: FileStamp] = [:]

  init(_ watched: WatchedFolder) {
    let status = Self.stamp(watched.path)
    guard status != nil else {
      folder = nil
      return
    }
    switch watched.names {
    // Names alone matter: they change with the folder.
    case .all: folder = status
    case .some(let names, let endings):
      // Whatever else comes and goes in it does not matter.
      folder = nil
      let listed = endings.isEmpty ? [] : (try? Files.list(watched.path)) ?? []
      for name in names.union(listed.filter(watched.names.contains)) {
        entries[name] = Self.stamp(Paths.join(watched.path, name))
      }
    }
  }

  /// What a path leads to; nil where that is nothing.
  private static func stamp(_ path: String) -> FileStamp? {
    var status = stat()
    return stat(path, &status) == 0 ? FileStamp(status) : nil
  }

  /// Whether something changed at that moment or later, in nanoseconds since 1970.
  func isChanged(since moment: Int64) -> Bool {
    ([folder] + Array(entries.values)).contains { ($0?.changed ?? 0) >= moment }
  }
}
