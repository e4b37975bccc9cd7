/// Records transactions, running and finished ones, so that a crash leaves all or none of the files
/// changed, and a later run can undo a change.
///
/// `$XDG_STATE_HOME/ocx-mise-tui` contains `lock`, a `<process>-<random>.pending.json` while the
/// files of a change are being written, and `history/<number>.json`. Only this user may read them.
struct ChangeJournal: Sendable {
  let directory: String

  init(environment: Environment) {
    directory = XDGFolders.state(environment)
  }

  var lockPath: String { Paths.join(directory, "lock") }
  private var historyPath: String { Paths.join(directory, "history") }
  private static let pendingSuffix = "pending.json"

  /// The maximum number of changes kept, of all projects; older ones are forgotten.
  private static let maximumRecords = 1000
  /// Files with a greater number are not from this program.
  private static let greatestNumber = 999_999_999

  /// Whether a transaction was begun but not finished. Another process may be working on it.
  var hasPending: Bool { !pendingNames.isEmpty }

  private var pendingNames: [String] {
    ((try? Files.list(directory)) ?? []).filter {
      $0.hasSuffix(Self.pendingSuffix) && !$0.hasPrefix(".")
    }
  }

  /// Locks the journal against other processes of ours. Waits until `end`, by `MonotonicClock`.
  func lock(until end: Double, cancellation: Cancellation) throws(ChangeFailure) -> FileLock {
    do throws(FileFailure) {
      try Files.makePrivateDirectory(directory)
      return try Files.lock(
        lockPath, waiting: end - MonotonicClock.now, cancellation: cancellation)
    } catch {
      if case .locked = error { throw .busy(holder: LockHolder.name(at: lockPath)) }
      throw .file(error)
    }
  }

  /// Whether a process is writing.
  var isLocked: Bool {
    let number = open(lockPath, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return false }
    defer { close(number) }
    return flock(number, LOCK_SH | LOCK_NB) != 0
  }

  /// Records what is about to be written, if history can be written as well; returns the path of
  /// the record.
  func begin(_ record: JournalRecord) throws(ChangeFailure) -> String {
    do throws(FileFailure) {
      try Files.makeDirectories(historyPath, mode: 0o700)
    } catch {
      throw .file(error)
    }
    guard Files.isWritable(historyPath) else { throw .file(.permission(path: historyPath)) }
    let name = "\(getpid())-\(String(UInt32.random(in: 0 ... .max), radix: 36))"
    let path = Paths.join(directory, "\(name).\(Self.pendingSuffix)")
    do throws(FileFailure) {
      try Files.writeAtomically(path, Array(record.json.compact.utf8), mode: 0o600)
    } catch {
      throw .file(error)
    }
    return path
  }

  /// Finishes a transaction: its record becomes history, or the undone record is removed. If this
  /// fails, the transaction is still pending.
  func commit(_ record: JournalRecord, noted path: String) throws(ChangeFailure) {
    let numbers = numbers()
    let next = (numbers.last ?? 0) + 1
    guard record.undoes != nil || next <= Self.greatestNumber else {
      throw .damagedJournal(path: self.path(of: next - 1))
    }
    do throws(FileFailure) {
      if let undone = record.undoes {
        try Files.removeFile(self.path(of: undone))
        // Done. If the record remains, the next recovery finds the files complete and removes it.
        try? Files.removeFile(path)
      } else {
        try Files.makeDirectories(historyPath, mode: 0o700)
        try Files.rename(path, to: self.path(of: next))
        for number in numbers.dropLast(Self.maximumRecords - 1) {
          try? Files.removeFile(self.path(of: number))
        }
      }
    } catch {
      throw .file(error)
    }
  }

  /// Forgets a transaction.
  func abandon(_ path: String) throws(ChangeFailure) {
    do throws(FileFailure) {
      try Files.removeFile(path)
    } catch {
      throw .file(error)
    }
  }

  /// The record of an unfinished transaction.
  struct Pending: Sendable {
    let path: String
    let content: JournalRecord.Content
  }

  /// The unfinished transactions. Without the lock, some may still be running.
  func pending() -> [Pending] {
    pendingNames.compactMap { name in
      let path = Paths.join(directory, name)
      do throws(FileFailure) {
        return Pending(path: path, content: JournalRecord.content(try Files.read(path)))
      } catch {
        // Finished in the meantime.
        if case .notFound = error { return nil }
        return Pending(path: path, content: .damaged)
      }
    }
  }

  /// Removes temporary files of killed processes. The lock must be held, so that no other process
  /// is writing.
  func removeLeftovers() {
    for path in leftovers { try? Files.removeFile(path) }
  }

  /// Temporary files of writes, running or killed.
  var leftovers: [String] {
    [directory, historyPath].flatMap { folder in
      ((try? Files.list(folder)) ?? []).filter {
        $0.hasPrefix(".") && $0.hasSuffix(".tmp") && $0.contains(".json.")
      }.map { Paths.join(folder, $0) }
    }
  }

  /// The numbers of the changes that can be undone, oldest first.
  func numbers() -> [Int] {
    let names = (try? Files.list(historyPath)) ?? []
    return names.compactMap { name in
      guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)),
        (1...Self.greatestNumber).contains(number), "\(number).json" == name
      else { return nil }
      return number
    }.sorted()
  }

  /// The change with a number; nil if there is none.
  func content(of number: Int) throws(ChangeFailure) -> JournalRecord.Content? {
    do throws(FileFailure) {
      return JournalRecord.content(try Files.read(path(of: number)))
    } catch {
      if case .notFound = error { return nil }
      throw .file(error)
    }
  }

  func path(of number: Int) -> String { Paths.join(historyPath, "\(number).json") }
}
