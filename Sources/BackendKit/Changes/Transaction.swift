/// Writes the files of a plan: all or none, also where the process dies in between.
///
/// What is about to be written is noted first; then file after file is replaced as a whole; then
/// the note becomes history. A note that is found on the next start tells how far it came.
struct Transaction: Sendable {
  let journal: ChangeJournal
  /// Called before each file is written, with its number: where tests stop the process.
  var beforeWrite: @Sendable (Int) throws -> Void = { _ in }

  /// Writes a plan that was just made from the files. `undoes` is the record that it takes back.
  func apply(_ plan: ChangePlan, undoes: Int? = nil) throws(ChangeFailure) {
    guard !plan.isEmpty else { return }
    let lock = try journal.lock()
    defer { lock.release() }
    try recoverLocked()
    for file in plan.files { try check(file) }
    let record = JournalRecord(
      patches: plan.files.map { FilePatch($0, madeDirectories: Self.missingDirectories($0)) },
      undoes: undoes)
    try journal.begin(record)
    do {
      for (number, file) in plan.files.enumerated() {
        try beforeWrite(number)
        try write(file, making: record.patches[number].madeDirectories)
      }
      try journal.commit(record)
    } catch {
      try rollBack(record)
      // What stays of the note is forgotten by the next write, and is not why this one failed.
      try? journal.abandon()
      throw ChangeFailure(error)
    }
    if undoes != nil { removeEmptied(plan) }
  }

  /// Ends what a crash left half done: forward where every file was written, else back.
  func recover() throws(ChangeFailure) {
    guard journal.hasPending else { return }
    let lock = try journal.lock()
    defer { lock.release() }
    try recoverLocked()
  }

  private func recoverLocked() throws(ChangeFailure) {
    guard let record = try journal.pending() else { return }
    let isWhole = record.patches.allSatisfy { patch in
      patch.isApplied(to: try? Files.read(patch.path))
    }
    if isWhole {
      try journal.commit(record)
    } else {
      try rollBack(record)
      try journal.abandon()
    }
  }

  /// Puts back what was written. A file that somebody else has changed meanwhile is theirs.
  private func rollBack(_ record: JournalRecord) throws(ChangeFailure) {
    for patch in record.patches.reversed() {
      let bytes = try? Files.read(patch.path)
      guard let reversal = patch.reversal(of: bytes, displayPath: patch.path) else { continue }
      do throws(ChangeFailure) {
        try write(reversal, making: [])
      } catch {
        throw .halfWritten(file: patch.path, reason: error.message)
      }
      for directory in patch.madeDirectories.reversed() { Files.removeEmptyDirectory(directory) }
    }
  }

  /// That the file is still what the plan saw, and that it may be written: asked of every file
  /// before the first is touched.
  private func check(_ file: FileChange) throws(ChangeFailure) {
    let current = try Self.bytes(of: file.path)
    guard current == file.before else { throw .changedSincePlan(file: file.displayPath) }
    var folder = Paths.parent(Self.target(of: file.path))
    while !Files.exists(folder), folder != Paths.parent(folder) { folder = Paths.parent(folder) }
    guard Files.isWritable(folder), current == nil || Files.allowsWriting(file.path) else {
      throw .notWritable(file: file.displayPath)
    }
  }

  private func write(_ file: FileChange, making directories: [String]) throws(ChangeFailure) {
    do throws(FileFailure) {
      guard let bytes = file.after else {
        return try Files.removeFile(Self.target(of: file.path))
      }
      for directory in directories { try Files.makeDirectories(directory) }
      try Files.writeAtomically(file.path, bytes)
    } catch {
      throw .file(error)
    }
  }

  /// Folders that were made for a file that is gone again, where nothing else came into them.
  private func removeEmptied(_ plan: ChangePlan) {
    for file in plan.files where file.after == nil {
      for directory in file.emptied.reversed() { Files.removeEmptyDirectory(directory) }
    }
  }

  private static func missingDirectories(_ file: FileChange) -> [String] {
    guard file.before == nil else { return [] }
    var missing: [String] = []
    var folder = Paths.parent(target(of: file.path))
    while !Files.exists(folder), folder != Paths.parent(folder) {
      missing.insert(folder, at: 0)
      folder = Paths.parent(folder)
    }
    return missing
  }

  /// The file that is written: where links lead, also one that leads to nothing yet.
  private static func target(of path: String) -> String {
    (try? Files.writeTarget(path)) ?? path
  }

  /// The bytes of a file; nil where there is none.
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

extension ChangeFailure {
  /// What stopped a transaction, as one of ours.
  fileprivate init(_ error: any Error) {
    switch error {
    case let failure as ChangeFailure: self = failure
    case let failure as FileFailure: self = .file(failure)
    default: self = .halfWritten(file: "the files", reason: "\(error)")
    }
  }
}
