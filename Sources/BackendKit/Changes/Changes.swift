/// Plans changes of mise's files, writes all or none of them, and undoes them (docs/design.md, D4).
public struct Changes: Sendable {
  let transaction: Transaction
  /// The project whose changes can be undone; nil for all.
  let project: ProjectHistory?

  /// Changes recorded in this user's state folder, without a project.
  public init(environment: Environment) { self.init(environment: environment, project: nil) }

  /// The same for a project.
  package init(environment: Environment, project: ProjectHistory?) {
    self.project = project
    transaction = Transaction(
      journal: ChangeJournal(environment: environment), origin: project?.origin ?? "")
  }

  /// Applies changes to the content of the current files. Nothing is written.
  ///
  /// - Parameters:
  ///   - changes: several may be about the same file.
  ///   - display: shortens a path for display.
  /// - Throws: `ChangeFailure.unparsable`, `.refusedEdit`, `.file`.
  public func plan(
    _ changes: [Change], display: (String) -> String
  ) throws(ChangeFailure) -> ChangePlan {
    try plan(changes, again: false, display: display)
  }

  /// The same for changes that were planned before: the entries that they are based on must be unchanged.
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
    // One file may be named by two paths, and is written once.
    let targets = changes.map { Files.resolvedTarget(of: $0.file) }
    var files: [FileChange] = []
    var warnings: [ChangeWarning] = []
    for (index, change) in changes.enumerated() where !targets[..<index].contains(targets[index]) {
      let path = change.file
      let shown = display(path)
      let before = try Transaction.bytes(of: path, limit: ConfigFile.sizeLimit)
      let own = zip(targets, changes).filter { $0.0 == targets[index] }.map(\.1)
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

  /// Writes all files of a plan or none, even if the program crashes.
  ///
  /// - Parameter again: makes the plan again, under the locks, if somebody else has changed a file;
  ///   nil if the plan was shown, so that only that may be written.
  /// - Throws: `ChangeFailure.changedSincePlan`, `.notWritable`, `.busy`, `.unfinished`,
  ///   `.cancelled`, `.file`, and `.halfWritten` if both the change and its reversal fail.
  @discardableResult
  public func apply(
    _ plan: ChangePlan, again: (() throws(ChangeFailure) -> ChangePlan)? = nil,
    cancellation: Cancellation = .never
  ) throws(ChangeFailure) -> WrittenChange {
    try transaction.apply(plan, again: again, cancellation: cancellation)
  }

  /// Recovers from crashes in the middle of a change, in any project.
  ///
  /// - Throws: `ChangeFailure.busy`, `.file`.
  @discardableResult
  package func recover() throws(ChangeFailure) -> [RecoveryNote] { try transaction.recover() }

  /// Whether an earlier run left a change unfinished. Touches nothing.
  package var hasUnfinished: Bool {
    transaction.journal.hasPending && !transaction.journal.isLocked
      && transaction.journal.hasPending
  }

  /// Whether an earlier run left anything in our state that has to be cleaned up.
  package var hasLeftovers: Bool {
    hasUnfinished || !transaction.journal.isLocked && !transaction.journal.leftovers.isEmpty
  }

  /// Forgets the changes that cannot be finished; their files stay as they are.
  ///
  /// - Parameters:
  ///   - dryRun: nothing is forgotten, and what can be finished is not.
  ///   - report: gets the outcome of each change before the unfinished ones are forgotten. Those of
  ///     another version of the program are kept. If it throws, nothing is forgotten.
  /// - Throws: `ChangeFailure.busy`, `.file`, and what `report` throws.
  package func forget(dryRun: Bool, report: ([RecoveryNote]) throws -> Void) throws {
    try transaction.forget(dryRun: dryRun, report: report)
  }

  /// Indices refer to the file as it was read. Elements are therefore removed from an array last,
  /// starting at its end, because that moves those after them.
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
      // All changes of a file have the same format.
      guard let format = formats.first else { return bytes }
      return try TaskToolsEditor.apply(
        changes.compactMap(TaskToolsEditor.Edit.init), to: bytes, as: format)
    } catch {
      throw ChangeFailure(error, file: display)
    }
  }
}
