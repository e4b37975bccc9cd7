/// What a change did to one file: the bytes that went, the bytes that came, and where. Nothing
/// else of the file is kept, for a mise.toml may hold secrets that are none of ours.
struct FilePatch: Sendable, Equatable {
  /// The absolute path, as it was asked for.
  let path: String
  /// Where the file really is: links followed when it was written.
  let target: String
  /// The name beside the target that the new text has until it takes the other, and that the old
  /// file has for a moment then.
  let beside: String
  /// The inodes of the file before and of its folder; nil where there was none yet.
  let inode: String?
  let folder: String?
  /// SHA-256 of the file before, in hex; nil where there was none.
  let before: String?
  /// SHA-256 of the file after, in hex; nil where it went.
  let after: String?
  /// How many bytes the file has after.
  let size: Int
  /// How many bytes in front are the same.
  let offset: Int
  /// What stood there.
  let removed: [UInt8]
  /// What stands there now.
  let inserted: [UInt8]
  /// Folders that had to be made for the file, outermost first.
  let madeDirectories: [String]
  /// Folders that go with the file, where nothing else is in them; outermost first.
  let emptied: [String]

  /// What a planned change does to a file that was just looked at. `madeDirectories` are those that
  /// are not there yet.
  init(_ change: FileChange, at place: WritePlace) {
    let old = change.before ?? []
    let new = change.after ?? []
    let same = CommonAffixes(of: old, and: new)
    self.init(
      path: change.path, target: place.target, beside: Files.temporaryName(for: place.target),
      inode: place.inode, folder: place.folder, before: change.before.map(SHA256.hex),
      after: change.after.map(SHA256.hex), size: new.count, offset: same.front,
      removed: Array(old[same.front..<(old.count - same.back)]),
      inserted: Array(new[same.front..<(new.count - same.back)]),
      madeDirectories: place.missingFolders, emptied: change.after == nil ? change.emptied : [])
  }

  /// A patch of parts.
  init(
    path: String, target: String, beside: String, inode: String?, folder: String?,
    before: String?, after: String?, size: Int, offset: Int, removed: [UInt8], inserted: [UInt8],
    madeDirectories: [String], emptied: [String]
  ) {
    self.path = path
    self.target = target
    self.beside = beside
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

  /// The name beside the target that the old text has while it is put back: another one, so that
  /// the old file is known by its inode.
  var besideAgain: String { beside.dropLast(4) + "-back.tmp" }

  /// Whether these bytes are the file as it was after the change.
  func isApplied(to bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == after }

  /// What others have added behind the file as it was after the change; nil where these bytes are
  /// not that, and where there was no file before, which their lines could go back to.
  func added(to bytes: [UInt8]?) -> ArraySlice<UInt8>? {
    guard let bytes, before != nil, after != nil, bytes.count > size,
      isApplied(to: Array(bytes[..<size]))
    else {
      return nil
    }
    return bytes[size...]
  }

  /// Whether these bytes are the file as it was before the change.
  func isUntouched(_ bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == before }

  /// The change that takes this one back, from the bytes as they are now; nil where those are not
  /// what this patch left. How the path is shown depends on where that is done.
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

  /// The text before the change, of the one after it; nil where the patch does not fit it.
  func textBefore(_ after: [UInt8]) -> [UInt8]? {
    guard offset >= 0, offset <= after.count, inserted.count <= after.count - offset else {
      return nil
    }
    let restored = Array(after[..<offset]) + removed + Array(after[(offset + inserted.count)...])
    return isUntouched(restored) ? restored : nil
  }
}
