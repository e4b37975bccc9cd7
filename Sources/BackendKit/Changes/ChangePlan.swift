/// The result of applying changes to the current files: what would be written, and the difference.
/// Nothing has been touched yet.
public struct ChangePlan: Sendable, Hashable {
  /// The files that would change, in the order of the changes. Files that would not change are left
  /// out.
  public let files: [FileChange]
  /// Side effects of writing it.
  public let warnings: [ChangeWarning]

  package init(files: [FileChange], warnings: [ChangeWarning] = []) {
    self.files = files
    self.warnings = warnings
  }

  /// Whether there is nothing to write.
  public var isEmpty: Bool { files.isEmpty }
}

/// One file, before and after.
public struct FileChange: Sendable, Hashable {
  /// The absolute path, as it was asked for.
  public let path: String
  /// The displayed path, relative to the project if possible.
  public let displayPath: String
  /// The absolute path without links, when the change was planned: it is written there or not at all;
  /// nil if that was not determined.
  package var target: String?
  /// The same as a person would write it, where a link leads there.
  package var displayTarget: String?
  /// The current content; nil if the file does not exist.
  public let before: [UInt8]?
  /// The new content; nil if the file is removed, which only undo does.
  public let after: [UInt8]?
  /// Folders to remove with the file if they are empty, outermost first.
  var emptied: [String] = []

  package init(path: String, displayPath: String, before: [UInt8]?, after: [UInt8]?) {
    self.path = path
    self.displayPath = displayPath
    self.before = before
    self.after = after
  }

  /// The path for people, and where it leads.
  package var fullName: String { displayPath + (displayTarget.map { " -> \($0)" } ?? "") }

  /// How `after` differs from `before`. It names the file that is written.
  public var diff: UnifiedDiff {
    let name = displayTarget ?? displayPath
    // An absolute path stays as it is: with `a/` before it, it would name another file.
    let isAbsolute = name.hasPrefix("/") || name.hasPrefix("~/")
    return UnifiedDiff.between(
      old: before, new: after, oldName: (isAbsolute ? "" : "a/") + name,
      newName: (isAbsolute ? "" : "b/") + name)
  }

  /// Records the real path of the file.
  mutating func locate(display: (String) -> String) {
    let resolved = Files.resolvedTarget(of: path)
    target = resolved
    if resolved != path { displayTarget = display(resolved) }
  }
}
