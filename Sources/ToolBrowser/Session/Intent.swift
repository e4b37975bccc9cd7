import BackendKit

/// A request to a session.
enum Intent: Sendable {
  /// Read the index from disk.
  case readIndex
  /// Read the files of the project, and the installs.
  case readProject
  /// Read again what depends on folders that changed on disk.
  case readChanged(Set<WatchedFolder>)
  /// Read platforms, readme and installs of one tool.
  case inspect(ToolName, digests: [Digest], isAhead: Bool = false)

  // Changes. They are staged; nothing is written yet.
  /// Pin a tool to a request.
  case pin(ToolRequest, at: PinTarget, withDigest: Bool)
  /// Pin each tool to its newest version, with this precision.
  case pinNewest([PinTarget], PinPrecision, withDigest: Bool)
  /// Remove entries from their files.
  case unpin([ProjectRow.ID])
  /// Remove a tool from a file; nil for the file whose entry is in force.
  case unpinTool(ToolName, from: WriteScope?)
  /// Upgrade pins up to a level. `within` changes no file: it installs the newest version that a
  /// pin already covers.
  case upgrade([Pin], to: UpgradeLevel)
  /// Remove a staged change, by its index.
  case drop(Int)

  /// Plan the staged changes again if the files have changed.
  case reviewStaged
  /// Write the staged changes, if their plan still is the one that was shown.
  case write(ChangePlan?)
  /// Agree to files outside of the project that something in the project chose; their absolute
  /// paths without links.
  case agree([String])
  /// Write the staged changes without having shown them; they are planned again if a file has
  /// changed since.
  case writeUnseen
  /// Work out what undo would change.
  case planUndo(UndoRequest)
  /// Undo the change that was shown, and only that one.
  case undo(UndoPlan)
  /// Undo a change without having shown it.
  case undoUnseen(UndoRequest)

  /// Write pins to another file.
  case chooseScope(WriteScope)
  /// Write pins to the file at an absolute path.
  case chooseFile(String)

  /// Install tools.
  case install([Installer.Item])
  /// Update parts of the index.
  case refresh([RefreshSubject])
  /// Cancel a task.
  case cancel(TaskID)
  /// Cancel one item of a task.
  case cancelItem(Int, of: TaskID)
}

extension Intent {
  /// Work out what undoing the project's last change would change.
  static var planLastUndo: Intent { .planUndo(UndoRequest()) }

  /// Whether it is about lines that can be marked in a list.
  var takesMarkedLines: Bool {
    switch self {
    case .pinNewest, .unpin, .upgrade, .install, .refresh: true
    default: false
    }
  }
}

/// Where a pin is written to.
struct PinTarget: Hashable, Sendable {
  let tool: ToolName
  let scope: WriteScope
  /// The index of the request if the entry is an array; nil for the whole entry.
  var element: Int?
}
