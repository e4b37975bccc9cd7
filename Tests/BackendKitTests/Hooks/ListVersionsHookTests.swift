import Foundation
import Testing

@testable import BackendKit

/// Listing over the stand-in ocx (docs/design.md, D2, D3).
@Suite struct ListVersionsHookTests {
  private func list(
    _ world: StandInWorld, _ tool: String, builds: Bool = false,
    _ variables: [String: String] = [:], notes: Collected? = nil
  ) throws -> [String] {
    try Hooks.listVersions(
      Hooks.ListRequest(tool: ToolName(parsing: tool), builds: builds),
      world.context(variables, notes: notes))
  }

  /// What every list of the app holds: the yanked 1.1.0 is hidden, the variant stands before.
  private static let app = ["slim-2.0.0", "1.0.0", "1.1.1", "2.0.0"]

  /// Lists once, as if that had been two hours ago: the index is whole, and due for a refresh.
  private func listLongAgo(_ world: StandInWorld) throws {
    _ = try list(world, StandInWorld.app)
    let folder = XDGFolders.cache(world.environment) + "/refresh"
    for name in try Files.list(folder) {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -7200)], ofItemAtPath: folder + "/" + name)
    }
  }

  @Test func withoutAnIndexTheRegistryIsListed() throws {
    let world = try StandInWorld()
    #expect(try list(world, StandInWorld.app) == Self.app)
  }

  @Test func buildsAreListedWhereTheyAreAskedFor() throws {
    let world = try StandInWorld()
    let tool = "ocx.sh/burntsushi/ripgrep"
    #expect(try list(world, tool) == ["13.0.0"])
    #expect(try list(world, tool, builds: true) == ["13.0.0+20260101", "13.0.0"])
  }

  @Test func onlyTheFirstOfManyAsksTheNetwork() throws {
    let world = try StandInWorld()
    for _ in 0..<3 { _ = try list(world, StandInWorld.app) }
    #expect(try world.calls.filter { $0.hasPrefix("index update") }.count == 1)
    // No call at all the second time, not even for the version.
    let calls = try world.calls.count
    _ = try list(world, StandInWorld.app)
    #expect(try world.calls.count == calls)
  }

  @Test func concurrentHooksRefreshOnce() throws {
    let world = try StandInWorld()
    let lists = Collected()
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      lists.append((try? list(world, StandInWorld.app))?.joined(separator: " ") ?? "failed")
    }
    #expect(Set(lists.all) == [Self.app.joined(separator: " ")])
    #expect(try world.calls.filter { $0.hasPrefix("index update") }.count == 1)
  }

  /// Who has waited all of his time for another process asks nobody, and leaves no stamp: that one
  /// may still end well.
  @Test func waitingForAFailedRefreshUsesTheLocalIndex() throws {
    let world = try StandInWorld()
    try listLongAgo(world)
    let notes = Collected()
    var context = world.context(notes: notes)
    context.refreshLimit = 0.05
    let tool = try ToolName(parsing: StandInWorld.app)
    let stamps = RefreshTimestamps(environment: world.environment, index: context.index)
    let held = try #require(stamps.lock(tool, waiting: 1, cancellation: .never))
    defer { held.release() }
    let calls = try world.calls.count
    #expect(try Hooks.listVersions(Hooks.ListRequest(tool: tool), context) == Self.app)
    #expect(try world.calls.count == calls)
    #expect(notes.all.first?.contains("the index is not up to date") == true, "\(notes.all)")
    #expect(stamps.state(of: tool) == .due)
  }

  /// One wait for a registry that hangs, not one for each tool.
  @Test func hangingRegistryIsRememberedForItsOtherTools() throws {
    let world = try StandInWorld()
    for tool in [StandInWorld.app, StandInWorld.shellcheck] {
      try world.ocx("index", "update", tool, variables: ["OCX_ALLOW_YANKED": "1"])
    }
    let notes = Collected()
    var context = world.context(
      ["OCX_STANDIN_FAULT": "index update: slow 600; index list: slow 600"], notes: notes)
    context.refreshLimit = 0.5
    context.remoteLimit = 600
    let first = try Hooks.listVersions(
      Hooks.ListRequest(tool: ToolName(parsing: StandInWorld.app)), context)
    #expect(first == Self.app)
    let calls = try world.calls.count
    let second = try Hooks.listVersions(
      Hooks.ListRequest(tool: ToolName(parsing: StandInWorld.shellcheck)), context)
    #expect(second == ["0.9.0", "0.10.0", "0.11.0"])
    #expect(notes.all.filter { $0.contains("the index is not up to date") }.count == 2)
    // One that is not in the index is an error at once; another registry is asked.
    #expect(throws: InstallFailure.self) {
      try Hooks.listVersions(
        Hooks.ListRequest(tool: ToolName(parsing: StandInWorld.lib)), context)
    }
    #expect(try world.calls.count == calls)
    let stamps = RefreshTimestamps(environment: world.environment, index: context.index)
    #expect(stamps.state(of: try ToolName(parsing: "127.0.0.1:5000/acme/hello")) == .due)
  }

  /// What cannot run here is not offered; where nothing can, the platforms are named.
  @Test func versionsForOtherMachinesAreLeftOut() throws {
    let world = try StandInWorld()
    let tool = "ocx.sh/acme/foreign"
    let request = ["tool": tool, "options": [:]] as [String: Any]
    let answer = try world.answer(.listVersions, request)
    let error = try #require(answer.document["error"] as? [String: String])
    #expect(answer.exitCode == 79)
    #expect(error["message"]?.hasPrefix("no version of \(tool) is for linux/") == true)
    #expect(error["message"]?.hasSuffix(", only for darwin/arm64") == true)
    let named = try world.answer(
      .listVersions, ["tool": tool, "options": ["platform": "darwin/arm64"]])
    #expect(named.document["versions"] as? [String] == ["1.0.0"])
  }

  @Test func anHourLaterItAsksAgain() throws {
    let world = try StandInWorld()
    _ = try list(world, StandInWorld.app)
    let tool = try ToolName(parsing: StandInWorld.app)
    var stamps = RefreshTimestamps(
      environment: world.environment, index: world.context().index)
    let now = stamps.now()
    for (later, state) in [
      (0, RefreshTimestamps.State.fresh), (3500, .fresh), (3601, .due), (-7200, .due),
    ] as [(Int64, RefreshTimestamps.State)] {
      stamps.now = { now + later }
      #expect(stamps.state(of: tool) == state, "\(later) s later")
    }
  }

  @Test(arguments: ["OCX_OFFLINE", "OCX_FROZEN", "MISE_OFFLINE"])
  func networkIsNotUsedIfForbidden(variable: String) throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    let calls = try world.calls.count
    #expect(try list(world, StandInWorld.app, [variable: "1"]) == Self.app)
    #expect(try world.calls.count == calls)
  }

  @Test(arguments: ["69", "75", "80", "81"])
  func localIndexIsUsedIfTheRefreshFails(status: String) throws {
    let world = try StandInWorld()
    try listLongAgo(world)
    let notes = Collected()
    let fault = ["OCX_STANDIN_FAULT": "index update: exit \(status)"]
    #expect(try list(world, StandInWorld.app, fault, notes: notes) == Self.app)
    #expect(notes.all.count == 1)
    #expect(notes.all.first?.hasPrefix("warning: the index is not up to date") == true)
    // The next process does not wait for the same failure again, and still warns.
    let updates = try world.calls.filter { $0.hasPrefix("index update") }.count
    #expect(try list(world, StandInWorld.app, fault, notes: notes) == Self.app)
    #expect(try world.calls.filter { $0.hasPrefix("index update") }.count == updates)
    #expect(notes.all.count == 2)
  }

  @Test func aSlowRegistryIsNotWaitedFor() throws {
    let world = try StandInWorld()
    try listLongAgo(world)
    let notes = Collected()
    var context = world.context(["OCX_STANDIN_FAULT": "*: slow 600"], notes: notes)
    context.refreshLimit = 0.5
    let versions = try Hooks.listVersions(
      Hooks.ListRequest(tool: ToolName(parsing: StandInWorld.app)), context)
    #expect(versions == Self.app)
    #expect(notes.all.first?.contains("took longer than") == true, "\(notes.all)")
  }

  @Test func withoutOcxTheLocalIndexAnswers() throws {
    let world = try StandInWorld()
    try listLongAgo(world)
    let notes = Collected()
    #expect(try list(world, StandInWorld.app, ["PATH": "/nowhere"], notes: notes) == Self.app)
    #expect(notes.all.first?.contains("there is no ocx") == true)
  }

  @Test func withoutIndexAndUpdateTheRegistryIsAsked() throws {
    let world = try StandInWorld()
    let notes = Collected()
    let versions = try list(
      world, "127.0.0.1:5000/contrib/shellcheck",
      ["OCX_STANDIN_FAULT": "index update: exit 69"], notes: notes)
    #expect(versions == ["0.9.0", "0.10.0", "0.11.0"])
    #expect(notes.all.contains { $0.contains("its registry was asked") })
  }

  @Test(arguments: ["ocx.sh/acme/nothere", "127.0.0.1:5000/contrib/nothere"])
  func anUnknownToolIsAnErrorNeverAnEmptyList(tool: String) throws {
    let world = try StandInWorld()
    try world.ocx("index", "sync", "ocx.sh", variables: ["OCX_ALLOW_YANKED": "1"])
    #expect {
      try list(world, tool)
    } throws: { error in
      (error as? InstallFailure)?.code == .notFound
    }
  }

  @Test func mistypedToolSuggestsSimilarNames() throws {
    let world = try StandInWorld()
    try world.ocx("index", "sync", "ocx.sh", variables: ["OCX_ALLOW_YANKED": "1"])
    let answer = try world.answer(
      .listVersions, ["tool": "ocx.sh/shellcheck/shelcheck", "options": [:]])
    let error = answer.document["error"] as? [String: Any]
    #expect(answer.exitCode == 79)
    #expect(error?["code"] as? String == "not_found")
    #expect((error?["hint"] as? String)?.contains(StandInWorld.shellcheck) == true)
  }

  @Test func anUnreachableRegistryIsAnErrorNeverAnEmptyList() throws {
    let world = try StandInWorld()
    try world.change("down", "127.0.0.1:5000")
    #expect {
      try list(
        world, "127.0.0.1:5000/contrib/app",
        ["OCX_STANDIN_FAULT": "index update: exit 69; index list: exit 69"])
    } throws: { error in
      (error as? InstallFailure)?.code == .unavailable
    }
    // The next process hears of it without waiting again.
    let calls = try world.calls.count
    #expect(throws: InstallFailure.self) { try list(world, "127.0.0.1:5000/contrib/app") }
    #expect(try world.calls.count == calls)
  }

  /// An install by name records only its tag, which mise would treat as the newest.
  @Test func tagsRecordedByAnInstallAreNotTheWholeList() throws {
    let world = try StandInWorld()
    try world.install(StandInWorld.shellcheck, "0.10.0")
    let fault = ["OCX_STANDIN_FAULT": "index update: exit 69"]
    #expect(try list(world, StandInWorld.shellcheck, fault) == ["0.9.0", "0.10.0", "0.11.0"])
    let notes = Collected()
    let offline = try list(world, StandInWorld.shellcheck, ["OCX_OFFLINE": "1"], notes: notes)
    #expect(offline == ["0.10.0"])
    #expect(notes.all.contains { $0.contains("only a part") })
  }

  /// A timestamp is for one index, not for one that was created again.
  @Test func anIndexThatWasLostIsFetchedAgain() throws {
    let world = try StandInWorld()
    let all = ["0.9.0", "0.10.0", "0.11.0"]
    #expect(try list(world, StandInWorld.shellcheck) == all)
    try Files.removeTree(world.home)
    try world.install(StandInWorld.shellcheck, "0.9.0")
    #expect(try list(world, StandInWorld.shellcheck) == all)
  }

  /// A part of an index and a registry that hangs: the wait is not for every process.
  @Test func aHangingRegistryIsWaitedForOnce() throws {
    let world = try StandInWorld()
    try world.install(StandInWorld.shellcheck, "0.9.0")
    for _ in 0..<2 {
      var context = world.context([
        "OCX_STANDIN_FAULT": "index update: exit 69; index list: slow 600"
      ])
      context.remoteLimit = 0.5
      let versions = try Hooks.listVersions(
        Hooks.ListRequest(tool: ToolName(parsing: StandInWorld.shellcheck)), context)
      #expect(versions == ["0.9.0"])
    }
    #expect(try world.calls.filter { $0.hasPrefix("index list") }.count == 1)
  }

  @Test func failureThatALoginFixesIsNotRemembered() throws {
    let world = try StandInWorld()
    let tool = "127.0.0.1:5001/priv/tool"
    #expect {
      try list(world, tool)
    } throws: { error in
      (error as? InstallFailure)?.code == .authentication
    }
    let login = [
      "OCX_AUTH_127_0_0_1_5001_USER": "bob", "OCX_AUTH_127_0_0_1_5001_TOKEN": "s3cret",
    ]
    #expect(try list(world, tool, login) == ["1.2.3"])
  }

  @Test func offlineWithNothingLocalSaysSo() throws {
    let world = try StandInWorld()
    #expect {
      try list(world, StandInWorld.app, ["OCX_OFFLINE": "true"])
    } throws: { error in
      let failure = error as? InstallFailure
      return failure?.code == .policy && failure?.message.contains("OCX_OFFLINE") == true
    }
  }

  @Test func anInstallNeverAllowsAYankedTagByItself() throws {
    let world = try StandInWorld()
    _ = try list(world, StandInWorld.app)
    _ = try? world.install(StandInWorld.app, "1.1.0")
    let log = try world.folder.read("calls").split(separator: "\n")
    let allowed = log.filter { $0.contains("OCX_ALLOW_YANKED") }
    #expect(!allowed.isEmpty)
    #expect(allowed.allSatisfy { $0.contains("update") })
  }
}
