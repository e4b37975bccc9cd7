/// Recovers one file of an interrupted change.
///
/// A file belongs to somebody else only if it was read and differs, or if it is missing from a
/// folder that still exists. If it could not be examined, that is an error, because nothing is
/// known of it.
struct PatchRecovery {
  /// How far the change had come.
  enum State: Equatable {
    /// The file is as it was before.
    case untouched
    /// It is as the change left it, possibly with appended lines.
    case applied
    /// The file was being overwritten in place and is neither; with the former content.
    case partlyWritten(before: [UInt8])
    /// Somebody else has written or removed the file.
    case foreign
  }

  let patch: FilePatch
  private(set) var state = State.untouched
  /// Its folder; nil if that has not been created yet.
  private let folder: OpenFolder?

  private var name: String { Paths.lastComponent(patch.target) }

  /// Examines the file. If somebody wrote to the old file while it was being replaced, it gets its
  /// name back.
  init(_ patch: FilePatch) throws(FileFailure) {
    self.patch = patch
    var folder: OpenFolder?
    do throws(FileFailure) {
      folder = try OpenFolder(Paths.parent(patch.target))
    } catch {
      // A folder that existed and is missing may be on an unmounted disk, unless it was to be
      // removed with the file.
      let wasToBeRemoved = patch.after == nil && patch.emptied.contains(Paths.parent(patch.target))
      guard case .notFound = error, patch.folder == nil || wasToBeRemoved else { throw error }
    }
    self.folder = folder
    state = try examine()
  }

  private func examine() throws(FileFailure) -> State {
    guard let folder else { return patch.after == nil ? .applied : .untouched }
    let file = try folder.read(name)
    if file == nil, let noted = patch.folder, folder.inode != noted {
      // An empty mount point: the disk is not mounted.
      throw .notFound(path: patch.target)
    }
    guard let other = try folder.read(patch.temporaryName) else { return state(of: file?.bytes) }
    if isOld(other) { return try examine(atOld: other, file) }
    return state(of: file?.bytes, partlyWritten: other.bytes)
  }

  /// The old file has the temporary name: it was about to be removed.
  private func examine(atOld old: SeenFile, _ file: SeenFile?) throws(FileFailure) -> State {
    let state = state(of: file?.bytes)
    guard let folder else { return state }
    let replacement = replacement(of: file, in: folder)
    guard state == .applied else {
      if !patch.isUntouched(old.bytes) { _ = try replacement.keep() }
      return state
    }
    // Somebody may still be writing to it.
    let isKnown = patch.isUntouched(old.bytes) || isCarried(old.bytes, to: file?.bytes)
    guard try !replacement.isLeft(as: old) || !isKnown else { return state }
    if let file {
      guard try folder.exchange(patch.temporaryName, name) else { return state }
      try replacement.removeTemporary(base: own(of: file.bytes, replacing: old.bytes))
    } else {
      guard try folder.renameToNew(patch.temporaryName, to: name) else { return state }
    }
    return .foreign
  }

  /// Whether what was added to the old file is also at the end of the new one.
  private func isCarried(_ old: [UInt8], to new: [UInt8]?) -> Bool {
    guard let new, let added = patch.added(to: new),
      let before = patch.textBefore(Array(new[..<patch.size]))
    else { return false }
    return old.starts(with: before) && added.starts(with: old.dropFirst(before.count))
  }

  /// The part of the new file that need not be added to the old one when that is restored: our text,
  /// and what was added to both.
  private func own(of new: [UInt8], replacing old: [UInt8]) -> [UInt8] {
    guard patch.added(to: new) != nil else { return new }
    guard isCarried(old, to: new), let before = patch.textBefore(Array(new[..<patch.size])) else {
      return Array(new[..<patch.size])
    }
    return Array(new[..<(patch.size + old.count - before.count)])
  }

  /// Whether this is the file from before the change.
  private func isOld(_ file: SeenFile) -> Bool { String(file.stamp.inode) == patch.inode }

  private func replacement(of file: SeenFile?, in folder: OpenFolder) -> FileReplacement {
    FileReplacement(
      path: patch.target, target: patch.target, in: folder, temporaryName: patch.temporaryName,
      seen: file)
  }

  private func state(of bytes: [UInt8]?, partlyWritten new: [UInt8]? = nil) -> State {
    if patch.isUntouched(bytes) { return .untouched }
    if patch.isApplied(to: bytes) || patch.added(to: bytes) != nil { return .applied }
    if let bytes, let new, let before = before(partlyWritten: bytes, new) {
      return .partlyWritten(before: before)
    }
    return .foreign
  }

  /// The former content, if the file starts with the new content and continues with the old one.
  private func before(partlyWritten bytes: [UInt8], _ new: [UInt8]) -> [UInt8]? {
    guard patch.isApplied(to: new), let before = patch.textBefore(new) else { return nil }
    let written = CommonAffixes(of: bytes, and: new).front
    guard written <= bytes.count, bytes[written...].elementsEqual(before.dropFirst(written)) else {
      return nil
    }
    return before
  }

  /// Undoes what was written.
  func revert() throws(FileFailure) {
    switch state {
    case .foreign: try clear()
    case .untouched:
      try clear()
      for directory in patch.madeDirectories.reversed() { Files.removeEmptyDirectory(directory) }
    case .partlyWritten(let before):
      guard let folder else { return }
      try folder.overwrite(name, with: before)
      try clear()
    case .applied: try reverse()
    }
  }

  private func reverse() throws(FileFailure) {
    if patch.after == nil { try Files.makeDirectories(Paths.parent(patch.target)) }
    let folder: OpenFolder
    if let open = self.folder {
      folder = open
    } else {
      folder = try OpenFolder(Paths.parent(patch.target))
    }
    if try restore(in: folder) { return }
    for name in [patch.temporaryName, patch.restoringName] { try folder.remove(name) }
    let file = FileReplacement(
      path: patch.target, target: patch.target, in: folder, temporaryName: patch.restoringName,
      seen: try folder.read(name))
    guard patch.before != nil else {
      try file.remove()
      for directory in patch.madeDirectories.reversed() { Files.removeEmptyDirectory(directory) }
      return
    }
    let bytes = file.seen?.bytes ?? []
    let added = patch.added(to: bytes) ?? []
    guard let text = patch.textBefore(Array(bytes.dropLast(added.count))) else { return }
    _ = try file.write(text + added)
  }

  /// Gives the old file its name back if it still exists; returns whether it did.
  private func restore(in folder: OpenFolder) throws(FileFailure) -> Bool {
    guard let old = try folder.read(patch.temporaryName), isOld(old) else { return false }
    guard patch.after != nil else { return try folder.renameToNew(patch.temporaryName, to: name) }
    guard let new = try folder.read(name), try folder.exchange(patch.temporaryName, name) else {
      return false
    }
    try replacement(of: new, in: folder).removeTemporary(
      base: own(of: new.bytes, replacing: old.bytes))
    return true
  }

  /// Completes the change of the file: removes the old file, and the folders that were to be
  /// removed.
  func finish() throws(FileFailure) {
    try clear()
    for directory in patch.emptied.reversed() { Files.removeEmptyDirectory(directory) }
  }

  /// Removes the temporary files of an abandoned change, if they can be reached. An old file that
  /// somebody has written to is kept under another name.
  static func dropLeftovers(of patch: FilePatch) {
    guard let folder = try? OpenFolder(Paths.parent(patch.target)) else { return }
    try? folder.remove(patch.restoringName)
    guard let left = try? folder.read(patch.temporaryName) else { return }
    if String(left.stamp.inode) == patch.inode, !patch.isUntouched(left.bytes) {
      let name = Paths.lastComponent(patch.target)
      let seen = try? folder.read(name)
      _ = try? FileReplacement(
        path: patch.path, target: patch.target, in: folder, temporaryName: patch.temporaryName,
        seen: seen
      ).keep()
    } else {
      try? folder.remove(patch.temporaryName)
    }
  }

  private func clear() throws(FileFailure) {
    for name in [patch.temporaryName, patch.restoringName] { try folder?.remove(name) }
  }
}
