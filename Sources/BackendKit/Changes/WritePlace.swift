/// Where a file of a change is, or will be, as it was found right before the change.
struct WritePlace: Sendable {
  /// The absolute path, links followed; also where a last link leads to nothing yet.
  let target: String
  /// What is there; nil where nothing is.
  let seen: SeenFile?
  /// The folders that must be made for it, outermost first.
  let missingFolders: [String]
  /// The inode of its folder; nil where that is yet to be made.
  let folder: String?

  var inode: String? { seen.map { String($0.stamp.inode) } }

  /// The nearest folder that is there: the one that is locked.
  var existingFolder: String { Paths.parent(missingFolders.first ?? target) }

  init(of path: String) throws(FileFailure) {
    // A loop of links leads nowhere.
    _ = try Files.writeTarget(path)
    target = Files.place(of: path)
    var missing: [String] = []
    var folder = Paths.parent(target)
    while !Files.exists(folder), folder != Paths.parent(folder) {
      missing.insert(folder, at: 0)
      folder = Paths.parent(folder)
    }
    missingFolders = missing
    if missing.isEmpty {
      let open = try OpenFolder(folder)
      seen = try open.look(Paths.lastComponent(target))
      self.folder = open.inode
    } else {
      seen = nil
      self.folder = nil
    }
  }
}

extension OpenFolder {
  /// Its inode, as a journal notes it.
  var inode: String? {
    var status = stat()
    return fstat(number, &status) == 0 ? String(status.st_ino) : nil
  }
}
