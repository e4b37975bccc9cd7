/// Identifies the state of a file. Writing, replacing or linking a file changes it.
struct FileStamp: Sendable, Hashable {
  let device: UInt64
  let inode: UInt64
  let size: Int64
  /// When the file or its metadata changed, in nanoseconds since 1970.
  let changed: Int64

  init(_ status: stat) {
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

  /// The state of what a path leads to, with links followed; nil if there is nothing.
  init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The state of what is at a path, a link itself; nil if there is nothing.
  init?(ofLink path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Whether both belong to the same file, in whatever state.
  func isSameFile(as other: FileStamp) -> Bool { device == other.device && inode == other.inode }
}

/// A regular file, as it was found in its folder.
struct SeenFile: Sendable, Equatable {
  let bytes: [UInt8]
  let stamp: FileStamp
  let owner: UInt32
  let group: UInt32
  let mode: UInt32
  /// The number of hard links.
  let links: Int

  init(bytes: [UInt8], status: stat) {
    self.bytes = bytes
    stamp = FileStamp(status)
    owner = status.st_uid
    group = status.st_gid
    mode = UInt32(status.st_mode)
    links = Int(status.st_nlink)
  }
}
