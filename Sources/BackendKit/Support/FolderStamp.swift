/// What a folder holds of the names that matter, as far as `stat` tells: two stamps differ where
/// something changed in between.
struct FolderStamp: Hashable {
  private struct Entry: Hashable {
    let device: UInt64
    let inode: UInt64
    let size: Int64
    /// When it last changed, in nanoseconds since 1970.
    let changed: Int64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      device = UInt64(truncatingIfNeeded: status.st_dev)
      inode = UInt64(status.st_ino)
      size = Int64(status.st_size)
      #if canImport(Darwin)
        let time = status.st_ctimespec
      #else
        let time = status.st_ctim
      #endif
      changed = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
  }

  private let folder: Entry?
  private var entries: [String: Entry] = [:]

  init(_ watched: WatchedFolder) {
    let status = Entry(watched.path)
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
        entries[name] = Entry(Paths.join(watched.path, name))
      }
    }
  }

  /// Whether something changed at that moment or later, in nanoseconds since 1970.
  func isChanged(since moment: Int64) -> Bool {
    ([folder] + Array(entries.values)).contains { ($0?.changed ?? 0) >= moment }
  }
}
