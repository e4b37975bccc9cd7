import BackendKit

/// What a person asks of a session.
enum Intent: Sendable {
  /// Read the index as it is on disk.
  case readIndex
  /// Read the files of the project, and what is installed.
  case readProject
  /// Read again what rests on folders that have changed on disk.
  case readChanged(Set<WatchedFolder>)
  /// Read platforms, readme and installs of one tool.
  case inspect(ToolName, digests: [Digest], isAhead: Bool = false)

  // Changes; they are staged, and nothing is written yet.
  /// Pin a tool to a request.
  case pin(ToolRequest, at: PinTarget, withDigest: Bool)
  /// Pin each of several tools to its newest version, with this precision.
  case pinNewest([PinTarget], PinPrecision, withDigest: Bool)
  /// Take entries out of their files.
  case unpin([ProjectRow.ID])
  /// Take a tool out of a file; without one, out of the file whose entry is in force.
  case unpinTool(ToolName, from: WriteScope?)
  /// Upgrade pins up to a level. `within` installs what they cover already; no file changes.
  case upgrade([Pin], to: UpgradeLevel)
  /// Take a change off the list, by its index.
  case drop(Int)

  /// Look at the files again for what the staged changes come to now.
  case reviewStaged
  /// Write the staged changes; the plan is the one that was shown.
  case write(ChangePlan?)
  /// Agree to files outside of the project that something in the project chose; their absolute
  /// paths without links.
  case agree([String])
  /// Write the staged changes, which nobody was shown: they are planned again where a file has
  /// changed since.
  case writeUnseen
  /// Look up what undo would change.
  case planUndo(UndoRequest)
  /// Undo the change that was shown, or nothing.
  case undo(UndoPlan)
  /// Undo a change that nobody was shown.
  case undoUnseen(UndoRequest)

  /// Let pins go to another file.
  case chooseScope(WriteScope)
  /// Let pins go to the file that an absolute path leads to.
  case chooseFile(String)

  /// Install tools.
  case install([Installer.Item])
  /// Bring parts of the index up to date.
  case refresh([RefreshSubject])
  /// End a task early.
  case cancel(TaskID)
  /// End one item of a task early.
  case cancelItem(Int, of: TaskID)
}

extension Intent {
  /// Look up what undoing the project's last change would change.
  static var planLastUndo: Intent { .planUndo(UndoRequest()) }
}

/// Where a pin of a tool goes.
struct PinTarget: Hashable, Sendable {
  let tool: ToolName
  let scope: WriteScope
  /// The index in an entry that is an array of requests; nil for the entry as a whole.
  var element: Int?
}
