/// The effect of a change on one file: the removed bytes, the inserted bytes, and their position.
/// The rest of the file is not kept, because a mise.toml may contain secrets.
struct FilePatch: Sendable, Equatable {
  /// The absolute path, as given.
  let path: String
  /// The path of the file with links followed, when it was written.
  let target: String
  /// The temporary name, in the target's folder, of the new content before it replaces the old, and
  /// of the old file for a moment afterwards.
  let temporaryName: String
  /// The inodes of the former file and of its folder; nil if they did not exist.
  let inode: String?
  let folder: String?
  /// The SHA-256 of the former content, in hex; nil if there was no file.
  let before: String?
  /// The SHA-256 of the new content, in hex; nil if the file was removed.
  let after: String?
  /// How many bytes the file has after.
  let size: Int
  /// The number of bytes before the change.
  let offset: Int
  /// The former bytes there.
  let removed: [UInt8]
  /// The new bytes there.
  let inserted: [UInt8]
  /// Folders that were created for the file, outermost first.
  let madeDirectories: [String]
  /// Folders removed with the file if they are empty, outermost first.
  let emptied: [String]

  /// The effect of a planned change on a file that was just examined. `madeDirectories` are the
  /// folders that do not exist yet.
  init(_ change: FileChange, at location: WriteLocation) {
    let old = change.before ?? []
    let new = change.after ?? []
    let same = CommonAffixes(of: old, and: new)
    self.init(
      path: change.path, target: location.target,
      temporaryName: Files.temporaryName(for: location.target),
      inode: location.inode, folder: location.folder, before: change.before.map(SHA256.hex),
      after: change.after.map(SHA256.hex), size: new.count, offset: same.front,
      removed: Array(old[same.front..<(old.count - same.back)]),
      inserted: Array(new[same.front..<(new.count - same.back)]),
      madeDirectories: location.missingFolders, emptied: change.after == nil ? change.emptied : [])
  }

  init(
    path: String, target: String, temporaryName: String, inode: String?, folder: String?,
    before: String?, after: String?, size: Int, offset: Int, removed: [UInt8], inserted: [UInt8],
    madeDirectories: [String], emptied: [String]
  ) {
    self.path = path
    self.target = target
    self.temporaryName = temporaryName
    self.inode = inode
    self.folder = folder
    self.before = before
    self.after = after
    self.size = size
    self.offset = offset
    self.removed = removed
    self.inserted = inserted
    self.madeDirectories = madeDirectories
    self.emptied = emptied
  }

  /// The temporary name of the old content while it is restored. It is another name, so that the
  /// old file can be recognised by its inode.
  var restoringName: String { temporaryName.dropLast(4) + "-back.tmp" }

  /// Whether this is the content after the change.
  func isApplied(to bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == after }

  /// What others have appended since the change; nil if the file was modified in another way, or did
  /// not exist before the change, so that there is nothing to keep the lines in.
  func added(to bytes: [UInt8]?) -> ArraySlice<UInt8>? {
    guard let bytes, before != nil, after != nil, bytes.count > size,
      isApplied(to: Array(bytes[..<size]))
    else {
      return nil
    }
    return bytes[size...]
  }

  /// Whether this is the content before the change.
  func isUntouched(_ bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == before }

  /// The change that undoes this one; nil if the current content is not what this patch left.
  func reversal(of bytes: [UInt8]?, displayPath: String) -> FileChange? {
    guard isApplied(to: bytes) else { return nil }
    guard before != nil else {
      var change = FileChange(path: path, displayPath: displayPath, before: bytes, after: nil)
      change.emptied = madeDirectories
      return change
    }
    guard let restored = textBefore(bytes ?? []) else { return nil }
    return FileChange(path: path, displayPath: displayPath, before: bytes, after: restored)
  }

  /// The content before the change, from the content after it; nil if the patch does not apply.
  func textBefore(_ after: [UInt8]) -> [UInt8]? {
    guard offset >= 0, offset <= after.count, inserted.count <= after.count - offset else {
      return nil
    }
    let restored = Array(after[..<offset]) + removed + Array(after[(offset + inserted.count)...])
    return isUntouched(restored) ? restored : nil
  }
}
