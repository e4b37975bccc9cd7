/// Where transactions are noted: one that is under way, and those that are done, so that a crash
/// leaves all or none, and a change can be taken back in a later run.
///
/// `$XDG_STATE_HOME/ocx-mise-tui` holds `lock`, `pending.json` while files are being written, and
/// `history/<number>.json`. Only this user may read them.
struct ChangeJournal: Sendable {
  let directory: String

  init(environment: Environment) {
    directory = XDGFolders.state(environment)
  }

  private var pendingPath: String { Paths.join(directory, "pending.json") }
  private var historyPath: String { Paths.join(directory, "history") }

  /// More than anybody takes back; older ones are forgotten.
  private static let mostRecords = 100

  /// Whether a transaction was begun and not ended.
  var hasPending: Bool { Files.exists(pendingPath) }

  /// Keeps other processes of ours from writing at the same time.
  func lock() throws(ChangeFailure) -> FileLock {
    do throws(FileFailure) {
      try Files.makeDirectories(directory, mode: 0o700)
      return try Files.lock(Paths.join(directory, "lock"))
    } catch {
      if case .locked = error { throw .busy }
      throw .file(error)
    }
  }

  /// Notes what is about to be written, where that can become history.
  func begin(_ record: JournalRecord) throws(ChangeFailure) {
    do throws(FileFailure) {
      try Files.makeDirectories(historyPath, mode: 0o700)
    } catch {
      throw .file(error)
    }
    guard Files.isWritable(historyPath) else { throw .file(.permission(path: historyPath)) }
    try write(record, to: pendingPath)
  }

  /// Ends the transaction under way: it becomes history, or takes a piece of history away. Where
  /// that is thrown, it is still under way.
  func commit(_ record: JournalRecord) throws(ChangeFailure) {
    do throws(FileFailure) {
      if let undone = record.undoes {
        try Files.removeFile(path(of: undone))
        // From here on it is done: a note that stays is found whole, and ended, the next time.
        try? Files.removeFile(pendingPath)
      } else {
        try Files.makeDirectories(historyPath, mode: 0o700)
        let numbers = numbers()
        try Files.rename(pendingPath, to: path(of: (numbers.last ?? 0) + 1))
        for number in numbers.dropLast(Self.mostRecords - 1) {
          try? Files.removeFile(path(of: number))
        }
      }
    } catch {
      throw .file(error)
    }
  }

  /// Forgets the transaction under way.
  func abandon() throws(ChangeFailure) {
    do throws(FileFailure) {
      try Files.removeFile(pendingPath)
    } catch {
      throw .file(error)
    }
  }

  /// The transaction under way; nil where there is none.
  func pending() throws(ChangeFailure) -> JournalRecord? {
    hasPending ? try read(pendingPath) : nil
  }

  /// The last change that was written and not taken back.
  func last() throws(ChangeFailure) -> (number: Int, record: JournalRecord)? {
    guard let number = numbers().last else { return nil }
    return (number, try read(path(of: number)))
  }

  private func numbers() -> [Int] {
    let names = (try? Files.list(historyPath)) ?? []
    return names.compactMap { name in
      name.hasSuffix(".json") ? Int(name.dropLast(5)) : nil
    }.sorted()
  }

  private func path(of number: Int) -> String { Paths.join(historyPath, "\(number).json") }

  private func read(_ path: String) throws(ChangeFailure) -> JournalRecord {
    do throws(FileFailure) {
      if let record = JournalRecord(try Files.read(path)) { return record }
    } catch {
      throw .file(error)
    }
    throw .damagedJournal(path: path)
  }

  private func write(_ record: JournalRecord, to path: String) throws(ChangeFailure) {
    do throws(FileFailure) {
      try Files.writeAtomically(path, Array(record.json.compact.utf8), mode: 0o600)
    } catch {
      throw .file(error)
    }
  }
}
