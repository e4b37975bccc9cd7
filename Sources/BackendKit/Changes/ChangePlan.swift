/// The changes worked out on the files as they were read: what would be written, and how it
/// differs. Nothing has been touched yet.
public struct ChangePlan: Sendable, Hashable {
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
public struct FileChange: Sendable, Hashable {
  /// The absolute path, as it was asked for.
  public let path: String
  /// The path as a person at the project would write it.
  public let displayPath: String
  /// The absolute path without links, when the change was planned: it is written there or not at all;
  /// nil where nobody has looked.
  package var target: String?
  /// The same as a person would write it, where a link leads there.
  package var displayTarget: String?
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

  /// The path for people, and where it leads.
  package var fullName: String { displayPath + (displayTarget.map { " -> \($0)" } ?? "") }

  /// How `after` differs from `before`. It names the file that is written.
  public var diff: UnifiedDiff {
    let name = displayTarget ?? displayPath
    // An absolute path is one already; `a/` before it would name another file.
    let isAbsolute = name.hasPrefix("/") || name.hasPrefix("~/")
    return UnifiedDiff.between(
      old: before, new: after, oldName: (isAbsolute ? "" : "a/") + name,
      newName: (isAbsolute ? "" : "b/") + name)
  }

  /// Notes where the file lies.
  mutating func locate(display: (String) -> String) {
    let place = Files.place(of: path)
    target = place
    if place != path { displayTarget = display(place) }
  }
}
