/// Why changes cannot be planned, written or undone. Except for `.halfWritten`, the files are
/// unchanged.
public enum ChangeFailure: UserFacingError, FileFailureConvertible, Equatable {
  /// The file is not valid TOML; it is never written.
  case unparsable(file: String, line: Int, column: Int, reason: String)
  /// The entry has a shape that cannot be edited without changing more than requested.
  case refusedEdit(file: String, reason: String, hint: String?)
  /// Somebody else has changed the file since the plan was made.
  case changedSincePlan(file: String)
  /// Somebody else has changed the file since the change that should be undone.
  case changedSinceWrite(file: String)
  /// A later change of this program changed the file again.
  case changedAgain(file: String, by: Int)
  /// A link leads to another file than the one that the change was written to.
  case movedSinceWrite(file: String, now: String)
  /// The file cannot be written or created.
  case notWritable(file: String)
  /// There is no change to undo.
  case nothingToUndo
  /// There is no change with this number.
  case noSuchChange(Int)
  /// The change was made in another project, to that project's files.
  case otherProject(Int, project: String)
  /// A file of the journal cannot be read.
  case damagedJournal(path: String)
  /// A file of the journal was written by another version of the program.
  case otherVersion(path: String)
  /// An earlier change of the file is still unfinished.
  case unfinished(file: String, reason: String)
  /// Writing failed, and restoring the files that had been written failed as well.
  case halfWritten(file: String, reason: String)
  /// Another process is writing; with its name, if the system reports it.
  case busy(holder: String?)
  /// Cancelled before anything was written.
  case cancelled
  /// A file operation failed.
  case file(FileFailure)

  /// The error code for scripts.
  public var code: FailureCode {
    switch self {
    case .unparsable, .refusedEdit, .damagedJournal, .otherVersion: .data
    case .changedSincePlan, .changedSinceWrite, .changedAgain, .movedSinceWrite, .busy, .unfinished,
      .cancelled:
      .tryAgain
    case .notWritable: .permission
    case .nothingToUndo, .noSuchChange: .notFound
    case .otherProject: .usage
    case .halfWritten: .inputOutput
    case .file(let failure): failure.code
    }
  }

  /// The cause, on one line.
  public var message: String {
    switch self {
    case .unparsable(let file, let line, let column, let reason):
      "\(file):\(line):\(column) \(reason)"
    case .refusedEdit(let file, let reason, _): "\(file): \(reason)"
    case .changedSincePlan(let file): "\(file) has changed on disk since the diff was made"
    case .changedSinceWrite(let file): "\(file) has changed since; the change is not undone"
    case .changedAgain(let file, let number): "change \(number) has changed \(file) again"
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
    case .halfWritten(let file, let reason): "\(file) could not be restored: \(reason)"
    case .busy(let holder): "\(holder ?? "another process") is writing"
    case .cancelled: CancelledFailure().message
    case .file(let failure): failure.message
    }
  }

  /// A command of this program that helps.
  public var remedy: Remedy? {
    switch self {
    case .unfinished: .forgetChange
    case .noSuchChange: .listChanges
    case .otherProject(let number, _), .changedAgain(_, let number): .undoAnywhere(number)
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
    case .changedAgain: "undo that one first"
    case .movedSinceWrite: "put the link back, or edit the file by hand"
    case .notWritable: "check the permissions of the file and of its folder"
    case .nothingToUndo, .cancelled: nil
    case .noSuchChange: "list them"
    case .otherProject: "to undo it anyway"
    case .otherVersion: "undo it with that version"
    case .unfinished: "make its files reachable and try again, or leave them as they are"
    case .damagedJournal: "remove it; the changes noted there can then not be undone"
    case .halfWritten: "free some space and run the program again to restore the files"
    case .busy: "try again when it has finished"
    case .file(let failure): failure.hint
    }
  }
}
