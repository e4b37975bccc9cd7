extension Files {
  /// Writes a file that is thrown away soon, making the folders on the way. Neither atomic nor
  /// waited for: `writeAtomically` costs a flush of the disk for each file, which is right for
  /// somebody's mise.toml and not for a hundred files of a demo.
  package static func writeScratch(_ path: String, _ text: String) throws(FileFailure) {
    try makeDirectories(Paths.parent(path))
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    try FileDescriptor(path, flags, mode: 0o666).writeAll(Array(text.utf8))
  }
}
