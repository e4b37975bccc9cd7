#if os(Linux)
  import CLinux
#endif

/// An open folder: operations by name take place in this folder, even if its path leads elsewhere
/// by then. Names are not followed as links.
final class OpenFolder: Sendable {
  /// The path by which it was opened, used only in failures.
  let path: String
  let number: Int32
  /// Whether it was opened for reading, as locking and flushing require.
  let isReadable: Bool

  init(_ path: String) throws(FileFailure) {
    let flags = O_DIRECTORY | O_CLOEXEC
    var number = open(path, O_RDONLY | flags)
    isReadable = number >= 0
    #if !canImport(Darwin)
      // A folder that may be entered but not listed.
      if number < 0, errno == EACCES { number = open(path, Self.pathOnly | flags) }
    #endif
    guard number >= 0 else { throw FileFailure(path: path, errno: errno) }
    self.path = path
    self.number = number
  }

  deinit { close(number) }

  #if !canImport(Darwin)
    /// `O_PATH`, a macro that not every C library exports to Swift.
    private static let pathOnly: Int32 = 0o10000000
  #endif

  /// The path of an entry, for failures and for display.
  func path(of name: String) -> String { Paths.join(path, name) }

  /// The file with a name; nil if there is none. Throws `.notAFile` unless it is a regular file.
  ///
  /// - Parameter limit: the maximum size.
  func read(_ name: String, limit: Int = Files.defaultLimit) throws(FileFailure) -> SeenFile? {
    do throws(FileFailure) {
      return try FileDescriptor(name, in: self, O_RDONLY | O_NONBLOCK | O_NOCTTY).seen(limit: limit)
    } catch {
      switch error {
      case .notFound: return nil
      case .linkLoop: throw .notAFile(path: path(of: name))
      default: throw error
      }
    }
  }

  /// Whether its path still leads to this folder.
  var isInPlace: Bool {
    var there = stat()
    var here = stat()
    guard stat(path, &there) == 0, fstat(number, &here) == 0 else { return false }
    return FileStamp(there).isSameFile(as: FileStamp(here))
  }

  /// Removes a file. Nothing happens if it does not exist.
  func remove(_ name: String) throws(FileFailure) {
    guard unlinkat(number, name, 0) == 0 || errno == ENOENT else {
      throw FileFailure(path: path(of: name), errno: errno)
    }
  }

  /// Renames a file, replacing one that has the other name.
  func rename(_ name: String, to other: String) throws(FileFailure) {
    guard renameat(number, name, number, other) == 0 else {
      throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Renames a file to an unused name; returns false if the name is in use.
  func renameToNew(_ name: String, to other: String) throws(FileFailure) -> Bool {
    guard Self.rename(number, name, other, .new) != 0 else { return true }
    switch errno {
    case EEXIST: return false
    case EINVAL, ENOSYS, ENOTSUP:
      // The file system cannot do this atomically: check just before instead.
      var status = stat()
      guard fstatat(number, other, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return false }
      try rename(name, to: other)
      return true
    default: throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Exchanges two files atomically; returns false if system or file system cannot do that.
  func exchange(_ name: String, _ other: String) throws(FileFailure) -> Bool {
    guard Self.rename(number, name, other, .exchange) != 0 else { return true }
    switch errno {
    case EINVAL, ENOSYS, ENOTSUP: return false
    default: throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Overwrites a file that cannot be replaced. Not atomic.
  func overwrite(_ name: String, with bytes: [UInt8]) throws(FileFailure) {
    let file = try FileDescriptor(name, in: self, O_WRONLY | O_NONBLOCK | O_NOCTTY)
    try file.writeAll(bytes)
    guard ftruncate(file.number, off_t(bytes.count)) == 0 else {
      throw FileFailure(path: path(of: name), errno: errno)
    }
    try file.synchronise()
  }

  /// Ensures that renames in this folder survive a crash.
  func synchronise() throws(FileFailure) {
    guard isReadable else { return }
    guard fsync(number) == 0 || errno == EINVAL else {
      throw FileFailure(path: path, errno: errno)
    }
  }

  private enum RenameKind { case new, exchange }

  private static func rename(
    _ folder: Int32, _ name: String, _ other: String, _ kind: RenameKind
  ) -> Int32 {
    #if canImport(Darwin)
      // Without leases, an exchange is no better than a check before the rename.
      guard kind == .new else {
        errno = ENOTSUP
        return -1
      }
      return renameatx_np(folder, name, folder, other, UInt32(RENAME_EXCL))
    #else
      // `RENAME_NOREPLACE` and `RENAME_EXCHANGE` of `linux/fs.h`.
      return linux_renameat2(folder, name, folder, other, kind == .new ? 1 : 2)
    #endif
  }
}

extension FileDescriptor {
  /// Opens a file in a folder without following a link. Failures name `shown` if it is given, for a
  /// file that replaces another.
  init(
    _ name: String, in folder: OpenFolder, _ flags: Int32, mode: mode_t = 0,
    named shown: String? = nil
  ) throws(FileFailure) {
    let path = folder.path(of: shown ?? name)
    var number: Int32
    repeat {
      number = openat(folder.number, name, flags | O_NOFOLLOW | O_CLOEXEC, mode)
    } while number < 0 && errno == EINTR
    guard number >= 0 else { throw FileFailure(path: path, errno: errno) }
    self.init(number, path: path)
  }

  /// The content and state of an open regular file.
  borrowing func seen(limit: Int) throws(FileFailure) -> SeenFile {
    let before = try status()
    guard before.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard Int(before.st_size) <= limit else { throw .tooLarge(path: path, limit: limit) }
    guard lseek(number, 0, SEEK_SET) == 0 else { throw FileFailure(path: path, errno: errno) }
    let bytes = try readAll(expected: Int(before.st_size) + 1, limit: limit)
    // A write during the read has changed the state, so the one from before is returned.
    return SeenFile(bytes: bytes, status: before)
  }
}
