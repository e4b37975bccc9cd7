/// The changes worked out on the files as they were read: what would be written, and how it
/// differs. Nothing has been touched yet.
public struct ChangePlan: Sendable, Equatable {
  /// The files that would change, in the order of the changes; those that would stay as they are
  /// are left out.
  public let files: [FileChange]
  /// What writing it would do to files beside their text.
  public let warnings: [ChangeWarning]

  /// A plan of parts.
  package init(files: [FileChange], warnings: [ChangeWarning] = []) {
    self.files = files
    self.warnings = warnings
  }

  /// Whether there is nothing to write.
  public var isEmpty: Bool { files.isEmpty }
}

/// One file, before and after.
public struct FileChange: Sendable, Equatable {
  /// The absolute path, as it was asked for; links are followed when it is written.
  public let path: String
  /// The path as a person at the project would write it.
  public let displayPath: String
  /// The bytes that were read; nil where there is no file yet.
  public let before: [UInt8]?
  /// The bytes to write; nil where the file is to go, which only taking a change back does.
  public let after: [UInt8]?
  /// Folders to remove with the file, where nothing else is in them; outermost first.
  var emptied: [String] = []

  /// A change of parts.
  package init(path: String, displayPath: String, before: [UInt8]?, after: [UInt8]?) {
    self.path = path
    self.displayPath = displayPath
    self.before = before
    self.after = after
  }

  /// How `after` differs from `before`.
  public var diff: UnifiedDiff {
    // An absolute path is one already; `a/` before it would name another file.
    let isAbsolute = displayPath.hasPrefix("/") || displayPath.hasPrefix("~/")
    return UnifiedDiff.between(
      old: before, new: after, oldName: (isAbsolute ? "" : "a/") + displayPath,
      newName: (isAbsolute ? "" : "b/") + displayPath)
  }
}
