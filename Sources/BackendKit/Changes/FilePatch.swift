/// What a change did to one file: the bytes that went, the bytes that came, and where. Nothing
/// else of the file is kept, for a mise.toml may hold secrets that are none of ours.
struct FilePatch: Sendable, Equatable {
  /// The absolute path.
  let path: String
  /// SHA-256 of the file before, in hex; nil where there was none.
  let before: String?
  /// SHA-256 of the file after, in hex; nil where it went.
  let after: String?
  /// How many bytes in front are the same.
  let offset: Int
  /// What stood there.
  let removed: [UInt8]
  /// What stands there now.
  let inserted: [UInt8]
  /// Folders that had to be made for the file, outermost first.
  let madeDirectories: [String]

  /// What a planned change does. `madeDirectories` are those that are not there yet.
  init(_ change: FileChange, madeDirectories: [String]) {
    let old = change.before ?? []
    let new = change.after ?? []
    let same = CommonAffixes(of: old, and: new)
    self.init(
      path: change.path, before: change.before.map(SHA256.hex), after: change.after.map(SHA256.hex),
      offset: same.front, removed: Array(old[same.front..<(old.count - same.back)]),
      inserted: Array(new[same.front..<(new.count - same.back)]), madeDirectories: madeDirectories)
  }

  /// A patch of parts.
  init(
    path: String, before: String?, after: String?, offset: Int,
    removed: [UInt8], inserted: [UInt8], madeDirectories: [String]
  ) {
    self.path = path
    self.before = before
    self.after = after
    self.offset = offset
    self.removed = removed
    self.inserted = inserted
    self.madeDirectories = madeDirectories
  }

  /// Whether these bytes are the file as it was after the change.
  func isApplied(to bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == after }

  /// Whether these bytes are the file as it was before the change.
  func isUntouched(_ bytes: [UInt8]?) -> Bool { bytes.map(SHA256.hex) == before }

  /// The change that takes this one back, from the bytes as they are now; nil where those are not
  /// what this patch left. How the path is shown depends on where that is done.
  func reversal(of bytes: [UInt8]?, displayPath: String) -> FileChange? {
    guard isApplied(to: bytes) else { return nil }
    guard before != nil else {
      return FileChange(path: path, displayPath: displayPath, before: bytes, after: nil)
    }
    let current = bytes ?? []
    let end = offset + inserted.count
    guard offset >= 0, end <= current.count else { return nil }
    let restored = Array(current[..<offset]) + removed + Array(current[end...])
    guard isUntouched(restored) else { return nil }
    return FileChange(path: path, displayPath: displayPath, before: bytes, after: restored)
  }
}
