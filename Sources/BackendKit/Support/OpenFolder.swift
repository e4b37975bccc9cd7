#if os(Linux)
  import CLinux
#endif

/// A folder that is held open: what is done by a name in it is done in that folder, wherever a
/// path may lead meanwhile. No name is followed as a link.
final class OpenFolder: Sendable {
  /// The path that it was opened by; for failures, nothing is looked up by it.
  let path: String
  let number: Int32
  /// Whether it was opened to be read, as a lock wants it.
  let isReadable: Bool

  init(_ path: String) throws(FileFailure) {
    let flags = O_DIRECTORY | O_CLOEXEC
    var number = open(path, O_RDONLY | flags)
    isReadable = number >= 0
    #if !canImport(Darwin)
      // One that may be entered and not listed.
      if number < 0, errno == EACCES { number = open(path, Self.pathOnly | flags) }
    #endif
    guard number >= 0 else { throw FileFailure(path: path, errno: errno) }
    self.path = path
    self.number = number
  }

  deinit { close(number) }

  #if !canImport(Darwin)
    /// `O_PATH`, a macro that Swift does not see in every C library.
    private static let pathOnly: Int32 = 0o10000000
  #endif

  /// The path of a name in it, for failures and for people.
  func path(of name: String) -> String { Paths.join(path, name) }

  /// The file of that name; nil where there is none. Anything but a regular file is `.notAFile`.
  ///
  /// - Parameter limit: the most bytes that are read.
  func look(_ name: String, limit: Int = Files.defaultLimit) throws(FileFailure) -> SeenFile? {
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

  /// Whether it is still the folder that its path leads to.
  var isInPlace: Bool {
    var there = stat()
    var here = stat()
    guard stat(path, &there) == 0, fstat(number, &here) == 0 else { return false }
    return FileStamp(there).isSameFile(as: FileStamp(here))
  }

  /// Removes a file; nothing happens where none is.
  func remove(_ name: String) throws(FileFailure) {
    guard unlinkat(number, name, 0) == 0 || errno == ENOENT else {
      throw FileFailure(path: path(of: name), errno: errno)
    }
  }

  /// Gives a file another name, over what may have it.
  func rename(_ name: String, to other: String) throws(FileFailure) {
    guard renameat(number, name, number, other) == 0 else {
      throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Gives a file a name that nothing has; false where something has it.
  func renameToNew(_ name: String, to other: String) throws(FileFailure) -> Bool {
    guard Self.rename(number, name, other, .new) != 0 else { return true }
    switch errno {
    case EEXIST: return false
    case EINVAL, ENOSYS, ENOTSUP:
      // A file system that cannot promise it: looked at just before, which is all there is.
      var status = stat()
      guard fstatat(number, other, &status, AT_SYMLINK_NOFOLLOW) != 0 else { return false }
      try rename(name, to: other)
      return true
    default: throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Exchanges two files in one step; false where the system or the file system cannot.
  func exchange(_ name: String, _ other: String) throws(FileFailure) -> Bool {
    guard Self.rename(number, name, other, .exchange) != 0 else { return true }
    switch errno {
    case EINVAL, ENOSYS, ENOTSUP: return false
    default: throw FileFailure(path: path(of: other), errno: errno)
    }
  }

  /// Writes into a file as it stands, for one that cannot be replaced: not in one step.
  func overwrite(_ name: String, with bytes: [UInt8]) throws(FileFailure) {
    let file = try FileDescriptor(name, in: self, O_WRONLY | O_NONBLOCK | O_NOCTTY)
    try file.writeAll(bytes)
    guard ftruncate(file.number, off_t(bytes.count)) == 0 else {
      throw FileFailure(path: path(of: name), errno: errno)
    }
    try file.synchronise()
  }

  /// Makes what was renamed in it outlive a crash.
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
      // Without leases an exchange tells nothing that a look before it does not.
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
  /// Opens a file in a folder; a link is not followed. Failures are told of `shown` where the name
  /// stands in for another.
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

  /// The open regular file from its beginning, as it is now.
  borrowing func seen(limit: Int) throws(FileFailure) -> SeenFile {
    let before = try status()
    guard before.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: path) }
    guard Int(before.st_size) <= limit else { throw .tooLarge(path: path, limit: limit) }
    guard lseek(number, 0, SEEK_SET) == 0 else { throw FileFailure(path: path, errno: errno) }
    let bytes = try readAll(expected: Int(before.st_size) + 1, limit: limit)
    // What was written while it was read has changed the stamp of before.
    return SeenFile(bytes: bytes, status: before)
  }
}
