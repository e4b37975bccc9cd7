/// Plans changes of mise's files, writes them all or none, and takes them back (docs/design.md, D4).
public struct Changes: Sendable {
  let transaction: Transaction
  /// The project whose changes are taken back; nil for those of all.
  let project: ProjectHistory?

  /// Changes noted in this user's state folder, made from no project.
  public init(environment: Environment) { self.init(environment: environment, project: nil) }

  /// The same made from a project.
  package init(environment: Environment, project: ProjectHistory?) {
    self.project = project
    transaction = Transaction(
      journal: ChangeJournal(environment: environment), origin: project?.origin ?? "")
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
    try plan(changes, again: false, display: display)
  }

  /// The same for changes that were planned before: what one was reckoned from must still be there.
  ///
  /// - Throws: `ChangeFailure.changedSincePlan` as well.
  package func planAgain(
    _ changes: [Change], display: (String) -> String
  ) throws(ChangeFailure) -> ChangePlan {
    try plan(changes, again: true, display: display)
  }

  private func plan(
    _ changes: [Change], again: Bool, display: (String) -> String
  ) throws(ChangeFailure) -> ChangePlan {
    // One file may be reached by two names, and is written once.
    let targets = changes.map { Files.place(of: $0.file) }
    var files: [FileChange] = []
    var warnings: [ChangeWarning] = []
    for (place, change) in changes.enumerated() where !targets[..<place].contains(targets[place]) {
      let path = change.file
      let shown = display(path)
      let before = try Transaction.bytes(of: path, limit: ConfigFile.sizeLimit)
      let own = zip(targets, changes).filter { $0.0 == targets[place] }.map(\.1)
      guard !again || own.allSatisfy({ $0.holds(for: before) }) else {
        throw .changedSincePlan(file: shown)
      }
      let after = try edited(before ?? [], kind: change.kind, display: shown, changes: own)
      guard after != before ?? [] else { continue }
      var file = FileChange(path: path, displayPath: shown, before: before, after: after)
      file.locate(display: display)
      files.append(file)
      if let names = Files.linkCount(path), names > 1 {
        warnings.append(.hardLink(file: shown, names: names))
      }
    }
    return ChangePlan(files: files, warnings: warnings)
  }

  /// Writes a plan: all its files or none, also across a crash.
  ///
  /// - Parameter again: makes the plan anew where somebody else has changed a file since, under the
  ///   locks; nil where it was shown, and only what was shown may be written.
  /// - Throws: `ChangeFailure.changedSincePlan`, `.notWritable`, `.busy`, `.unfinished`,
  ///   `.cancelled`, `.file`, and `.halfWritten` where the disk refuses both the change and its
  ///   reversal.
  @discardableResult
  public func apply(
    _ plan: ChangePlan, again: (() throws(ChangeFailure) -> ChangePlan)? = nil,
    cancellation: Cancellation = .never
  ) throws(ChangeFailure) -> WrittenChange {
    try transaction.apply(plan, again: again, cancellation: cancellation)
  }

  /// Ends what crashes in the middle of a change have left half done, in any project, and says what
  /// became of each.
  ///
  /// - Throws: `ChangeFailure.busy`, `.file`.
  @discardableResult
  package func recover() throws(ChangeFailure) -> [RecoveryNote] { try transaction.recover() }

  /// Whether an earlier run has left a change unfinished. Nothing is touched.
  package var hasUnfinished: Bool {
    transaction.journal.hasPending && !transaction.journal.isLocked
      && transaction.journal.hasPending
  }

  /// Whether an earlier run has left anything at all in our state that is to go.
  package var hasLeftovers: Bool {
    hasUnfinished || !transaction.journal.isLocked && !transaction.journal.leftovers.isEmpty
  }

  /// Forgets the changes that cannot be finished: their files stay as they are.
  ///
  /// - Parameters:
  ///   - dryRun: nothing is forgotten, and what can be finished is not.
  ///   - tell: gets what became of each, before those that are still open are forgotten, but for what
  ///     another version of the program has left; nothing is where that throws.
  /// - Throws: `ChangeFailure.busy`, `.file`, and what `tell` throws.
  package func forget(dryRun: Bool, tell: ([RecoveryNote]) throws -> Void) throws {
    try transaction.forget(dryRun: dryRun, tell: tell)
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
    let edits = Self.inOrder(changes.filter { $0.task == nil }).map(ToolsEdit.init)
    let formats = Set(changes.compactMap(\.task?.format))
    do throws(ToolsEditFailure) {
      var bytes = bytes
      switch kind {
      case _ where edits.isEmpty: break
      case .toml: bytes = try ToolsEditor.apply(edits, to: bytes)
      case .toolVersions: bytes = try ToolVersionsEditor.apply(edits, to: bytes)
      }
      // A file is of one format.
      guard let format = formats.first else { return bytes }
      return try TaskToolsEditor.apply(
        changes.compactMap(TaskToolsEditor.Edit.init), to: bytes, as: format)
    } catch {
      throw ChangeFailure(error, file: display)
    }
  }
}
