import Dispatch
import Testing

@testable import BackendKit

/// Changes that are made at once.
struct ConcurrentChangesTests {
  private static let key = "ocx:ocx.sh/a/"

  @Test("changes that nobody was shown all stand, also from two state folders")
  func allStand() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", "[tools]\n")
    DispatchQueue.concurrentPerform(iterations: 4) { worker in
      var environment = scratch.environment
      environment.variables["XDG_STATE_HOME"] = scratch.path("state-\(worker % 2)")
      let changes = Changes(environment: environment)
      for number in 0..<20 {
        let pin = scratch.pin("mise.toml", "\(Self.key)t\(worker)-\(number)", "1")
        let plan = { () throws(ChangeFailure) in
          try changes.plan([pin], display: Paths.lastComponent)
        }
        do {
          try changes.apply(try plan(), again: plan)
        } catch {
          Issue.record(error)
        }
      }
    }
    let text = try #require(scratch.text("mise.toml"))
    #expect(text.split(separator: "\n").count == 81)
  }

  @Test("who is shown a change has it taken back, or nothing")
  func undoneByNumber() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a/mise.toml", "[tools]\n")
    try scratch.write("b/mise.toml", "[tools]\n")
    try scratch.changes.apply(try scratch.plan(scratch.pin("a/mise.toml", Self.key + "x", "1")))
    let shown = try scratch.changes.planUndo(display: Paths.lastComponent)
    try scratch.changes.apply(try scratch.plan(scratch.pin("b/mise.toml", Self.key + "x", "1")))
    try scratch.changes.undo(shown)
    #expect(scratch.text("a/mise.toml") == "[tools]\n")
    #expect(scratch.text("b/mise.toml")?.contains("\"1\"") == true)
    #expect(throws: ChangeFailure.self) { try scratch.changes.undo(shown) }
    #expect(scratch.text("b/mise.toml")?.contains("\"1\"") == true)
  }

  @Test("a folder that another state folder's process has locked is waited for, then named")
  func lockedFolder() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", "[tools]\n")
    let held = try Files.lockFolder(scratch.root, until: 0)
    var transaction = Transaction(journal: ChangeJournal(environment: scratch.environment))
    transaction.patience = 0.05
    let plan = try scratch.plan(scratch.pin("mise.toml", Self.key + "x", "1"))
    let failure = #expect(throws: ChangeFailure.self) { try transaction.apply(plan) }
    #expect(failure?.code == .tryAgain)
    #if os(Linux)
      #expect(failure?.message.contains("(process \(getpid()))") == true)
    #endif
    held?.release()
    _ = try transaction.apply(plan)
    #expect(scratch.text("mise.toml") != "[tools]\n")
  }
}
