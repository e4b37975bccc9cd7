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
  /// The file may not be written, or not be made there.
  case notWritable(file: String)
  /// No change of ours is left to take back.
  case nothingToUndo
  /// What we noted of earlier changes cannot be read.
  case damagedJournal(path: String)
  /// Writing failed, and so did putting back what was written already.
  case halfWritten(file: String, reason: String)
  /// Another of our processes is writing.
  case busy
  /// The disk refused.
  case file(FileFailure)

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .unparsable, .refusedEdit, .damagedJournal: .data
    case .changedSincePlan, .changedSinceWrite, .busy: .tryAgain
    case .notWritable: .permission
    case .nothingToUndo: .notFound
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
    case .changedSinceWrite(let file): "\(file) has changed since; the change is not taken back"
    case .notWritable(let file): "\(file) may not be written"
    case .nothingToUndo: "there is no change to take back"
    case .damagedJournal(let path): "\(path) cannot be read"
    case .halfWritten(let file, let reason): "\(file) could not be put back: \(reason)"
    case .busy: "another process is writing"
    case .file(let failure): failure.message
    }
  }

  /// One line of mending.
  public var hint: String? {
    switch self {
    case .unparsable: "mend the file first; it is shown, never written"
    case .refusedEdit(_, _, let hint): hint
    case .changedSincePlan: "look at the diff again"
    case .changedSinceWrite: "edit the file by hand"
    case .notWritable: "check the permissions of the file and of its folder"
    case .nothingToUndo: nil
    case .damagedJournal: "remove it; the changes noted there can then not be taken back"
    case .halfWritten: "start the program again once there is room: it puts the file back then"
    case .busy: "try again when it is done"
    case .file(let failure): failure.hint
    }
  }
}
