extension Files {
  /// Writes a short-lived file and creates its folders. Not atomic and not flushed:
  /// `writeAtomically` flushes the disk for each file, which is too slow for the hundred files of a
  /// demo.
  package static func writeScratch(_ path: String, _ text: String) throws(FileFailure) {
    try makeDirectories(Paths.parent(path))
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    try FileDescriptor(path, flags, mode: 0o666).writeAll(Array(text.utf8))
  }
}
