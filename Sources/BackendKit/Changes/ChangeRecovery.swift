/// What became of a change that an earlier run had left unfinished.
public struct RecoveryNote: Sendable, Equatable {
  /// What was done about it.
  public enum Outcome: Sendable, Equatable {
    /// Every file was written: the change stands.
    case finished
    /// The files are as they were before it.
    case takenBack
    /// It cannot be ended just now; why. Its files are as it left them.
    case kept(reason: String)
    /// Another version of the program wrote the note of it, which stays.
    case otherVersion
    /// The note of it cannot be read, and stays.
    case damaged
  }

  /// Where it is noted.
  public let journal: String
  /// Its files, absolute; none where the note cannot be read.
  public let files: [String]
  /// What was done about it.
  public let outcome: Outcome

  /// Whether there is still something to do.
  public var isOpen: Bool {
    switch outcome {
    case .finished, .takenBack: false
    case .kept, .otherVersion, .damaged: true
    }
  }
}

extension RecoveryNote {
  /// One line about it; `display` is how a path is shown to a person.
  package func message(display: (String) -> String) -> String {
    let names = files.map(display).joined(separator: ", ")
    return switch outcome {
    case .finished: "an interrupted change of \(names) was finished"
    case .takenBack: "an interrupted change of \(names) was taken back"
    case .kept(let reason): "an interrupted change of \(names) is still unfinished: \(reason)"
    case .otherVersion: "another version of this program has left \(journal)"
    case .damaged: "\(journal) cannot be read: a change may be unfinished"
    }
  }

  /// How to fix it, on one line; nil where there is nothing to fix.
  package var hint: String? {
    switch outcome {
    case .finished, .takenBack: nil
    case .kept: "make them reachable and try again, or leave them as they are"
    case .otherVersion: "start that version once more, or remove the file"
    case .damaged: "see that the files are whole, then remove it"
    }
  }

  /// What in this program helps.
  package var remedy: Remedy? {
    if case .kept = outcome { .forgetChange } else { nil }
  }
}

extension Transaction {
  /// Ends what earlier runs left unfinished. The lock of the journal must be held.
  func recoverLocked(until end: Double) -> [RecoveryNote] {
    journal.sweep()
    return journal.pending().map { note in
      switch note.content {
      case .otherVersion: RecoveryNote(journal: note.path, files: [], outcome: .otherVersion)
      case .damaged: RecoveryNote(journal: note.path, files: [], outcome: .damaged)
      case .record(let record):
        RecoveryNote(
          journal: note.path, files: record.patches.map(\.path),
          outcome: outcome(of: record, noted: note.path, until: end))
      }
    }
  }

  /// Drops the notes of what cannot be ended, once `tell` has said what that leaves as it is; with
  /// `dryRun` it only says so.
  func forget(dryRun: Bool, tell: ([RecoveryNote]) throws -> Void) throws {
    guard Files.exists(journal.directory) else { return try tell([]) }
    let lock = try journal.lock(until: MonotonicClock.now + patience, cancellation: .never)
    defer { lock.release() }
    if dryRun { return try tell(journal.pending().map { Self.preview($0) }) }
    let pending = journal.pending()
    let notes = recoverLocked(until: MonotonicClock.now + 1)
    try tell(notes)
    for note in notes {
      if case .kept = note.outcome,
        case .record(let record)? = pending.first(where: { $0.path == note.journal })?.content
      {
        for patch in record.patches { PatchRecovery.dropLeftovers(of: patch) }
      }
      switch note.outcome {
      case .kept, .damaged: try journal.abandon(note.journal)
      case .finished, .takenBack, .otherVersion: continue
      }
    }
  }

  private static func preview(_ note: ChangeJournal.Pending) -> RecoveryNote {
    switch note.content {
    case .otherVersion: RecoveryNote(journal: note.path, files: [], outcome: .otherVersion)
    case .damaged: RecoveryNote(journal: note.path, files: [], outcome: .damaged)
    case .record(let record):
      RecoveryNote(
        journal: note.path, files: record.patches.map(\.path),
        outcome: .kept(reason: "nothing was tried"))
    }
  }

  private func outcome(
    of record: JournalRecord, noted path: String, until end: Double
  ) -> RecoveryNote.Outcome {
    do throws(ChangeFailure) {
      let locks = try FolderLocks.take(
        record.patches.map { Self.existingFolder(of: $0.target) }, until: end)
      defer { locks.release() }
      return try finish(record, noted: path, forward: true) ? .finished : .takenBack
    } catch {
      return .kept(reason: error.message)
    }
  }

  /// Ends a transaction: forward where every file was written and that is wanted, else back. Whether
  /// the change stands.
  func finish(
    _ record: JournalRecord, noted path: String, forward: Bool
  ) throws(ChangeFailure) -> Bool {
    do throws(FileFailure) {
      // Nothing is touched before everything was looked at.
      var files: [PatchRecovery] = []
      for patch in record.patches { files.append(try PatchRecovery(patch)) }
      if forward, files.allSatisfy({ $0.state == .applied }) {
        for file in files { try file.finish() }
      } else {
        for file in files.reversed() { try file.takeBack() }
        try Files.removeFile(path)
        return false
      }
    } catch {
      throw .file(error)
    }
    try journal.commit(record, noted: path)
    return true
  }

  /// The folder of a file, or the nearest one above it that is there.
  static func existingFolder(of target: String) -> String {
    var folder = Paths.parent(target)
    while !Files.exists(folder), folder != Paths.parent(folder) { folder = Paths.parent(folder) }
    return folder
  }
}
