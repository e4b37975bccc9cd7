extension Files {
  /// Whether a file's own mode lets someone write it, and the system lets us. The superuser may
  /// write anything, but a file that is marked read-only was marked so for a reason.
  static func allowsWriting(_ path: String) -> Bool {
    var status = stat()
    guard stat(path, &status) == 0 else { return false }
    return status.st_mode & 0o222 != 0 && isWritable(path)
  }

  /// Removes a folder where nothing is in it; leaves it otherwise.
  static func removeEmptyDirectory(_ path: String) {
    _ = rmdir(path)
  }
}
