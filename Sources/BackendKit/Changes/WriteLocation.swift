/// The location of a file that is about to be changed, as it was found.
struct WriteLocation: Sendable {
  /// The absolute path, with links followed, even if the last one is dangling.
  let target: String
  /// The file; nil if it does not exist.
  let seen: SeenFile?
  /// The folders that have to be created, outermost first.
  let missingFolders: [String]
  /// The inode of its folder; nil if that has to be created.
  let folder: String?

  var inode: String? { seen.map { String($0.stamp.inode) } }

  /// The nearest existing folder, which is locked.
  var existingFolder: String { Paths.parent(missingFolders.first ?? target) }

  init(of path: String) throws(FileFailure) {
    // A loop of links leads nowhere.
    _ = try Files.writeTarget(path)
    target = Files.resolvedTarget(of: path)
    var missing: [String] = []
    var folder = Paths.parent(target)
    while !Files.exists(folder), folder != Paths.parent(folder) {
      missing.insert(folder, at: 0)
      folder = Paths.parent(folder)
    }
    missingFolders = missing
    if missing.isEmpty {
      let open = try OpenFolder(folder)
      seen = try open.read(Paths.lastComponent(target))
      self.folder = open.inode
    } else {
      seen = nil
      self.folder = nil
    }
  }
}

extension OpenFolder {
  /// Its inode, as stored in the journal.
  var inode: String? {
    var status = stat()
    return fstat(number, &status) == 0 ? String(status.st_ino) : nil
  }
}
