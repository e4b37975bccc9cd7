import Foundation
import Synchronization
import Testing

@testable import BackendKit

/// Concurrent changes.
struct ConcurrentChangesTests {
  private static let key = "ocx:ocx.sh/a/"

  @Test("changes that were not shown are all kept, even from two state folders")
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

  /// A change that is based on the request of an entry applies only to that request.
  @Test(arguments: [
    ("mise.toml", "[tools]\n\"K\" = \"1\"\n", nil, "[tools]\n\"K\" = \"1\" # c\n", true),
    ("mise.toml", "[tools]\n\"K\" = \"1\"\n", nil, "[tools]\n\"K\" = \"3\"\n", false),
    ("mise.toml", "[tools]\n\"K\" = \"1\"\n", nil, "[tools]\n", false),
    (
      "mise.toml", "[tools]\nK = [\"0\", \"1\"]\n", 1, "[tools]\nK = ['0', { version = '1' }]\n",
      true
    ),
    ("mise.toml", "[tools]\nK = [\"0\", \"1\"]\n", 1, "[tools]\nK = [\"1\", \"0\"]\n", false),
    (".tool-versions", "K 0 1\n", 1, "K 0 1 # c\n", true),
    (".tool-versions", "K 0 1\n", 1, "K 1\n", false),
  ])
  func reckoned(name: String, old: String, index: Int?, new: String, holds: Bool) throws {
    let scratch = try ChangeScratch()
    try scratch.write(name, old)
    var step = Change(
      key: "K", file: scratch.path(name), kind: name.hasSuffix(".toml") ? .toml : .toolVersions,
      action: .pin(request: "2", digest: nil), index: index)
    step.expected = "1"
    let plan = try scratch.plan(step)
    try scratch.write(name, new)
    func apply() throws(ChangeFailure) {
      try scratch.changes.apply(
        plan,
        again: { () throws(ChangeFailure) in
          try scratch.changes.planAgain([step], display: Paths.lastComponent)
        })
    }
    if holds {
      try apply()
      #expect(scratch.text(name)?.contains("2") == true)
    } else {
      #expect(throws: ChangeFailure.changedSincePlan(file: name)) { try apply() }
      #expect(scratch.text(name) == new)
    }
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
    transaction.timeLimit = 0.05
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

  #if os(Linux)
    /// Writes a line each millisecond: without holding it up there is no moment that is long enough for
    /// a change to be planned and written.
    @Test("a change gets its turn beside who adds lines without a pause, and no line is lost")
    func besideAnAppender() throws {
      let scratch = try ChangeScratch()
      try scratch.write("mise.toml", "[tools]\n")
      let path = scratch.path("mise.toml")
      let isOver = Atomic(false)
      let lines = Mutex(0)
      let appender = Thread {
        while !isOver.load(ordering: .relaxed) {
          let number = open(path, O_WRONLY | O_APPEND | O_CLOEXEC)
          let line = "# \(lines.withLock { $0 })\n"
          _ = write(number, line, line.utf8.count)
          close(number)
          lines.withLock { $0 += 1 }
          // Shorter than any attempt takes.
          usleep(1000)
        }
        lines.withLock { $0 = -$0 }
      }
      appender.start()
      let pins = (0..<3).map { scratch.pin("mise.toml", "\(Self.key)t\($0)", "1") }
      for pin in pins {
        try scratch.changes.apply(try scratch.plan(pin)) { () throws(ChangeFailure) in
          try scratch.changes.plan([pin], display: Paths.lastComponent)
        }
      }
      isOver.store(true, ordering: .relaxed)
      while lines.withLock({ $0 >= 0 }) { sched_yield() }
      let text = try #require(scratch.text("mise.toml")).split(separator: "\n")
      let expected = (0..<lines.withLock { -$0 }).map { "# \($0)" }
      #expect(
        Set(text)
          == Set((["[tools]"] + expected + pins.map { "\"\($0.key)\" = \"1\"" }).map { $0[...] }))
      #expect(text.count == Set(text).count)
    }
  #endif
}
