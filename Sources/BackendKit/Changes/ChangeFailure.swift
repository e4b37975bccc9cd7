/// Why changes cannot be planned, written or taken back. Whatever is thrown, the files are as they
/// were.
public enum ChangeFailure: UserFacingError, Equatable {
  /// The file is not the TOML that we could edit safely; it is never written.
  case unparsable(file: String, line: Int, column: Int, reason: String)
  /// The entry has a shape that cannot be edited without touching more than was asked.
  case refusedEdit(file: String, reason: String, hint: String?)
  /// Somebody else has written the file since the plan was made.
  case changedSincePlan(file: String)
  /// Somebody has changed the file since the change that is to be taken back.
  case changedSinceWrite(file: String)
  /// A link leads to another file than the one that the change was written to.
  case movedSinceWrite(file: String, now: String)
  /// The file may not be written, or not be made there.
  case notWritable(file: String)
  /// No change of ours is left to take back.
  case nothingToUndo
  /// No change of that number is noted.
  case noSuchChange(Int)
  /// The change of that number was made from another project, in files of others.
  case otherProject(Int, project: String)
  /// What was noted of earlier changes cannot be read.
  case damagedJournal(path: String)
  /// Another version of the program noted it.
  case otherVersion(path: String)
  /// An earlier change of the file could not be ended yet.
  case unfinished(file: String, reason: String)
  /// Writing failed, and so did putting back what was written already.
  case halfWritten(file: String, reason: String)
  /// Another process is writing; its name, where the system tells.
  case busy(holder: String?)
  /// Somebody asked for it to be given up, before anything was written.
  case cancelled
  /// The disk refused.
  case file(FileFailure)

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .unparsable, .refusedEdit, .damagedJournal, .otherVersion: .data
    case .changedSincePlan, .changedSinceWrite, .movedSinceWrite, .busy, .unfinished, .cancelled:
      .tryAgain
    case .notWritable: .permission
    case .nothingToUndo, .noSuchChange: .notFound
    case .otherProject: .usage
    case .halfWritten: .inputOutput
    case .file(let failure): failure.code
    }
  }

  /// One line of cause.
  public var message: String {
    switch self {
    case .unparsable(let file, let line, let column, let reason):
      "\(file):\(line):\(column) \(reason)"
    case .refusedEdit(let file, let reason, _): "\(file): \(reason)"
    case .changedSincePlan(let file): "\(file) has changed on disk since the diff was made"
    case .changedSinceWrite(let file): "\(file) has changed since; the change is not undone"
    case .movedSinceWrite(let file, let now):
      "\(file) leads to \(now) now; the change was written elsewhere and is not undone"
    case .notWritable(let file): "cannot write \(file): permission denied"
    case .nothingToUndo: "there is nothing to undo"
    case .noSuchChange(let number): "there is no change \(number) to undo"
    case .otherProject(let number, let project):
      "change \(number) was made in another project: \(project)"
    case .damagedJournal(let path): "\(path) cannot be read"
    case .otherVersion(let path): "another version of this program wrote \(path)"
    case .unfinished(_, let reason): reason
    case .halfWritten(let file, let reason): "\(file) could not be put back: \(reason)"
    case .busy(let holder): "\(holder ?? "another process") is writing"
    case .cancelled: CancelledFailure().message
    case .file(let failure): failure.message
    }
  }

  /// What in this program helps.
  public var remedy: Remedy? {
    switch self {
    case .unfinished: .forgetChange
    case .noSuchChange: .listChanges
    case .otherProject(let number, _): .undoAnywhere(number)
    default: nil
    }
  }

  /// How to fix it, on one line.
  public var hint: String? {
    switch self {
    case .unparsable(_, let line, _, _): "this file is read-only here until you fix line \(line)"
    case .refusedEdit(_, _, let hint): hint
    case .changedSincePlan: "look at the diff again"
    case .changedSinceWrite: "edit the file by hand"
    case .movedSinceWrite: "put the link back, or edit the file by hand"
    case .notWritable: "check the permissions of the file and of its folder"
    case .nothingToUndo, .cancelled: nil
    case .noSuchChange: "list them"
    case .otherProject: "allow it to reach other projects"
    case .otherVersion: "undo it with that version"
    case .unfinished: "make its files reachable and try again, or leave them as they are"
    case .damagedJournal: "remove it; the changes noted there can then not be undone"
    case .halfWritten: "start the program again once there is room: it puts the file back then"
    case .busy: "try again when it is done"
    case .file(let failure): failure.hint
    }
  }
}
