extension Files {
  /// What a write waits for, because each flush takes milliseconds. In any case, other processes
  /// see the old or the new content, never a part.
  package enum Durability: Sendable {
    /// Nothing: after a power failure the file may be empty. For files that can be recreated.
    case none
    /// The content: after a power failure the file has the old or the new content.
    case whole
    /// The content and its name: from then on the file has the new content.
    case lasting
  }

  /// Replaces or creates a file: after a crash it has the old or the new content, never a part.
  ///
  /// Links are followed and kept. Mode, owner and group of an existing file are kept; if that is
  /// not possible, `.ownership` is thrown and nothing is written. A file that this process may not
  /// write is refused, although it could be renamed. A new file gets `mode` minus the umask. The
  /// folder must exist.
  package static func writeAtomically(
    _ path: String, _ bytes: [UInt8], mode: UInt32 = 0o666, durability: Durability = .lasting
  ) throws(FileFailure) {
    let target = try writeTarget(path)
    var old: stat?
    var status = stat()
    if stat(target, &status) == 0 {
      guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(path: target) }
      guard isWritable(target) else { throw .permission(path: target) }
      old = status
    } else if errno != ENOENT {
      throw FileFailure(path: target, errno: errno)
    }
    let directory = Paths.parent(target)
    // Reported for the folder, because nobody knows the temporary file.
    guard stat(directory, &status) == 0 else { throw FileFailure(path: directory, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { throw .notADirectory(path: directory) }
    guard isWritable(directory) else { throw .permission(path: directory) }
    let temporary = Paths.join(directory, temporaryName(for: target))
    do throws(FileFailure) {
      try write(
        bytes, to: temporary, like: old, mode: mode, target: target, flushes: durability != .none)
      guard systemRename(temporary, target) == 0 else {
        throw FileFailure(path: target, errno: errno)
      }
    } catch {
      unlink(temporary)
      throw error
    }
    if durability == .lasting { try synchroniseDirectory(directory) }
  }

  /// The same for text.
  package static func writeAtomically(
    _ path: String, _ text: String, mode: UInt32 = 0o666, durability: Durability = .lasting
  ) throws(FileFailure) {
    try writeAtomically(path, Array(text.utf8), mode: mode, durability: durability)
  }

  /// Creates a folder and its parents if they do not exist.
  package static func makeDirectories(_ path: String, mode: UInt32 = 0o777) throws(FileFailure) {
    if isDirectory(path) { return }
    let parent = Paths.parent(path)
    if parent != path, parent != "." { try makeDirectories(parent, mode: mode) }
    guard mkdir(path, mode_t(mode)) != 0 else { return }
    let number = errno
    // Another process may have created it in between.
    if number == EEXIST, isDirectory(path) { return }
    throw number == EEXIST ? .notADirectory(path: path) : FileFailure(path: path, errno: number)
  }

  /// Removes a file or a link, but not the target of a link. Nothing happens if it does not exist.
  package static func removeFile(_ path: String) throws(FileFailure) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw FileFailure(path: path, errno: errno)
    }
  }

  /// Moves a file or folder within one file system, replacing what is at `destination`.
  package static func rename(_ path: String, to destination: String) throws(FileFailure) {
    guard systemRename(path, destination) == 0 else {
      throw FileFailure(path: path, errno: errno)
    }
  }

  /// Removes a file or a folder with its content. Links are removed, not followed. Nothing happens
  /// if it does not exist.
  package static func removeTree(_ path: String) throws(FileFailure) {
    guard let kind = kind(path) else { return }
    guard kind == .directory else { return try removeFile(path) }
    // A folder that its owner may not write to, such as content from a store, cannot be emptied.
    _ = chmod(path, 0o700)
    for name in try list(path) { try removeTree(Paths.join(path, name)) }
    guard rmdir(path) == 0 || errno == ENOENT else {
      throw FileFailure(path: path, errno: errno)
    }
  }

  /// Creates an empty folder in `parent` that only this user can read; returns its path.
  package static func makeTemporaryDirectory(in parent: String, prefix: String)
    throws(FileFailure) -> String
  {
    let pattern = Paths.join(parent, prefix + "XXXXXX")
    var bytes = Array(pattern.utf8CString)
    let made: String? = bytes.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let path = mkdtemp(start) else { return nil }
      return String(cString: path)
    }
    guard let made else { throw FileFailure(path: pattern, errno: errno) }
    return made
  }

  /// The file that writing to `path` changes, with links followed, even dangling ones.
  static func writeTarget(_ path: String) throws(FileFailure) -> String {
    var current = path
    for _ in 0..<40 {
      guard kind(current) == .link else { return current }
      let target = try readLink(current)
      current = Paths.join(Paths.parent(current), target)
    }
    throw .linkLoop(path: path)
  }

  /// The absolute path without links of the file that writing to `path` would change or make; the
  /// path itself, normalised, if that cannot be determined.
  package static func resolvedTarget(of path: String) -> String {
    guard let last = try? writeTarget(path) else { return Paths.normalise(path) }
    var folder = Paths.parent(last)
    var rest = [Paths.lastComponent(last)]
    while !exists(folder), folder != Paths.parent(folder) {
      rest.append(Paths.lastComponent(folder))
      folder = Paths.parent(folder)
    }
    let resolved = (try? resolveLinks(folder)) ?? folder
    return Paths.normalise(rest.reversed().reduce(resolved, Paths.join))
  }

  /// Whether writing to `path` would change or create the file at `target`, a path without links.
  static func resolves(_ path: String, to target: String) -> Bool {
    (try? writeTarget(path)) == target || resolvedTarget(of: path) == target
  }

  /// A temporary name in the same folder. It contains the process ID, so that leftovers of dead
  /// processes can be recognised.
  static func temporaryName(for path: String) -> String {
    let number = String(UInt32.random(in: 0 ... .max), radix: 36)
    return ".\(Paths.lastComponent(path)).\(getpid())-\(number).tmp"
  }

  private static func write(
    _ bytes: [UInt8], to temporary: String, like old: stat?, mode: UInt32, target: String,
    flushes: Bool
  ) throws(FileFailure) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    // Until it has the old file's owner and mode, nobody else may read it.
    let descriptor = try FileDescriptor(
      temporary, flags, mode: old == nil ? mode_t(mode) : 0o600, named: target)
    if let old {
      try descriptor.set(owner: old.st_uid, group: old.st_gid, mode: old.st_mode & 0o7777)
    }
    try descriptor.writeAll(bytes)
    if flushes { try descriptor.synchronise() }
  }

  /// Ensures that a rename in this folder survives a crash.
  private static func synchroniseDirectory(_ path: String) throws(FileFailure) {
    let descriptor = try FileDescriptor(path, O_RDONLY | O_CLOEXEC)
    try descriptor.synchronise()
  }

  private static func systemRename(_ from: String, _ to: String) -> Int32 {
    #if canImport(Glibc)
      Glibc.rename(from, to)
    #elseif canImport(Darwin)
      Darwin.rename(from, to)
    #elseif canImport(Musl)
      Musl.rename(from, to)
    #endif
  }
}
