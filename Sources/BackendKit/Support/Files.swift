/// Reading files and folders. Paths are absolute, or start from the working directory of the
/// process; every failure says which path it is about. Writing is in `Files+Writing.swift`.
package enum Files {
  /// What a path leads to, without following a last link.
  package enum Kind: Sendable, Equatable {
    /// A regular file.
    case file
    /// A folder.
    case directory
    /// A symbolic link, wherever it leads.
    case link
    /// A device, socket or pipe.
    case other
  }

  /// The most bytes that `read` takes: far above any index or configuration file.
  package static let defaultLimit = 64 << 20

  /// The bytes of a file, links followed. A folder, a pipe or a socket is refused, and so is a
  /// file longer than `limit` bytes.
  package static func read(_ path: String, limit: Int = defaultLimit) throws(FileFailure)
    -> [UInt8]
  {
    // Without O_NONBLOCK, a pipe where a file should be would hang the program.
    let descriptor = try FileDescriptor(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    let status = try descriptor.status()
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFCHR else { throw .notAFile(path: path) }
    guard Int(status.st_size) <= limit else { throw .tooLarge(path: path, limit: limit) }
    // One byte more than expected, so that one read sees the end of an unchanged file.
    return try descriptor.readAll(expected: Int(status.st_size) + 1, limit: limit)
  }

  /// The text of a UTF-8 file; `.notText` for any other bytes.
  package static func readText(_ path: String, limit: Int = defaultLimit) throws(FileFailure)
    -> String
  {
    let bytes = try read(path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(path: path) }
    return text
  }

  /// Whether something is there, links followed; a dangling link is not.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether it is a folder, links followed.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether it is a regular file, links followed.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether it is a regular file that this process may run, links followed.
  package static func isExecutable(_ path: String) -> Bool {
    isFile(path) && access(path, X_OK) == 0
  }

  /// Whether it is a regular file that anybody may run, links followed.
  static func isMarkedExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_mode & 0o111 != 0
  }

  /// Whether this process may write to it.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// What is there, links not followed; nil where nothing is.
  package static func kind(_ path: String) -> Kind? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    switch status.st_mode & S_IFMT {
    case S_IFREG: return .file
    case S_IFDIR: return .directory
    case S_IFLNK: return .link
    default: return .other
    }
  }

  /// How many names a regular file has, links followed; nil where it is none.
  static func linkCount(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_nlink)
  }

  /// When it was last changed, in seconds since 1970, links followed.
  package static func modified(_ path: String) throws(FileFailure) -> Int64 {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, errno: errno) }
    #if canImport(Darwin)
      return Int64(status.st_mtimespec.tv_sec)
    #else
      return Int64(status.st_mtim.tv_sec)
    #endif
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`. Names that are not
  /// UTF-8 are left out: nothing of ours is called so, and no text could name them again.
  package static func list(_ directory: String) throws(FileFailure) -> [String] {
    guard let stream = opendir(directory) else {
      throw FileFailure(path: directory, errno: errno)
    }
    defer { closedir(stream) }
    guard let nameOffset = MemoryLayout<dirent>.offset(of: \.d_name) else { return [] }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else { break }
      // The record ends with the name; copying the whole `dirent` would read past it.
      let start = UnsafeRawPointer(entry).advanced(by: nameOffset)
      let name = String(validatingCString: start.assumingMemoryBound(to: CChar.self))
      if let name, name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw FileFailure(path: directory, errno: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// Where the link itself points, as it is written in it.
  package static func readLink(_ path: String) throws(FileFailure) -> String {
    let size = Int(PATH_MAX)
    let target: String? = withUnsafeTemporaryAllocation(of: CChar.self, capacity: size) { buffer in
      let count = buffer.baseAddress.map { readlink(path, $0, size) } ?? -1
      guard count >= 0 else { return nil }
      return String(
        decoding: buffer[..<count].lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    guard let target else { throw FileFailure(path: path, errno: errno) }
    return target
  }

  /// The true absolute path, every link followed; it must be there.
  package static func resolveLinks(_ path: String) throws(FileFailure) -> String {
    guard let resolved = realpath(path, nil) else {
      throw FileFailure(path: path, errno: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
