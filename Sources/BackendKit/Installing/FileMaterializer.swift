/// Creates single files of the copy, each by the cheapest method that the policy and the file
/// systems allow.
struct FileMaterializer: Sendable {
  /// How a file was created.
  enum Method {
    case cloned
    case linked
    case copied
  }

  /// Why a file could not be created.
  enum Problem: Error {
    case reading(SystemError)
    case writing(SystemError)
    case unsupported(FolderEntries.Kind)
    case changed
    case cancelled
  }

  /// Whether to try a clone.
  var clones: Bool
  let links: LinkPolicy
  let cancellation: Cancellation

  /// The number of bytes that are copied between two checks of the cancellation.
  private static let chunk = 8 << 20

  /// Copies the file `name` of the open folder `source` to the open folder `target`.
  func materialize(_ name: PathBytes, from source: Int32, into target: Int32)
    throws(Problem) -> Method
  {
    let file = try open(name, in: source)
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .reading(SystemError(number: errno)) }
    let kind = FolderEntries.kind(mode: status.st_mode)
    guard kind == .file else { throw .unsupported(kind) }

    if clones, try clone(file, status, name, target) { return .cloned }
    if links.allows(status, in: source), try link(name, status, source, target) { return .linked }
    try create(name, status, in: target) { (copy) throws(Problem) in
      try copyContent(of: file, to: copy, count: Int(status.st_size))
    }
    return .copied
  }

  /// Opens a file of the tree; never blocks, even if something else has replaced it.
  private func open(_ name: PathBytes, in folder: Int32) throws(Problem) -> Int32 {
    let flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    while true {
      let file = openat(folder, name.cString, flags)
      if file >= 0 { return file }
      guard errno == EINTR else { throw .reading(SystemError(number: errno)) }
    }
  }

  /// Creates a file with the mode and times of another; `fill` writes its content.
  private func create(
    _ name: PathBytes, _ status: stat, in folder: Int32, fill: (Int32) throws(Problem) -> Void
  ) throws(Problem) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let mode = Self.mode(status)
    let copy = openat(folder, name.cString, flags, mode)
    guard copy >= 0 else { throw .writing(SystemError(number: errno)) }
    defer { close(copy) }
    try fill(copy)
    var made = stat()
    guard futimens(copy, status.times) == 0, fstat(copy, &made) == 0,
      // Checking is cheaper than setting, and few modes have bits that the umask clears.
      made.st_mode & 0o7777 == mode || fchmod(copy, mode) == 0
    else { throw .writing(SystemError(number: errno)) }
  }

  /// Makes a clone; if that is not possible, returns false and leaves nothing behind.
  private func clone(_ file: Int32, _ status: stat, _ name: PathBytes, _ folder: Int32)
    throws(Problem) -> Bool
  {
    #if canImport(Darwin)
      // A clone keeps the mode and times.
      guard fclonefileat(file, folder, name.cString, UInt32(CLONE_NOOWNERCOPY)) == 0 else {
        return false
      }
      let mode = Self.mode(status)
      guard
        status.st_mode & 0o7777 == mode
          || fchmodat(folder, name.cString, mode, AT_SYMLINK_NOFOLLOW) == 0
      else { throw .writing(SystemError(number: errno)) }
      return true
    #else
      var isCloned = false
      try create(name, status, in: folder) { (copy) throws(Problem) in
        isCloned = ioctl(copy, Self.ficlone, file) == 0
      }
      if !isCloned { unlinkat(folder, name.cString, 0) }
      return isCloned
    #endif
  }

  /// Makes a hard link; if that is not possible, returns false and leaves nothing behind: the file
  /// system may be another one, or the limit of links reached. Errors that affect a copy as well
  /// are reported by the copy.
  private func link(_ name: PathBytes, _ status: stat, _ source: Int32, _ target: Int32)
    throws(Problem) -> Bool
  {
    guard linkat(source, name.cString, target, name.cString, 0) == 0 else { return false }
    // The name was looked up twice, and may have been replaced in between.
    var linked = stat()
    guard fstatat(target, name.cString, &linked, AT_SYMLINK_NOFOLLOW) == 0,
      linked.st_dev == status.st_dev, linked.st_ino == status.st_ino,
      links.allows(linked, in: source)
    else {
      unlinkat(target, name.cString, 0)
      throw .changed
    }
    return true
  }

  /// Copies that many bytes from the beginning of one file to the other, inside the kernel if
  /// possible.
  private func copyContent(of file: Int32, to copy: Int32, count: Int) throws(Problem) {
    #if canImport(Darwin)
      guard fcopyfile(file, copy, nil, copyfile_flags_t(COPYFILE_DATA | COPYFILE_XATTR)) == 0
      else { throw .writing(SystemError(number: errno)) }
    #else
      var left = count
      while left > 0 {
        if cancellation.isCancelled { throw .cancelled }
        let sent = sendfile(copy, file, nil, min(left, Self.chunk))
        if sent > 0 {
          left -= sent
        } else if sent == 0 {
          throw .changed
        } else if errno == EINVAL || errno == ENOSYS {
          return try copyByHand(file, copy, left)
        } else if errno != EINTR {
          throw .writing(SystemError(number: errno))
        }
      }
    #endif
  }

  /// Reads and writes, for file systems that support nothing else.
  private func copyByHand(_ file: Int32, _ copy: Int32, _ count: Int) throws(Problem) {
    var left = count
    var buffer = [UInt8](repeating: 0, count: 1 << 17)
    while left > 0 {
      if cancellation.isCancelled { throw .cancelled }
      let got = read(file, &buffer, min(left, buffer.count))
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw .reading(SystemError(number: errno)) }
      guard got > 0 else { throw .changed }
      var written = 0
      while written < got {
        let count = buffer.withUnsafeBytes { bytes in
          bytes.baseAddress.map { write(copy, $0 + written, got - written) } ?? 0
        }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw .writing(SystemError(number: errno)) }
        written += count
      }
      left -= got
    }
  }

  /// The mode of a copy: it belongs to whoever makes it, so it must not run as anybody else.
  private static func mode(_ status: stat) -> mode_t {
    status.st_mode & 0o7777 & ~(S_ISUID | S_ISGID)
  }

  #if !canImport(Darwin)
    /// `FICLONE` of `linux/fs.h`, a macro that Swift does not see: `_IOW(0x94, 9, int)`.
    private static let ficlone: UInt = 0x4004_9409
  #endif
}

extension stat {
  /// The times of the last access and modification, as `futimens` takes them.
  fileprivate var times: [timespec] {
    #if canImport(Darwin)
      [st_atimespec, st_mtimespec]
    #else
      [st_atim, st_mtim]
    #endif
  }
}
