extension Files {
  /// Whether the mode of a file allows writing, and the system does. The superuser may write any
  /// file, but a read-only file is read-only for a reason.
  static func allowsWriting(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & 0o222 != 0 && isWritable(path)
  }

  /// Whether it belongs to the user of this process, without following links.
  package static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_uid == geteuid()
  }

  /// Creates a folder that only this user can enter, or restricts an existing one.
  static func makePrivateDirectory(_ path: String) throws(FileFailure) {
    try makeDirectories(path, mode: 0o700)
    var status = stat()
    guard stat(path, &status) == 0, status.st_uid == geteuid(), status.st_mode & 0o077 != 0 else {
      return
    }
    // If that is refused, its files are protected by their own modes.
    _ = chmod(path, 0o700)
  }

  /// Removes a folder if it is empty.
  static func removeEmptyDirectory(_ path: String) {
    _ = rmdir(path)
  }
}
