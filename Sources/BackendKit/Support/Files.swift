/// Reads files and folders. Relative paths are relative to the working directory of the process.
/// Failures name the path. Writing is in `Files+Writing.swift`.
package enum Files {
  /// The kind of a file, without following a link.
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

  /// The maximum size of files read by `read`, far above any index or configuration file.
  package static let defaultLimit = 64 << 20

  /// The content of a file, following links. Folders, pipes, sockets, and files longer than `limit`
  /// bytes are refused.
  package static func read(_ path: String, limit: Int = defaultLimit) throws(FileFailure)
    -> [UInt8]
  {
    // Without O_NONBLOCK, a pipe in place of a file would block the program.
    let descriptor = try FileDescriptor(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    let status = try descriptor.status()
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFCHR else { throw .notAFile(path: path) }
    guard Int(status.st_size) <= limit else { throw .tooLarge(path: path, limit: limit) }
    // One byte more than expected, so that a single read reaches the end of an unchanged file.
    return try descriptor.readAll(expected: Int(status.st_size) + 1, limit: limit)
  }

  /// The text of a UTF-8 file; throws `.notText` if it is not UTF-8.
  package static func readText(_ path: String, limit: Int = defaultLimit) throws(FileFailure)
    -> String
  {
    let bytes = try read(path, limit: limit)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(path: path) }
    return text
  }

  /// Whether it exists, following links; false for a dangling link.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether it is a folder, following links.
  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether it is a regular file, following links.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether it is a regular file that this process may execute, following links.
  package static func isExecutable(_ path: String) -> Bool {
    isFile(path) && access(path, X_OK) == 0
  }

  /// Whether it is a regular file that anybody may execute, following links.
  static func isMarkedExecutable(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_mode & 0o111 != 0
  }

  /// Whether this process may write to it.
  package static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

  /// The kind of a file, without following a link; nil if it does not exist.
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

  /// The number of hard links of a regular file, following links; nil if it is not one.
  static func linkCount(_ path: String) -> Int? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_nlink)
  }

  /// When it was last modified, in seconds since 1970, following links.
  package static func modified(_ path: String) throws(FileFailure) -> Int64 {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileFailure(path: path, errno: errno) }
    #if canImport(Darwin)
      return Int64(status.st_mtimespec.tv_sec)
    #else
      return Int64(status.st_mtim.tv_sec)
    #endif
  }

  /// The names in a folder, sorted bytewise, without `.` and `..`. Names that are not UTF-8 are
  /// left out: they are not ours, and could not be passed on as text.
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
      // The record ends after the name, so copying a whole `dirent` would read past it.
      let start = UnsafeRawPointer(entry).advanced(by: nameOffset)
      let name = String(validatingCString: start.assumingMemoryBound(to: CChar.self))
      if let name, name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { throw FileFailure(path: directory, errno: errno) }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The target of a link, as stored.
  package static func readLink(_ path: String) throws(FileFailure) -> String {
    let size = Int(PATH_MAX)
    let target: String? = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer in
      let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      guard let count = start.map({ readlink(path, $0, size) }), count >= 0 else { return nil }
      return String(decoding: UnsafeRawBufferPointer(rebasing: buffer[..<count]), as: UTF8.self)
    }
    guard let target else { throw FileFailure(path: path, errno: errno) }
    return target
  }

  /// The working directory of this process; nil if it does not exist any more.
  package static var workingDirectory: String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }

  /// The absolute path with all links resolved. It must exist.
  package static func resolveLinks(_ path: String) throws(FileFailure) -> String {
    guard let resolved = realpath(path, nil) else {
      throw FileFailure(path: path, errno: errno)
    }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
