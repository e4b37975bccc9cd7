/// Plans changes of mise's files, writes them all or none, and takes them back (docs/design.md, D4).
public struct Changes: Sendable {
  private let transaction: Transaction

  /// Changes noted in this user's state folder.
  public init(environment: Environment) {
    transaction = Transaction(journal: ChangeJournal(environment: environment))
  }

  init(transaction: Transaction) {
    self.transaction = transaction
  }

  /// Works out what the changes make of the files as they are now. Nothing is written.
  ///
  /// - Parameters:
  ///   - changes: what is to become of which entries; several may be of one file.
  ///   - display: how a path is shown to a person.
  /// - Throws: `ChangeFailure.unparsable`, `.refusedEdit`, `.file`.
  public func plan(
    _ changes: [Change], display: (String) -> String
  ) throws(ChangeFailure) -> ChangePlan {
    // One file may be reached by two names, and is written once.
    let targets = changes.map { (try? Files.resolveLinks($0.file)) ?? $0.file }
    var files: [FileChange] = []
    for (place, change) in changes.enumerated() where !targets[..<place].contains(targets[place]) {
      let path = change.file
      let shown = display(path)
      let before = try Transaction.bytes(of: path, limit: ConfigFile.sizeLimit)
      let after = try edited(
        before ?? [], kind: change.kind, display: shown,
        changes: zip(targets, changes).filter { $0.0 == targets[place] }.map(\.1))
      guard after != before ?? [] else { continue }
      files.append(FileChange(path: path, displayPath: shown, before: before, after: after))
    }
    return ChangePlan(files: files)
  }

  /// Writes a plan: all its files or none, also across a crash.
  ///
  /// - Throws: `ChangeFailure.changedSincePlan`, `.notWritable`, `.busy`, `.file`, and
  ///   `.halfWritten` where the disk refuses both the change and its reversal.
  public func apply(_ plan: ChangePlan) throws(ChangeFailure) {
    try transaction.apply(plan)
  }

  /// What `undo` would write; it can be shown before it is done.
  ///
  /// - Parameter display: how a path is shown to a person.
  /// - Throws: `ChangeFailure.nothingToUndo`, `.changedSinceWrite`, `.damagedJournal`.
  package func planUndo(display: (String) -> String) throws(ChangeFailure) -> ChangePlan {
    try recover()
    return try reversal(display).plan
  }

  /// Takes the last change back that was written and not yet taken back, in this run or an
  /// earlier one, and says what that was.
  ///
  /// - Parameter display: how a path is shown to a person.
  /// - Throws: as `planUndo(display:)` and `apply(_:)`.
  @discardableResult
  package func undo(display: (String) -> String) throws(ChangeFailure) -> ChangePlan {
    try recover()
    let (number, plan) = try reversal(display)
    try transaction.apply(plan, undoes: number)
    return plan
  }

  /// Ends what a crash in the middle of `apply` or `undo` left half done.
  package func recover() throws(ChangeFailure) {
    try transaction.recover()
  }

  private func reversal(
    _ display: (String) -> String
  ) throws(ChangeFailure) -> (number: Int, plan: ChangePlan) {
    guard let (number, record) = try transaction.journal.last() else { throw .nothingToUndo }
    var files: [FileChange] = []
    for patch in record.patches {
      let shown = display(patch.path)
      let bytes = try Transaction.bytes(of: patch.path)
      guard var change = patch.reversal(of: bytes, displayPath: shown) else {
        throw .changedSinceWrite(file: shown)
      }
      change.emptied = patch.madeDirectories
      files.append(change)
    }
    return (number, ChangePlan(files: files))
  }

  /// Places are those of the file as it is read: what is taken out of an array goes last, and from
  /// its end, for it moves what stands behind it.
  private static func inOrder(_ changes: [Change]) -> [Change] {
    let removals = changes.filter { $0.action == .unpin && $0.index != nil }
    return changes.filter { $0.action != .unpin || $0.index == nil }
      + removals.sorted { ($0.index ?? 0) > ($1.index ?? 0) }
  }

  private func edited(
    _ bytes: [UInt8], kind: ConfigFile.Kind, display: String, changes: [Change]
  ) throws(ChangeFailure) -> [UInt8] {
    let edits = Self.inOrder(changes).map(ToolsEdit.init)
    do throws(ToolsEditFailure) {
      switch kind {
      case .toml: return try ToolsEditor.apply(edits, to: bytes)
      case .toolVersions: return try ToolVersionsEditor.apply(edits, to: bytes)
      }
    } catch {
      throw ChangeFailure(error, file: display)
    }
  }
}
