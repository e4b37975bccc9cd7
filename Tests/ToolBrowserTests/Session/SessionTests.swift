import BackendKit
import Testing

@testable import ToolBrowser

/// The rules of a session, without a disk.
@Suite struct SessionTests {
  private static let project = ProjectSnapshot(directory: "~/p")

  private func session(_ change: (inout SessionOptions) -> Void = { _ in }) -> Session {
    var options = SessionOptions(
      environment: Environment(variables: [:], workingDirectory: "/p"), projectDirectory: "/p",
      clock: { 0 })
    change(&options)
    return Session(options: options)
  }

  private func item(_ name: String) throws -> Installer.Item {
    Installer.Item(tool: try ToolName(parsing: "ocx.sh/a/\(name)"), version: "1")
  }

  private func change(_ key: String, _ request: String) -> StagedChange {
    StagedChange(
      change: Change(
        key: key, file: "/p/mise.toml", kind: .toml, action: .pin(request: request, digest: nil)),
      tool: nil)
  }

  private func plan(_ text: String) -> ChangePlan {
    ChangePlan(files: [
      FileChange(
        path: "/p/mise.toml", displayPath: "mise.toml", before: nil, after: Array(text.utf8))
    ])
  }

  /// The tasks that effects start.
  private func started(_ effects: [Session.Effect]) -> [(id: TaskID, task: SessionTask)] {
    effects.compactMap { effect in
      if case .start(let id, let task) = effect { (id, task) } else { nil }
    }
  }

  /// A session with one change staged and planned, and the plan.
  private func staged() throws -> (Session, ChangePlan) {
    var session = session()
    let target = PinTarget(tool: try ToolName(parsing: "ocx.sh/a/b"), scope: .project)
    let asked = session.request(
      .pin(ToolRequest(tool: target.tool, version: "1"), at: target, withDigest: false))
    let pin = try #require(started(asked).first)
    let proposed = session.handleOutcome(
      .proposed(Proposal(changes: [change("a", "1")])), of: pin.id)
    let planning = try #require(started(proposed).first)
    let plan = plan("a = 1")
    _ = session.handleOutcome(.planned(PlanResult(plan: plan)), of: planning.id)
    return (session, plan)
  }

  @Test(arguments: [false, true])
  func `of two readings the newer one stays, in whatever order they end`(inOrder: Bool) throws {
    var session = session()
    let ids = started(session.request(.readProject) + session.request(.readProject)).map(\.id)
    try #require(ids.count == 2)
    for index in inOrder ? [0, 1] : [1, 0] {
      let snapshot = ProjectSnapshot(directory: "\(index)")
      _ = session.handleOutcome(.projectOpened(snapshot), of: ids[index])
    }
    #expect(session.project?.directory == "1")
  }

  @Test func `only the plan that was shown is written`() throws {
    var (session, plan) = try staged()
    #expect(started(session.request(.write(nil))).isEmpty)
    #expect(started(session.request(.write(self.plan("a = 2")))).isEmpty)
    let written = started(session.request(.write(plan)))
    guard case .write(plan, _)? = written.first?.task else {
      Issue.record("\(written)")
      return
    }
    // It is written once.
    #expect(started(session.request(.write(plan))).isEmpty)
  }

  @Test func `a change that cannot be made leaves the list, and the others stay`() throws {
    var (session, plan) = try staged()
    let asked = session.request(.unpin([ProjectRow.ID(file: "/p/mise.toml", key: "b", index: 0)]))
    let refused = change("b", "1")
    let proposed = session.handleOutcome(
      .proposed(Proposal(changes: [refused, change("c", "1")])), of: started(asked)[0].id)
    let reason = ErrorMessage(message: "no")
    let effects = session.handleOutcome(
      .planned(PlanResult(plan: self.plan("a = 1, c = 1"), refused: [(refused, reason)])),
      of: started(proposed)[0].id)
    #expect(session.staged.changes.map(\.change.key) == ["a", "c"])
    #expect(session.staged.plan != plan && session.staged.problem == nil)
    let told = effects.contains { effect in
      if case .notify(.changeRefused(let change, reason)) = effect {
        change.change.key == "b"
      } else {
        false
      }
    }
    #expect(told)
  }

  @Test func `a second install waits for the first, and what was asked for twice runs once`() throws
  {
    var session = session()
    let (first, second) = (try item("first"), try item("second"))
    let id = try #require(started(session.request(.install([first]))).first?.id)
    #expect(started(session.request(.install([first, second, second]))).isEmpty)
    let next = started(
      session.handleOutcome(.installed([InstallResult(first, .installed)]), of: id))
    let items = next.compactMap { task -> [Installer.Item]? in
      if case .install(let items) = task.task { items } else { nil }
    }
    #expect(items == [[second]])
  }

  @Test(arguments: [
    InstallResult.Outcome.installed, .present, .failed(.offline(subject: "x")), .cancelled,
    .notStarted,
  ])
  func `after an install the project is read, whatever the result`(
    outcome: InstallResult.Outcome
  ) throws {
    var session = session()
    let item = try item("tool")
    let id = try #require(started(session.request(.install([item]))).first?.id)
    if outcome == .cancelled { _ = session.request(.cancel(id)) }
    let effects = session.handleOutcome(.installed([InstallResult(item, outcome)]), of: id)
    let reads = started(effects).contains { if case .openProject = $0.task { true } else { false } }
    #expect(reads && session.installs.running == nil)
  }

  @Test func `what was cancelled is not taken any more`() throws {
    var session = session()
    let id = try #require(started(session.request(.planUndo(UndoRequest()))).first?.id)
    _ = session.request(.cancel(id))
    #expect(session.handleOutcome(.planned(PlanResult(plan: plan("x"))), of: id).isEmpty)
  }

  @Test(arguments: [
    (true, false, false, Refusal.readOnly), (false, true, false, .offline),
    (false, true, true, .demo),
  ])
  func `an install is refused by policy`(
    readOnly: Bool, offline: Bool, isDemo: Bool, refusal: Refusal
  ) throws {
    var session = session {
      $0.readOnly = readOnly
      $0.offline = offline
      $0.isDemo = isDemo
    }
    let effects = session.request(.install([try item("tool")]))
    guard case .notify(.refused(refusal))? = effects.first, effects.count == 1 else {
      Issue.record("\(effects)")
      return
    }
  }
}
