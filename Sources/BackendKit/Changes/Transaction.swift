/// Writes the files of a plan: all or none, even if the process is killed.
///
/// The record is written first, then each file is replaced as a whole, then the record becomes
/// history. A record found later shows how far the change had come.
struct Transaction: Sendable {
  let journal: ChangeJournal
  /// The project in which changes are made; empty for none.
  var origin = ""
  /// How long to wait for other processes, in seconds.
  var timeLimit = 10.0
  /// Called before each file is written, with its index. Tests use it to stop the process.
  var beforeWrite: @Sendable (Int) throws(ChangeFailure) -> Void = { (_) throws(ChangeFailure) in }

  /// What to write, and the record that it undoes.
  struct Job {
    var plan: ChangePlan
    var undoes: Int?
  }

  /// Writes a plan.
  ///
  /// - Parameter again: makes the plan again, under the locks, if a file has changed; nil if the
  ///   plan was shown, so that only that may be written.
  func apply(
    _ plan: ChangePlan, again: (() throws(ChangeFailure) -> ChangePlan)? = nil,
    cancellation: Cancellation = .never
  ) throws(ChangeFailure) -> WrittenChange {
    guard !plan.isEmpty else { return WrittenChange(plan: plan) }
    var isFirst = true
    return try apply(cancellation: cancellation, repeats: again != nil) {
      () throws(ChangeFailure) -> Job in
      defer { isFirst = false }
      if isFirst { return Job(plan: plan) }
      return Job(plan: try again?() ?? plan)
    }
  }

  /// Writes what `job` returns. It is called while our state is locked, and again if somebody else
  /// changed a file and `repeats` is set.
  func apply(
    cancellation: Cancellation = .never, repeats: Bool,
    _ job: () throws(ChangeFailure) -> Job
  ) throws(ChangeFailure) -> WrittenChange {
    let end = MonotonicClock.now + timeLimit
    let lock = try journal.lock(until: end, cancellation: cancellation)
    defer { lock.release() }
    let notes = recoverLocked(until: min(end, MonotonicClock.now + 1))
    var leases: [String: FileLease] = [:]
    while true {
      let job = try job()
      do throws(ChangeFailure) {
        var written = try write(job, besides: notes, leases, until: end, cancellation)
        written.notes = notes
        return written
      } catch {
        guard case .changedSincePlan = error, repeats, MonotonicClock.now < end else { throw error }
      }
      // Where others write all the time, it would be luck to find a moment that is long enough: those
      // that lease lets us hold up wait until the next attempt is done.
      leases.values.forEach { $0.release() }
      leases = Self.leases(
        of: job.plan, until: min(end, MonotonicClock.now + FileReplacement.timeLimit))
    }
  }

  /// Blocks other writers of the files of a plan, if the system supports it.
  private static func leases(of plan: ChangePlan, until end: Double) -> [String: FileLease] {
    var leases: [String: FileLease] = [:]
    for file in plan.files where file.before != nil {
      guard let target = try? Files.writeTarget(file.path) else { continue }
      leases[file.path] = FileLease.acquire(target, until: end)
    }
    return leases
  }

  /// Recovers what earlier runs left unfinished. If another process is writing, that one does it.
  func recover() throws(ChangeFailure) -> [RecoveryNote] {
    guard Files.exists(journal.directory) else { return [] }
    let end = MonotonicClock.now + timeLimit
    let lock = try journal.lock(until: end, cancellation: .never)
    defer { lock.release() }
    return recoverLocked(until: end)
  }

  private func write(
    _ job: Job, besides notes: [RecoveryNote], _ leases: [String: FileLease], until end: Double,
    _ cancellation: Cancellation
  ) throws(ChangeFailure) -> WrittenChange {
    let plan = job.plan
    guard !plan.isEmpty else { return WrittenChange(plan: plan) }
    for note in notes where note.isOpen {
      if let file = plan.files.first(where: { Self.names(note, $0) }) {
        throw .unfinished(file: file.displayPath, reason: note.message { $0 })
      }
    }
    let locks = try FolderLocks.acquire(
      try plan.files.map { (file) throws(ChangeFailure) in
        try ChangeFailure.files { () throws(FileFailure) in
          Self.existingFolder(of: try Files.writeTarget(file.path))
        }
      }, until: end, cancellation: cancellation)
    defer { locks.release() }
    if cancellation.isCancelled { throw .cancelled }
    let patches = try plan.files.map { (file) throws(ChangeFailure) in
      FilePatch(file, at: try checked(file))
    }
    let record = JournalRecord(
      origin: origin, time: Clock.now, patches: patches, undoes: job.undoes)
    return try write(plan, record, leases)
  }

  private static func names(_ note: RecoveryNote, _ file: FileChange) -> Bool {
    let target = Files.resolvedTarget(of: file.path)
    return note.files.contains { $0 == file.path || Files.resolvedTarget(of: $0) == target }
  }

  /// The location of a file, if it still has the planned content and is writable. Checked for all
  /// files before the first is touched.
  private func checked(_ file: FileChange) throws(ChangeFailure) -> WriteLocation {
    let location = try ChangeFailure.files { () throws(FileFailure) in
      try WriteLocation(of: file.path)
    }
    let isAtTarget = file.target.map { $0 == Files.resolvedTarget(of: file.path) } ?? true
    guard location.seen?.bytes == file.before, isAtTarget else {
      throw .changedSincePlan(file: file.displayPath)
    }
    guard Files.isWritable(location.existingFolder),
      location.seen == nil || Files.allowsWriting(file.path)
    else { throw .notWritable(file: file.displayPath) }
    return location
  }

  private func write(
    _ plan: ChangePlan, _ record: JournalRecord, _ leases: [String: FileLease]
  ) throws(ChangeFailure) -> WrittenChange {
    let note = try journal.begin(record)
    var written = WrittenChange(plan: plan)
    do throws(ChangeFailure) {
      for (number, file) in plan.files.enumerated() {
        try beforeWrite(number)
        let lost = try write(file, record.patches[number], leases[file.path])
        if !lost.isEmpty {
          written.warnings.append(.attributesLost(file: file.displayPath, names: lost))
        }
      }
      for patch in record.patches {
        for directory in patch.emptied.reversed() { Files.removeEmptyDirectory(directory) }
      }
      try journal.commit(record, noted: note)
    } catch {
      do throws(ChangeFailure) {
        _ = try finish(record, noted: note, forward: false)
      } catch let failure {
        // The record stays, and the next run recovers.
        throw .halfWritten(
          file: plan.files.map(\.displayPath).joined(separator: ", "), reason: failure.message)
      }
      throw error
    }
    return written
  }

  private func write(
    _ file: FileChange, _ patch: FilePatch, _ lease: FileLease?
  ) throws(ChangeFailure) -> [String] {
    do throws(FileFailure) {
      for directory in patch.madeDirectories { try Files.makeDirectories(directory) }
      let folder = try OpenFolder(Paths.parent(patch.target))
      var replacement = try FileReplacement(
        path: file.path, target: patch.target, in: folder, temporaryName: patch.temporaryName)
      replacement.lease = lease
      replacement.acceptsAddition = {
        AddedLines.haveSameMeaning($0, behind: file.after, as: file.before)
      }
      guard replacement.seen?.bytes == file.before else {
        throw .changedMeanwhile(path: file.path)
      }
      if let bytes = file.after { return try replacement.write(bytes) }
      try replacement.remove()
      return []
    } catch {
      if case .changedMeanwhile(file.path) = error {
        throw .changedSincePlan(file: file.displayPath)
      }
      throw .file(error)
    }
  }

  /// The content of a file; nil if it does not exist.
  static func bytes(
    of path: String, limit: Int = Files.defaultLimit
  ) throws(ChangeFailure) -> [UInt8]? {
    do throws(FileFailure) {
      return try Files.read(path, limit: limit)
    } catch {
      if case .notFound = error { return nil }
      throw .file(error)
    }
  }
}
