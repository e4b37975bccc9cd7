import Testing

@testable import BackendKit

/// What a process that dies in the middle of a write leaves, the next one ends.
struct CrashTests {
  private static let jq = "ocx:ocx.sh/jqlang/jq"

  /// A transaction that stops before the file of that number, as if the process were gone: what
  /// was noted and written until then is put back as it was at that moment.
  private func die(before number: Int, _ scratch: ChangeScratch, _ plan: ChangePlan) throws {
    let journal = ChangeJournal(environment: scratch.environment)
    var state: [(String, [UInt8]?)] = []
    let keeper = Keeper()
    let transaction = Transaction(journal: journal) { (step) throws(ChangeFailure) in
      guard step == number else { return }
      let paths = plan.files.map(\.path) + journal.pending().map(\.path)
      keeper.keep(paths.map { ($0, try? Files.read($0)) })
      throw .cancelled
    }
    #expect(throws: ChangeFailure.self) { try transaction.apply(plan) }
    state = keeper.kept
    for (path, bytes) in state {
      if let bytes { try Files.writeAtomically(path, bytes) }
    }
  }

  @Test("files written before the crash go back", arguments: [0, 1, 2])
  func partialWriteRollsBack(_ number: Int) throws {
    let scratch = try ChangeScratch()
    let names = ["a.toml", "b.toml", "c.toml"]
    for name in names { try scratch.write(name, "[tools]\n# \(name)\n") }
    let plan = try scratch.changes.plan(
      names.map { scratch.pin($0, Self.jq, "1.7") }, display: Paths.lastComponent)
    try die(before: number, scratch, plan)
    #expect(names.count { scratch.text($0)?.contains("1.7") == true } == number)

    try scratch.changes.recover()
    #expect(names.map(scratch.text) == names.map { "[tools]\n# \($0)\n" })
    #expect(throws: ChangeFailure.nothingToUndo) {
      try scratch.changes.planUndo(display: Paths.lastComponent)
    }
  }

  @Test("a write that was whole but not yet history becomes history")
  func wholeWriteGoesForward() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", "[tools]\n")
    let plan = try scratch.plan(scratch.pin("a.toml", Self.jq, "1.7"))
    try die(before: 0, scratch, plan)
    try Files.writeAtomically(scratch.path("a.toml"), plan.files[0].after ?? [])

    try scratch.changes.recover()
    #expect(scratch.text("a.toml")?.contains("1.7") == true)
    try scratch.undo()
    #expect(scratch.text("a.toml") == "[tools]\n")
  }

  @Test("a failure in the middle puts back what was written")
  func failureRollsBack() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", "[tools]\n")
    try scratch.write("b.toml", "[tools]\n")
    let plan = try scratch.plan(
      scratch.pin("a.toml", Self.jq, "1"), scratch.pin("new/c.toml", Self.jq, "1"),
      scratch.pin("b.toml", Self.jq, "1"))
    let journal = ChangeJournal(environment: scratch.environment)
    let transaction = Transaction(journal: journal) { (step) throws(ChangeFailure) in
      if step == 2 { throw .cancelled }
    }
    #expect(throws: ChangeFailure.self) { try transaction.apply(plan) }
    #expect(["a.toml", "b.toml"].map(scratch.text) == ["[tools]\n", "[tools]\n"])
    #expect(!Files.exists(scratch.path("new")))
    #expect(!journal.hasPending)
  }

  /// A transaction that finds a file where the folder of the history was.
  private func losingHistory(_ scratch: ChangeScratch) -> Transaction {
    let journal = ChangeJournal(environment: scratch.environment)
    let history = Paths.join(journal.directory, "history")
    return Transaction(journal: journal) { (_) throws(ChangeFailure) in
      try ChangeFailure.files { () throws(FileFailure) in
        try Files.removeTree(history)
        try Files.writeAtomically(history, "in the way")
      }
    }
  }

  @Test("where a change cannot become history, the files are as they were")
  func historyIsLost() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", "[tools]\n")
    let plan = try scratch.plan(
      scratch.pin("a.toml", Self.jq, "1"), scratch.pin("new/c.toml", Self.jq, "1"))
    let transaction = losingHistory(scratch)
    let first = #expect(throws: ChangeFailure.self) { try transaction.apply(plan) }
    #expect(scratch.text("a.toml") == "[tools]\n")
    #expect(!Files.exists(scratch.path("new")))
    #expect(!transaction.journal.hasPending)

    // The next one fails before anything is recorded or written, and names the folder.
    let second = #expect(throws: ChangeFailure.self) { try scratch.changes.apply(plan) }
    #expect(second == .file(.notADirectory(path: scratch.path("state/ocx-mise-tui/history"))))
    #expect([first, second].map { $0?.code } == [.inputOutput, .inputOutput])
    #expect(scratch.text("a.toml") == "[tools]\n")
  }

  @Test("an old record that cannot go is no failure of the write")
  func oldRecordStays() throws {
    let scratch = try ChangeScratch()
    let history = scratch.path("state/ocx-mise-tui/history")
    // A folder cannot be removed as a file is.
    for number in 1...1000 { try Files.makeDirectories("\(history)/\(number).json") }
    try scratch.write("a.toml", "[tools]\n")
    try scratch.changes.apply(try scratch.plan(scratch.pin("a.toml", Self.jq, "1.7")))
    #expect(scratch.text("a.toml")?.contains("1.7") == true)
    #expect(!ChangeJournal(environment: scratch.environment).hasPending)
    try scratch.undo()
    #expect(scratch.text("a.toml") == "[tools]\n")
  }

  @Test("a file that somebody changed after the crash is left to them")
  func foreignChangeStays() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", "[tools]\n")
    try scratch.write("b.toml", "[tools]\n")
    let plan = try scratch.plan(
      scratch.pin("a.toml", Self.jq, "1"), scratch.pin("b.toml", Self.jq, "1"))
    try die(before: 1, scratch, plan)
    try scratch.write("a.toml", "# theirs\n")
    try scratch.changes.recover()
    #expect(["a.toml", "b.toml"].map(scratch.text) == ["# theirs\n", "[tools]\n"])
  }
}

/// Carries what a closure saw out of it.
private final class Keeper: @unchecked Sendable {
  private(set) var kept: [(String, [UInt8]?)] = []
  func keep(_ state: [(String, [UInt8]?)]) { kept = state }
}
