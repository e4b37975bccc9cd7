extension Changes {
  /// The changes that can be undone, newest first: those of the project, or all.
  ///
  /// - Throws: `ChangeFailure.file`.
  package func history(all: Bool = false) throws(ChangeFailure) -> [PastChange] {
    var changes: [PastChange] = []
    for number in transaction.journal.numbers().reversed() {
      guard case .record(let record) = try transaction.journal.content(of: number),
        all || isOwn(record)
      else { continue }
      changes.append(PastChange(number, record))
    }
    return changes
  }

  /// What undoing a change would write, so that it can be shown first.
  ///
  /// - Parameter display: shortens a path for display.
  /// - Throws: `ChangeFailure.nothingToUndo`, `.noSuchChange`, `.otherProject`,
  ///   `.changedSinceWrite`, `.changedAgain`, `.damagedJournal`, `.otherVersion`, `.file`.
  package func planUndo(
    _ request: UndoRequest = UndoRequest(), display: (String) -> String
  ) throws(ChangeFailure) -> UndoPlan {
    let (number, record) = try record(of: request)
    return try reversal(of: number, record, display)
  }

  /// Undoes the change that was shown, and only that one.
  ///
  /// - Throws: `ChangeFailure.changedSincePlan` if it would do something else by now; otherwise as
  ///   `planUndo(_:display:)` and `apply(_:again:cancellation:)`.
  @discardableResult
  package func undo(
    _ shown: UndoPlan, cancellation: Cancellation = .never
  ) throws(ChangeFailure) -> WrittenChange {
    let names = Dictionary(
      shown.plan.files.flatMap { file in
        [(file.path, file.displayPath)]
          + (file.target.flatMap { target in file.displayTarget.map { [(target, $0)] } } ?? [])
      }, uniquingKeysWith: { first, _ in first })
    return try transaction.apply(cancellation: cancellation, repeats: false) {
      () throws(ChangeFailure) -> Transaction.Job in
      let request = UndoRequest(number: shown.change.number, reachesAll: true)
      let now = try planUndo(request) { names[$0] ?? $0 }
      guard now == shown else {
        throw .changedSincePlan(file: shown.plan.files.first?.displayPath ?? "the history")
      }
      return Transaction.Job(plan: now.plan, undoes: now.change.number)
    }
  }

  /// Undoes a change without having shown it.
  ///
  /// - Parameter display: shortens a path for display.
  /// - Throws: as `planUndo(_:display:)` and `apply(_:again:cancellation:)`.
  @discardableResult
  package func undo(
    _ request: UndoRequest = UndoRequest(), cancellation: Cancellation = .never,
    display: (String) -> String
  ) throws(ChangeFailure) -> WrittenChange {
    try transaction.apply(cancellation: cancellation, repeats: true) {
      () throws(ChangeFailure) -> Transaction.Job in
      let now = try planUndo(request, display: display)
      return Transaction.Job(plan: now.plan, undoes: now.change.number)
    }
  }

  private func isOwn(_ record: JournalRecord) -> Bool { project?.holds(record) ?? true }

  private func record(
    of request: UndoRequest
  ) throws(ChangeFailure) -> (number: Int, record: JournalRecord) {
    let journal = transaction.journal
    if let number = request.number {
      switch try journal.content(of: number) {
      case nil: throw .noSuchChange(number)
      case .damaged: throw .damagedJournal(path: journal.path(of: number))
      case .otherVersion: throw .otherVersion(path: journal.path(of: number))
      case .record(let record):
        guard request.reachesAll || isOwn(record) else {
          throw .otherProject(number, project: record.origin)
        }
        return (number, record)
      }
    }
    var unread: ChangeFailure?
    for number in journal.numbers().reversed() {
      switch try journal.content(of: number) {
      case .record(let record) where request.reachesAll || isOwn(record): return (number, record)
      case .damaged: unread = unread ?? .damagedJournal(path: journal.path(of: number))
      case .otherVersion: unread = unread ?? .otherVersion(path: journal.path(of: number))
      case .record, nil: continue
      }
    }
    throw unread ?? .nothingToUndo
  }

  private func reversal(
    of number: Int, _ record: JournalRecord, _ display: (String) -> String
  ) throws(ChangeFailure) -> UndoPlan {
    var files: [FileChange] = []
    for patch in record.patches {
      let shown = display(patch.path)
      let bytes = try Transaction.bytes(of: patch.path)
      guard var change = patch.reversal(of: bytes, displayPath: shown) else {
        let later = try laterChange(of: patch.path, after: number)
        throw later.map { .changedAgain(file: shown, by: $0) } ?? .changedSinceWrite(file: shown)
      }
      change.locate(display: display)
      // Who takes a change back has agreed to the file that it was written to, and to no other.
      guard Files.resolves(patch.path, to: patch.target) else {
        throw .movedSinceWrite(file: shown, now: display(change.target ?? patch.path))
      }
      files.append(change)
    }
    return UndoPlan(change: PastChange(number, record), plan: ChangePlan(files: files))
  }

  /// The number of the newest change of a file after another one; nil if there is none.
  private func laterChange(
    of path: String, after number: Int
  ) throws(ChangeFailure) -> Int? {
    for later in transaction.journal.numbers().reversed() where later > number {
      if case .record(let record) = try transaction.journal.content(of: later),
        record.patches.contains(where: { $0.path == path })
      {
        return later
      }
    }
    return nil
  }
}

extension PastChange {
  fileprivate init(_ number: Int, _ record: JournalRecord) {
    self.init(
      number: number, time: record.time, origin: record.origin, files: record.patches.map(\.path))
  }
}
