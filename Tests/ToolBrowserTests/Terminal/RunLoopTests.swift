import BackendKit
import Dispatch
import Synchronization
import Testing

@testable import ToolBrowser

/// A small program: `s` starts an effect, `q` ends; everything that happens is a line on screen.
private struct Journal: Application {
  enum Effect: Sendable { case first, slow }

  private(set) var lines: [String] = []
  var exitStatus: Int32?
  private(set) var presented: [Size] = []

  mutating func didPresent(size: Size) -> [Effect] {
    presented.append(size)
    return []
  }

  mutating func start(size: Size) -> [Effect] {
    lines.append("start \(size.columns)x\(size.rows)")
    return [.first]
  }

  mutating func update(_ occurrence: LoopEvent<String>) -> [Effect] {
    switch occurrence {
    case .event(let text): lines.append(text)
    case .input(.key(.character("q"))): exitStatus = 7
    case .input(.key(.character("s"))): return [.slow]
    case .input(.key(let key)): lines.append(key.scriptName)
    case .input(.resize(let size)): lines.append("now \(size.columns)x\(size.rows)")
    case .input: break
    }
    return []
  }

  func view(_ size: Size) -> Frame {
    var frame = Frame(size: size)
    for (row, line) in lines.enumerated() { frame.draw(line, row: row, column: 0) }
    return frame
  }
}

@Suite struct RunLoopTests {
  /// What a script dumped, and how the loop ended.
  private func play(
    _ script: String, waitLimit: Duration = .seconds(10), ending: TaskEnding = .dropped,
    slow: @escaping @Sendable (Cancellation, (String) -> Void) -> Void = { _, _ in }
  ) throws -> (dumps: [String], end: LoopEnd) {
    let dumps = Mutex<[String]>([])
    let terminal = try HeadlessTerminal(
      size: Size(columns: 14, rows: 5), steps: try ScriptStep.parse(script), waitLimit: waitLimit
    ) { _, text in
      dumps.withLock { $0.append(text.replacing(/\n+$/, with: "")) }
    }
    var app = Journal()
    let end = try runLoop(&app, on: terminal) { effects, runner in
      for effect in effects {
        switch effect {
        case .first: runner.post("first")
        case .slow: runner.run(ending: ending, slow)
        }
      }
    }
    return (dumps.withLock(\.self), end)
  }

  @Test func keysAndSizesReachTheProgram() throws {
    let (dumps, end) = try play("wait\nkeys a<Up>\nresize 20x6\ndump -")
    #expect(dumps == ["start 14x5\nfirst\na\n<Up>\nnow 20x6"])
    #expect(end == .terminal(.scriptDone))
  }

  @Test func theProgramsOwnStatusEndsIt() throws {
    let (dumps, end) = try play("keys qabc\ndump -")
    #expect(dumps == [])
    #expect(end == .exit(7))
  }

  /// `wait` lasts until the effect has returned and all it posted was taken in.
  @Test func waitingIsForWorkInFlight() throws {
    let gate = DispatchSemaphore(value: 0)
    let (dumps, _) = try play("wait\nkeys s\ndump -\nwait\ndump -") { _, post in
      post("one")
      gate.signal()
      gate.wait()
      post("two")
    }
    #expect(dumps.last == "start 14x5\nfirst\none\ntwo")
  }

  @Test func waitingTooLongFails() {
    let never = DispatchSemaphore(value: 0)
    #expect(throws: TerminalFailure.scriptWait(line: 3)) {
      try play("wait\nkeys s\nwait", waitLimit: .milliseconds(20)) { cancellation, _ in
        let registration = cancellation.onCancel { never.signal() }
        never.wait()
        registration.end()
      }
    }
  }

  /// `until` waits for what work in flight will show.
  @Test func untilWaitsForTheScreen() throws {
    let (dumps, _) = try play("keys s\nuntil found\ndump -") { _, post in post("found") }
    #expect(dumps == ["start 14x5\nfirst\nfound"])
  }

  @Test func untilFailsWhereTheTextNeverComes() {
    #expect(throws: TerminalFailure.scriptUntil(line: 2, text: "never")) {
      try play("wait\nuntil never", waitLimit: .milliseconds(20))
    }
    #expect(TerminalFailure.scriptUntil(line: 2, text: "never").code.exitCode == 75)
  }

  @Test func everyDrawnFrameIsReported() throws {
    let terminal = try HeadlessTerminal(
      size: Size(columns: 14, rows: 5), steps: try ScriptStep.parse("keys a\nresize 20x6")
    ) { _, _ in }
    var app = Journal()
    _ = try runLoop(&app, on: terminal) { _, _ in }
    #expect(app.presented == [(14, 5), (14, 5), (20, 6)].map(Size.init(columns:rows:)))
  }

  @Test func workInFlightIsCancelledAtTheEnd() throws {
    let started = DispatchSemaphore(value: 0)
    let cancelled = DispatchSemaphore(value: 0)
    _ = try play("wait\nkeys s") { cancellation, post in
      let registration = cancellation.onCancel { cancelled.signal() }
      started.signal()
      cancelled.wait()
      post("too late")
      registration.end()
      cancelled.signal()
    }
    #expect(started.wait(timeout: .now() + 5) == .success)
    #expect(cancelled.wait(timeout: .now() + 5) == .success)
  }

  /// What has started a program is waited for until that has ended.
  @Test(arguments: [TaskEnding.cancelled, .finished])
  func writingTasksAreWaitedForAtTheEnd(ending: TaskEnding) throws {
    let hasEnded = Mutex(false)
    let gate = DispatchSemaphore(value: 0)
    if ending == .finished { gate.signal() }
    _ = try play("wait\nkeys s", ending: ending) { cancellation, _ in
      let registration = cancellation.onCancel { gate.signal() }
      gate.wait()
      // Long enough for a loop that does not wait to be gone.
      for _ in 0..<20 { sched_yield() }
      registration.end()
      hasEnded.withLock { $0 = true }
    }
    #expect(hasEnded.withLock { $0 })
  }

  @Test func dumpsWithColours() throws {
    let (dumps, _) = try play("wait\ndump-ansi x")
    #expect(dumps == ["start 14x5\nfirst"])
  }
}
