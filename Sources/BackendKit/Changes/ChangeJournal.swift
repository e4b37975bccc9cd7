/// Where transactions are noted: those that are under way, and those that are done, so that a crash
/// leaves all or none, and a change can be taken back in a later run.
///
/// `$XDG_STATE_HOME/ocx-mise-tui` holds `lock`, a `<process>-<random>.pending.json` while the files
/// of a change are being written, and `history/<number>.json`. Only this user may read them.
struct ChangeJournal: Sendable {
  let directory: String

  init(environment: Environment) {
    directory = XDGFolders.state(environment)
  }

  var lockPath: String { Paths.join(directory, "lock") }
  private var historyPath: String { Paths.join(directory, "history") }
  private static let pendingSuffix = "pending.json"

  /// More than anybody takes back, of all projects; older ones are forgotten.
  private static let mostRecords = 1000
  /// A file with a greater number was not put there by this program.
  private static let greatestNumber = 999_999_999

  /// Whether a transaction was begun and not ended: also while another process is at it.
  var hasPending: Bool { !pendingNames.isEmpty }

  private var pendingNames: [String] {
    ((try? Files.list(directory)) ?? []).filter {
      $0.hasSuffix(Self.pendingSuffix) && !$0.hasPrefix(".")
    }
  }

  /// Keeps other processes of ours from writing at the same time. Waits until `end`, by
  /// `MonotonicClock`.
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

  /// Whether somebody is writing just now.
  var isLocked: Bool {
    let number = open(lockPath, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { return false }
    defer { close(number) }
    return flock(number, LOCK_SH | LOCK_NB) != 0
  }

  /// Notes what is about to be written, where that can become history; the path of the note.
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

  /// Ends the transaction of a note: it becomes history, or takes a piece of history away. Where
  /// that is thrown, it is still under way.
  func commit(_ record: JournalRecord, noted path: String) throws(ChangeFailure) {
    let numbers = numbers()
    let next = (numbers.last ?? 0) + 1
    guard record.undoes != nil || next <= Self.greatestNumber else {
      throw .damagedJournal(path: self.path(of: next - 1))
    }
    do throws(FileFailure) {
      if let undone = record.undoes {
        try Files.removeFile(self.path(of: undone))
        // From here on it is done: a note that stays is found whole, and ended, the next time.
        try? Files.removeFile(path)
      } else {
        try Files.makeDirectories(historyPath, mode: 0o700)
        try Files.rename(path, to: self.path(of: next))
        for number in numbers.dropLast(Self.mostRecords - 1) {
          try? Files.removeFile(self.path(of: number))
        }
      }
    } catch {
      throw .file(error)
    }
  }

  /// Forgets the transaction of a note.
  func abandon(_ path: String) throws(ChangeFailure) {
    do throws(FileFailure) {
      try Files.removeFile(path)
    } catch {
      throw .file(error)
    }
  }

  /// A note that was not ended.
  struct Pending: Sendable {
    let path: String
    let content: JournalRecord.Content
  }

  /// What was begun and not ended. Without the lock, some of it may be under way.
  func pending() -> [Pending] {
    pendingNames.compactMap { name in
      let path = Paths.join(directory, name)
      do throws(FileFailure) {
        return Pending(path: path, content: JournalRecord.content(try Files.read(path)))
      } catch {
        // Ended in between.
        if case .notFound = error { return nil }
        return Pending(path: path, content: .damaged)
      }
    }
  }

  /// Removes what processes that died while they wrote here have left. The lock must be held, for
  /// whoever writes here holds it.
  func sweep() {
    for path in leftovers { try? Files.removeFile(path) }
  }

  /// What was being written here, or is.
  var leftovers: [String] {
    [directory, historyPath].flatMap { folder in
      ((try? Files.list(folder)) ?? []).filter {
        $0.hasPrefix(".") && $0.hasSuffix(".tmp") && $0.contains(".json.")
      }.map { Paths.join(folder, $0) }
    }
  }

  /// The numbers of the changes that were written and not taken back, oldest first.
  func numbers() -> [Int] {
    let names = (try? Files.list(historyPath)) ?? []
    return names.compactMap { name in
      guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)),
        (1...Self.greatestNumber).contains(number), "\(number).json" == name
      else { return nil }
      return number
    }.sorted()
  }

  /// A change of that number; nil where there is none.
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
