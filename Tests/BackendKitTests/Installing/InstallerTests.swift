import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite struct InstallerTests {
  private func installer(_ world: StandInWorld, offline: Bool = false) -> Installer {
    Installer(
      environment: world.environment, index: world.context().index,
      directory: world.folder.path, offline: offline)
  }

  private func item(_ tool: String, _ version: String?, key: String? = nil) throws
    -> Installer.Item
  {
    Installer.Item(tool: try ToolName(parsing: tool), version: version, key: key)
  }

  /// A mise that records its calls, and a plugin for it.
  private func addMise(_ world: StandInWorld, _ script: String = "", plugin: Bool = true) throws {
    try world.folder.write(
      "bin/mise", "#!/bin/sh\nprintf '%s|' \"$@\" >> $HOME/mise-calls\n\(script)\n", mode: 0o755)
    if plugin {
      try PluginInstallation(environment: world.environment, version: "1").install(program: "/p")
    }
  }

  private static let shellcheckFolder =
    ".local/share/mise/installs/ocx-ocx-sh-shellcheck-shellcheck"

  private func outcomes(_ results: [InstallResult]) -> [InstallResult.Outcome] {
    results.map(\.outcome)
  }

  @Test func `all items are one call of mise`() throws {
    let world = try StandInWorld()
    try addMise(world, "echo downloading >&2")
    let lines = Collected()
    let results = try installer(world).install(
      [
        item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, nil),
        item(StandInWorld.shellcheck, "0.11", key: "shellcheck"),
      ]
    ) { if case .line(let line, _) = $0 { lines.append(line) } }
    #expect(
      try world.folder.read("mise-calls")
        == "--cd|\(world.folder.path)|install|--yes|ocx:ocx.sh/acme/app@2"
        + "|ocx:ocx.sh/shellcheck/shellcheck@latest|shellcheck@0.11|")
    #expect(lines.all == ["downloading"])
    #expect(outcomes(results) == [.installed, .installed, .installed])
    #expect(try world.calls == [])
  }

  @Test func `what mise finds installed is present`() throws {
    let world = try StandInWorld()
    try addMise(world)
    try Files.makeDirectories(Paths.join(world.folder.path, Self.shellcheckFolder + "/0.11.0"))
    let results = try installer(world).install([
      item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, "0.11"),
    ])
    #expect(outcomes(results) == [.installed, .present])
  }

  /// mise still installs the others, and exits with one status for all.
  @Test func `each item has its own result where mise fails`() throws {
    let world = try StandInWorld()
    try addMise(
      world,
      """
      echo 'mise ERROR Failed to install tools: ocx:ocx.sh/acme/app@2, shellcheck@9' >&2
      echo 'ocx:ocx.sh/acme/app@2: no such tag' >&2
      echo 'shellcheck@9: no such version' >&2
      mkdir -p "$HOME/\(Self.shellcheckFolder)/0.11.0"
      exit 1
      """)
    let results = try installer(world).install([
      item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, "0.11"),
      item(StandInWorld.shellcheck, "9", key: "shellcheck"),
    ])
    func failed(_ argument: String, _ reason: String) -> InstallResult.Outcome {
      .failed(
        .mise(argument: argument, directory: world.folder.path, status: 1, reason: reason))
    }
    #expect(
      outcomes(results) == [
        failed("ocx:ocx.sh/acme/app@2", "ocx:ocx.sh/acme/app@2: no such tag"), .installed,
        failed("shellcheck@9", "shellcheck@9: no such version"),
      ])
  }

  @Test func `nothing is started after a cancellation`() throws {
    let world = try StandInWorld()
    try addMise(world)
    let cancellation = Cancellation()
    cancellation.cancel()
    let results = try installer(world).install(
      [item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, "0.11")],
      cancellation: BatchCancellation(count: 2, all: cancellation))
    #expect(outcomes(results) == [.notStarted, .notStarted])
    #expect(!world.folder.exists("mise-calls"))
  }

  @Test func `a cancellation keeps the results of what was done`() throws {
    let world = try StandInWorld()
    try addMise(
      world,
      """
      mkdir -p "$HOME/\(Self.shellcheckFolder)/0.11.0"
      echo 'mise ocx:ocx.sh/acme/app@2 install' >&2
      exec sleep 60
      """)
    let cancellation = Cancellation()
    let results = try installer(world).install(
      [
        item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, "0.11"),
        item(StandInWorld.app, "1"),
      ], cancellation: BatchCancellation(count: 3, all: cancellation)
    ) { if case .started = $0 { cancellation.cancel() } }
    #expect(outcomes(results) == [.cancelled, .installed, .notStarted])
  }

  @Test func `through ocx one item can be cancelled on its own`() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    let cancellation = BatchCancellation(count: 2)
    cancellation[0].cancel()
    let results = try installer(world).install(
      [item(StandInWorld.app, "1.1.1"), item(StandInWorld.app, "2.0.0")],
      cancellation: cancellation)
    #expect(outcomes(results) == [.notStarted, .installed])
  }

  @Test func `what ocx has already is present`() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    let wanted = [try item(StandInWorld.app, "2.0.0")]
    #expect(outcomes(installer(world).install(wanted)) == [.installed])
    #expect(outcomes(installer(world).install(wanted)) == [.present])
  }

  /// A candidate is named after its tag: of a rolling one nobody would see that something newer is
  /// there.
  @Test(arguments: ["2", "latest", "2.0"])
  func `ocx installs the version that mise would for a pin`(request: String) throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    try world.folder.write("mise.toml", "[tools]\n\"ocx:\(StandInWorld.app)\" = \"\(request)\"\n")
    func pin() throws -> Pin {
      try #require(
        Workspace.open(environment: world.environment, directory: world.folder.path).pins().first)
    }
    let item = try #require(Installer.Item(pin()))
    #expect(outcomes(installer(world).install([item])) == [.installed])
    #expect(try pin().state == .current)
    #expect(try pin().resolved == "2.0.0")
  }

  /// mise considers any folder an install, so it must be forced if one has lost its content.
  @Test func `mise is forced if an install is incomplete`() throws {
    let world = try StandInWorld()
    try addMise(
      world, #"case " $* " in *" --force "*) mkdir "$HOME/$DAMAGED/content" ;; esac"#)
    let key = "ocx:" + StandInWorld.app
    let path = MiseInstalls(environment: world.environment).installPath(key: key, version: "2.0.0")
    try Files.makeDirectories(path)
    _ = try Hooks.install(
      InstallRequest(
        tool: ToolName(parsing: StandInWorld.app), version: "2.0.0", installPath: path),
      world.context())
    var environment = world.environment
    environment.variables["DAMAGED"] = Paths.relative(path, to: environment.home)
    let installer = Installer(
      environment: environment, index: world.context().index, directory: world.folder.path)
    let wanted = [try item(StandInWorld.app, "2")]
    #expect(outcomes(installer.install(wanted)) == [.present])
    try Files.removeTree(path + "/content")
    #expect(outcomes(installer.install(wanted)) == [.installed])
    let prefix = "--cd|\(world.folder.path)|install|--yes|"
    #expect(
      try world.folder.read("mise-calls")
        == "\(prefix)\(key)@2|\(prefix)--force|\(key)@2.0.0|")
  }

  /// A `[plugins]` of the project may name one, and mise fetches it.
  @Test func leavesThePluginToMise() throws {
    let world = try StandInWorld()
    try addMise(world, plugin: false)
    _ = try installer(world).install([item(StandInWorld.app, "2")])
    #expect(world.folder.exists("mise-calls"))
  }

  @Test func suggestsThePluginIfMiseFailsWithoutIt() throws {
    let world = try StandInWorld()
    try addMise(world, "exit 1", plugin: false)
    let results = try installer(world).install([item(StandInWorld.app, "2")])
    guard case .failed(.noPlugin) = results.first?.outcome else {
      Issue.record("\(results)")
      return
    }
  }

  @Test func aFailureOfMiseCarriesItsError() throws {
    let world = try StandInWorld()
    try addMise(world, "echo 'mise ERROR it broke' >&2; echo 'stack traceback' >&2; exit 5")
    let results = try installer(world).install([item(StandInWorld.app, "2")])
    #expect(
      outcomes(results) == [
        .failed(
          .mise(
            argument: "ocx:ocx.sh/acme/app@2", directory: world.folder.path, status: 5,
            reason: "mise ERROR it broke"))
      ])
  }

  @Test(arguments: [
    ("2.0.0", "2.0.0"), ("2", "2"), (nil, "2.0.0"), ("latest", "latest"), ("prefix:1", "1.1.1"),
  ])
  func usesOCXWithoutMise(version: String?, tag: String) throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    _ = try installer(world).install([item(StandInWorld.app, version)])
    #expect(Files.kind(try world.candidate(StandInWorld.app, tag)) == .link)
  }

  /// What was installed by name is not all that there is.
  @Test(arguments: [("1.1.1", "1.1.1"), ("2", "2"), (nil, "2.0.0")])
  func looksBeyondWhatIsInstalled(version: String?, tag: String) throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.app + ":1.0.0")
    _ = try installer(world).install([item(StandInWorld.app, version)])
    #expect(Files.kind(try world.candidate(StandInWorld.app, tag)) == .link)
  }

  @Test func miseOfflineKeepsOffTheNetwork() throws {
    let world = try StandInWorld(["MISE_OFFLINE": "1"])
    let results = try installer(world).install([item(StandInWorld.shellcheck, "0.11.0")])
    #expect(results.first?.failure?.code == .policy)
  }

  /// Without mise, too, the options of an entry bind what is installed.
  @Test func otherContentThanTheEntryAllowsIsRefused() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    var bound = try item(StandInWorld.app, "2.0.0")
    bound.options = ["digest": "sha256:" + String(repeating: "ab", count: 32)]
    let results = installer(world).install([bound])
    #expect(results.first?.failure?.code == .data)
    #expect(Files.kind(try world.candidate(StandInWorld.app, "2.0.0")) == nil)
  }

  @Test func thePlatformOfTheEntryIsPassedOn() throws {
    let world = try StandInWorld()
    var foreign = try item("ocx.sh/acme/foreign", "1.0.0")
    foreign.options = ["platform": "darwin/arm64"]
    _ = installer(world).install([foreign])
    #expect(try world.calls.contains { $0.contains("--platform=darwin/arm64") })
  }

  @Test func anUnknownVersionIsNotFound() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    let results = try installer(world).install([item(StandInWorld.app, "9.9.9")])
    #expect(results.first?.failure?.code == .notFound)
  }

  @Test func refreshBringsTheIndexUpToDate() throws {
    let world = try StandInWorld()
    let tool = try ToolName(parsing: StandInWorld.app)
    #expect(installer(world).refresh([.tool(tool)]).map(\.outcome) == [.refreshed])
    #expect(try world.context().index.root(of: tool).tags.count > 5)
    let calls = try world.calls.count
    _ = try Hooks.listVersions(Hooks.ListRequest(tool: tool), world.context())
    #expect(try world.calls.count == calls, "the list hook knows of it")
    #expect(installer(world).refresh([.registry("ocx.sh")]).map(\.outcome) == [.refreshed])
    let index = world.context().index
    let source = try #require(try index.sources().first { $0.registry == "ocx.sh" })
    #expect(try index.names(in: source).count == 6)
  }
}
