/// The entries of an open folder.
enum FolderEntries {
  /// The type of an entry; the raw values are used in messages.
  enum Kind: String, Sendable {
    case file
    case folder
    case symlink
    case pipe
    case socket
    case device
  }

  /// All entries but `.` and `..`, in the order of the file system.
  static func read(_ folder: Int32) throws(SystemError) -> [(name: PathBytes, kind: Kind)] {
    // `closedir` closes the descriptor that it reads from.
    let copy = fcntl(folder, F_DUPFD_CLOEXEC, 0)
    guard copy >= 0 else { throw SystemError(number: errno) }
    guard let stream = fdopendir(copy) else {
      let number = errno
      close(copy)
      throw SystemError(number: number)
    }
    defer { closedir(stream) }
    guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name),
      let typeOffset = MemoryLayout<dirent>.offset(of: \.d_type)
    else { return [] }
    var entries: [(PathBytes, Kind)] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      // The record ends with the name; copying the whole `dirent` would read past it.
      let record = UnsafeRawPointer(entry)
      let name = PathBytes((record + nameOffset).assumingMemoryBound(to: CChar.self))
      if name == .current || name == .parent { continue }
      let type = Int((record + typeOffset).load(as: UInt8.self))
      entries.append((name, try kind(type, of: name, in: folder)))
    }
    guard errno == 0 else { throw SystemError(number: errno) }
    return entries
  }

  /// The type according to a file's mode.
  static func kind(mode: mode_t) -> Kind {
    switch mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFLNK: .symlink
    case S_IFIFO: .pipe
    case S_IFSOCK: .socket
    default: .device
    }
  }

  /// The type according to the folder, or to the entry itself if the file system does not store
  /// types in its folders.
  private static func kind(_ type: Int, of name: PathBytes, in folder: Int32)
    throws(SystemError) -> Kind
  {
    switch type {
    case Int(DT_REG): return .file
    case Int(DT_DIR): return .folder
    case Int(DT_LNK): return .symlink
    case Int(DT_FIFO): return .pipe
    case Int(DT_SOCK): return .socket
    case Int(DT_CHR), Int(DT_BLK): return .device
    default: break
    }
    var status = stat()
    guard fstatat(folder, name.cString, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      throw SystemError(number: errno)
    }
    return kind(mode: status.st_mode)
  }
}
