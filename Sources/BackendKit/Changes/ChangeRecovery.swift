/// The result of recovering a change that an earlier run left unfinished.
public struct RecoveryNote: Sendable, Equatable {
  /// What happened to the change.
  public enum Outcome: Sendable, Equatable {
    /// All files had been written, so the change was completed.
    case finished
    /// The files were restored to their state before the change.
    case reverted
    /// It cannot be finished now, for this reason. The files are as the earlier run left them.
    case kept(reason: String)
    /// It was recorded by another version of the program and stays.
    case otherVersion
    /// Its record cannot be read and stays.
    case damaged
  }

  /// The path of its record.
  public let journal: String
  /// The absolute paths of its files; empty if the record cannot be read.
  public let files: [String]
  /// What happened to the change.
  public let outcome: Outcome

  /// Whether the change is still unfinished.
  public var isOpen: Bool {
    switch outcome {
    case .finished, .reverted: false
    case .kept, .otherVersion, .damaged: true
    }
  }
}

extension RecoveryNote {
  /// A one-line message; `display` shortens a path.
  package func message(display: (String) -> String) -> String {
    let names = files.map(display).joined(separator: ", ")
    return switch outcome {
    case .finished: "an interrupted change of \(names) was completed"
    case .reverted: "an interrupted change of \(names) was undone"
    case .kept(let reason): "an interrupted change of \(names) is still unfinished: \(reason)"
    case .otherVersion: "another version of this program left \(journal)"
    case .damaged: "\(journal) cannot be read: a change may be unfinished"
    }
  }

  /// How to fix it, on one line; nil if there is nothing to fix.
  package var hint: String? {
    switch outcome {
    case .finished, .reverted: nil
    case .kept: "make them reachable and try again, or leave them as they are"
    case .otherVersion: "run that version again, or remove the file"
    case .damaged: "check that the files are complete, then remove it"
    }
  }

  /// A command of this program that helps.
  package var remedy: Remedy? {
    if case .kept = outcome { .forgetChange } else { nil }
  }
}

extension RecoveryNote {
  /// The note on a pending change. `outcome` is called if its record can be read.
  fileprivate init(_ pending: ChangeJournal.Pending, outcome: (JournalRecord) -> Outcome) {
    switch pending.content {
    case .otherVersion: self.init(journal: pending.path, files: [], outcome: .otherVersion)
    case .damaged: self.init(journal: pending.path, files: [], outcome: .damaged)
    case .record(let record):
      self.init(
        journal: pending.path, files: record.patches.map(\.path), outcome: outcome(record))
    }
  }
}

extension Transaction {
  /// Finishes or undoes what earlier runs left unfinished. The lock of the journal must be held.
  func recoverLocked(until end: Double) -> [RecoveryNote] {
    journal.removeLeftovers()
    return journal.pending().map { pending in
      RecoveryNote(pending) { outcome(of: $0, noted: pending.path, until: end) }
    }
  }

  /// Drops the records of changes that cannot be finished, after `report` has reported which files stay
  /// as they are; with `dryRun` it only reports.
  func forget(dryRun: Bool, report: ([RecoveryNote]) throws -> Void) throws {
    guard Files.exists(journal.directory) else { return try report([]) }
    let lock = try journal.lock(until: MonotonicClock.now + timeLimit, cancellation: .never)
    defer { lock.release() }
    if dryRun {
      return try report(
        journal.pending().map { pending in
          RecoveryNote(pending) { _ in .kept(reason: "nothing was tried") }
        })
    }
    let pending = journal.pending()
    let notes = recoverLocked(until: MonotonicClock.now + 1)
    try report(notes)
    for note in notes {
      if case .kept = note.outcome,
        case .record(let record)? = pending.first(where: { $0.path == note.journal })?.content
      {
        for patch in record.patches { PatchRecovery.dropLeftovers(of: patch) }
      }
      switch note.outcome {
      case .kept, .damaged: try journal.abandon(note.journal)
      case .finished, .reverted, .otherVersion: continue
      }
    }
  }

  private func outcome(
    of record: JournalRecord, noted path: String, until end: Double
  ) -> RecoveryNote.Outcome {
    do throws(ChangeFailure) {
      let locks = try FolderLocks.acquire(
        record.patches.map { Self.existingFolder(of: $0.target) }, until: end)
      defer { locks.release() }
      return try finish(record, noted: path, forward: true) ? .finished : .reverted
    } catch {
      return .kept(reason: error.message)
    }
  }

  /// Completes a transaction if all files were written and `forward` is set; otherwise undoes it.
  /// Returns whether the change was completed.
  func finish(
    _ record: JournalRecord, noted path: String, forward: Bool
  ) throws(ChangeFailure) -> Bool {
    do throws(FileFailure) {
      // Nothing is touched before all files have been examined.
      var files: [PatchRecovery] = []
      for patch in record.patches { files.append(try PatchRecovery(patch)) }
      if forward, files.allSatisfy({ $0.state == .applied }) {
        for file in files { try file.finish() }
      } else {
        for file in files.reversed() { try file.revert() }
        try Files.removeFile(path)
        return false
      }
    } catch {
      throw .file(error)
    }
    try journal.commit(record, noted: path)
    return true
  }

  /// The folder of a file, or its nearest existing ancestor.
  static func existingFolder(of target: String) -> String {
    var folder = Paths.parent(target)
    while !Files.exists(folder), folder != Paths.parent(folder) { folder = Paths.parent(folder) }
    return folder
  }
}
