/// Replaces the content of a file without overwriting what somebody else has written meanwhile.
///
/// The new text is written to a temporary file in the same folder, and the old file is compared once
/// more right before the replacement. On Linux the two names are then exchanged atomically if the user
/// owns the file. The old file is compared again as soon as no process has it open for writing: lines
/// that were appended are appended to the new file if that is acceptable; after any other modification
/// the names are exchanged back. Elsewhere the comparison is the only protection.
struct FileReplacement: Sendable {
  /// The path of the file, possibly with links.
  let path: String
  /// The path with links followed.
  let target: String
  let folder: OpenFolder
  /// The file as it was found; nil if it does not exist.
  let seen: SeenFile?
  /// The temporary name of the new content, in the same folder.
  let temporaryName: String
  /// Whether lines that others have appended to the old file may be appended to the new text.
  var acceptsAddition: @Sendable (_ added: ArraySlice<UInt8>) -> Bool = { _ in false }
  /// Blocks other writers until the file is replaced; nil if there is no lease.
  var lease: FileLease?

  private var name: String { Paths.lastComponent(target) }

  /// How long to wait for other writers of the old file, in seconds.
  static let timeLimit = 2.0

  init(
    path: String, target: String, in folder: OpenFolder, temporaryName: String, seen: SeenFile?
  ) {
    self.path = path
    self.target = target
    self.folder = folder
    self.temporaryName = temporaryName
    self.seen = seen
  }

  /// Examines a file in an open folder.
  init(path: String, target: String, in folder: OpenFolder, temporaryName: String)
    throws(FileFailure)
  {
    self.init(
      path: path, target: target, in: folder, temporaryName: temporaryName,
      seen: try folder.read(Paths.lastComponent(target)))
  }

  /// Writes the content; returns the names of attributes that could not be copied. If it fails, a
  /// file may be left under the temporary name; a journal that records the name restores the file.
  ///
  /// - Throws: `.changedMeanwhile` and `.overtaken` if somebody else changed the file, which then
  ///   has their content.
  func write(_ bytes: [UInt8], mode: UInt32 = 0o666) throws(FileFailure) -> [String] {
    let (new, lost) = try prepare(bytes, mode: mode)
    let isPlaced = try isPlaced(bytes)
    // Processes that the lease has blocked have the old file open; they are waited for below.
    lease?.release()
    if !isPlaced { try removeOldFile(new, bytes) }
    try folder.synchronise()
    return lost
  }

  /// Removes the file.
  func remove() throws(FileFailure) {
    guard let seen else { return }
    try compare()
    guard isExchangeable else {
      try folder.remove(name)
      return try folder.synchronise()
    }
    guard try folder.renameToNew(name, to: temporaryName) else { throw changedMeanwhile }
    guard try isLeft(as: seen) else {
      if try !folder.renameToNew(temporaryName, to: name) { try removeTemporary(base: seen.bytes) }
      throw changedMeanwhile
    }
    try folder.remove(temporaryName)
    try folder.synchronise()
  }

  private var changedMeanwhile: FileFailure { .changedMeanwhile(path: path) }

  /// Whether the file that comes out of an exchange can be checked.
  private var isExchangeable: Bool {
    #if canImport(Darwin)
      false
    #else
      seen.map { $0.owner == geteuid() } ?? false
    #endif
  }

  /// Writes the temporary file, with owner, mode and attributes of the old file.
  private func prepare(
    _ bytes: [UInt8], mode: UInt32
  ) throws(FileFailure) -> (new: FileStamp, lost: [String]) {
    let new = try FileDescriptor(
      temporaryName, in: folder, O_WRONLY | O_CREAT | O_EXCL,
      // Until it has the old file's owner and mode, nobody else may read it.
      mode: seen == nil ? mode_t(mode) : 0o600, named: name)
    do throws(FileFailure) {
      var lost: [String] = []
      if let seen {
        let old = try openedAgain()
        try new.set(owner: seen.owner, group: seen.group, mode: mode_t(seen.mode & 0o7777))
        lost = FileAttributes.copy(from: old, to: new)
      }
      try new.writeAll(bytes)
      try new.synchronise()
      return (FileStamp(try new.status()), lost)
    } catch {
      try? folder.remove(temporaryName)
      throw error
    }
  }

  private func openedAgain() throws(FileFailure) -> FileDescriptor {
    do throws(FileFailure) {
      return try FileDescriptor(name, in: folder, O_RDONLY | O_NONBLOCK | O_NOCTTY)
    } catch {
      switch error {
      case .notFound, .linkLoop: throw changedMeanwhile
      default: throw error
      }
    }
  }

  /// Throws if anything differs from what was seen.
  private func compare() throws(FileFailure) {
    guard folder.isInPlace, Files.resolves(path, to: target) else {
      throw changedMeanwhile
    }
    let now: SeenFile?
    do throws(FileFailure) {
      now = try folder.read(name)
    } catch {
      guard case .notAFile = error else { throw error }
      throw changedMeanwhile
    }
    guard now?.stamp == seen?.stamp, now?.bytes == seen?.bytes else { throw changedMeanwhile }
  }

  /// Gives the new file its name; returns false if it was exchanged with the old file, which has to
  /// be checked. If this fails, no temporary file is left.
  private func isPlaced(_ bytes: [UInt8]) throws(FileFailure) -> Bool {
    do throws(FileFailure) {
      try compare()
      guard seen != nil else {
        guard try folder.renameToNew(temporaryName, to: name) else { throw changedMeanwhile }
        return true
      }
      if isExchangeable, try folder.exchange(temporaryName, name) { return false }
      try folder.rename(temporaryName, to: name)
      return true
    } catch {
      if case .system(_, EBUSY, _) = error {
        try overwrite(with: bytes)
        return true
      }
      try? folder.remove(temporaryName)
      throw error
    }
  }

  /// Overwrites a file that is a mount point and cannot be replaced. If that is interrupted, the
  /// temporary file allows a journal to complete it.
  private func overwrite(with bytes: [UInt8]) throws(FileFailure) {
    do throws(FileFailure) {
      try compare()
    } catch {
      try? folder.remove(temporaryName)
      throw error
    }
    lease?.release()
    try folder.overwrite(name, with: bytes)
    try folder.remove(temporaryName)
  }

  /// Removes the old file, which now has the temporary name, or restores it.
  private func removeOldFile(_ new: FileStamp, _ bytes: [UInt8]) throws(FileFailure) {
    if let seen, let left = try left(of: seen) {
      if left.file.bytes == seen.bytes { return try folder.remove(temporaryName) }
      let added = left.file.bytes.dropFirst(seen.bytes.count)
      if left.isFinal, left.file.bytes.starts(with: seen.bytes), acceptsAddition(added),
        append(added)
      {
        return try folder.remove(temporaryName)
      }
    }
    guard try folder.exchange(temporaryName, name) else { throw changedMeanwhile }
    // Now our own file has the temporary name, unless another process has replaced it in between;
    // then its version is kept.
    if try folder.read(temporaryName)?.stamp.isSameFile(as: new) ?? false {
      try removeTemporary(base: bytes)
    } else {
      _ = try folder.exchange(temporaryName, name)
      try removeTemporary(base: seen?.bytes ?? [])
    }
    throw changedMeanwhile
  }

  /// Whether the file with the temporary name is the one that was seen, and can no longer be
  /// changed.
  func isLeft(as seen: SeenFile) throws(FileFailure) -> Bool {
    try left(of: seen)?.file.bytes == seen.bytes
  }

  /// The present state of the old file, which has the temporary name now; nil if another file has that
  /// name, or a process still writes to the file. `isFinal` is true if no process does; false if the
  /// system does not tell.
  private func left(of seen: SeenFile) throws(FileFailure) -> (file: SeenFile, isFinal: Bool)? {
    do throws(FileFailure) {
      let old = try FileDescriptor(temporaryName, in: folder, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      let writers = FileLease.waitForWriters(of: old, seconds: Self.timeLimit)
      if writers == .others { return nil }
      let now = try old.seen(limit: Files.defaultLimit)
      return now.stamp.isSameFile(as: seen.stamp) ? (now, writers == .alone) : nil
    } catch {
      // A link, a folder or a pipe is not what was seen.
      guard case .system = error else { return nil }
      throw error
    }
  }

  /// Removes the file with the temporary name, which briefly had the real name. If somebody has
  /// appended to it, the addition is appended to the present file; with any other change it is
  /// kept.
  func removeTemporary(base: [UInt8]) throws(FileFailure) {
    guard let left = try waitedFor(temporaryName) else { return }
    if left.bytes != base {
      guard left.bytes.starts(with: base), append(left.bytes[base.count...]) else {
        throw .overtaken(path: path, kept: try keep())
      }
    }
    try folder.remove(temporaryName)
  }

  /// Gives the temporary file a visible name, so that it is kept; returns its path.
  func keep() throws(FileFailure) -> String {
    let number = temporaryName.split(separator: ".").suffix(2).first ?? "0"
    let kept = "\(name).kept-\(number)"
    guard try folder.renameToNew(temporaryName, to: kept) else { throw changedMeanwhile }
    return folder.path(of: kept)
  }

  private func waitedFor(_ name: String) throws(FileFailure) -> SeenFile? {
    do throws(FileFailure) {
      let file = try FileDescriptor(name, in: folder, O_RDONLY | O_NONBLOCK | O_NOCTTY)
      _ = FileLease.waitForWriters(of: file, seconds: Self.timeLimit)
      return try file.seen(limit: Files.defaultLimit)
    } catch {
      if case .notFound = error { return nil }
      throw error
    }
  }

  private func append(_ bytes: ArraySlice<UInt8>) -> Bool {
    do throws(FileFailure) {
      let file = try FileDescriptor(name, in: folder, O_WRONLY | O_APPEND | O_NONBLOCK | O_NOCTTY)
      try file.writeAll(Array(bytes))
      try file.synchronise()
      return true
    } catch {
      return false
    }
  }
}
