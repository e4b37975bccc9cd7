/// Which files may be hard-linked instead of copied. A link saves space and time, but what is
/// written to one file is then in the other as well: so only a file that nobody else can change, or
/// gain rights through.
struct LinkPolicy: Sendable {
  /// Smaller files are copied: the files that programs rewrite in place, such as configuration and
  /// certificates, are small.
  static let minimumSize = (256 << 10) + 1

  /// Whether any file may be linked at all.
  let isOn: Bool
  private let user: uid_t

  /// - Parameters:
  ///   - isOn: whether the caller wants links.
  ///   - tree: the path of the tree, symlinks resolved.
  ///   - user: who makes the copy.
  init(isOn: Bool, tree: String, user: uid_t = geteuid()) {
    self.user = user
    self.isOn = isOn && (user != 0 || Self.belongsToRoot(tree))
  }

  /// Whether this file of the tree may be linked.
  func allows(_ status: stat, in folder: Int32) -> Bool {
    guard isOn, status.st_size >= Self.minimumSize, status.st_uid == user,
      status.st_mode & (S_ISUID | S_ISGID) == 0
    else { return false }
    guard user == 0 else { return true }
    var above = stat()
    return status.st_mode & 0o022 == 0 && fstat(folder, &above) == 0
      && !Self.othersCanWrite(above)
  }

  /// Whether only root can replace the tree.
  private static func belongsToRoot(_ tree: String) -> Bool {
    var path = tree
    while true {
      var status = stat()
      guard lstat(path, &status) == 0, !othersCanWrite(status) else { return false }
      if path == "/" { return true }
      path = Paths.parent(path)
    }
  }

  /// Whether somebody else can rename or remove the entries of a folder of root's. In a sticky
  /// folder such as `/tmp` only a file's owner can.
  private static func othersCanWrite(_ folder: stat) -> Bool {
    folder.st_uid != 0 || (folder.st_mode & 0o022 != 0 && folder.st_mode & S_ISVTX == 0)
  }
}
