import Foundation
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

  /// A mise that notes what it is asked, and a plugin for it.
  private func addMise(_ world: StandInWorld, _ script: String = "", plugin: Bool = true) throws {
    try world.folder.write(
      "bin/mise", "#!/bin/sh\nprintf '%s|' \"$@\" >> $HOME/mise-calls\n\(script)\n", mode: 0o755)
    if plugin {
      try PluginInstallation(environment: world.environment).install(program: "/p")
    }
  }

  @Test func goesThroughMiseWhereItIs() throws {
    let world = try StandInWorld()
    try addMise(world, "echo downloading >&2")
    let lines = Collected()
    try installer(world).install(
      [
        item(StandInWorld.app, "2"), item(StandInWorld.shellcheck, nil),
        item(StandInWorld.shellcheck, "0.11", key: "shellcheck"),
      ]
    ) { lines.append($0) }
    let prefix = "--cd|\(world.folder.path)|install|--yes|"
    #expect(
      try world.folder.read("mise-calls")
        == "\(prefix)ocx:ocx.sh/acme/app@2|\(prefix)ocx:ocx.sh/shellcheck/shellcheck@latest|"
        + "\(prefix)shellcheck@0.11|")
    #expect(lines.all == ["downloading", "downloading", "downloading"])
    #expect(try world.calls == [])
  }

  /// A `[plugins]` of the project may name one, and mise fetches it.
  @Test func leavesThePluginToMise() throws {
    let world = try StandInWorld()
    try addMise(world, plugin: false)
    try installer(world).install([item(StandInWorld.app, "2")])
    #expect(world.folder.exists("mise-calls"))
  }

  @Test func sendsForThePluginWhereMiseFailsWithoutIt() throws {
    let world = try StandInWorld()
    try addMise(world, "exit 1", plugin: false)
    #expect {
      try installer(world).install([item(StandInWorld.app, "2")])
    } throws: { error in
      (error as? InstallerFailure)?.remedy == .installPlugin
    }
  }

  @Test func aFailureOfMiseCarriesItsError() throws {
    let world = try StandInWorld()
    try addMise(world, "echo 'mise ERROR it broke' >&2; echo 'stack traceback' >&2; exit 5")
    #expect(
      throws: InstallerFailure.mise(
        argument: "ocx:ocx.sh/acme/app@2", directory: world.folder.path, status: 5,
        reason: "mise ERROR it broke")
    ) {
      try installer(world).install([item(StandInWorld.app, "2")])
    }
  }

  @Test(arguments: [
    ("2.0.0", "2.0.0"), ("2", "2"), (nil, "2.0.0"), ("latest", "latest"), ("prefix:1", "1.1.1"),
  ])
  func goesThroughOcxElse(version: String?, tag: String) throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    try installer(world).install([item(StandInWorld.app, version)])
    #expect(Files.kind(try world.candidate(StandInWorld.app, tag)) == .link)
  }

  /// What was installed by name is not all that there is.
  @Test(arguments: [("1.1.1", "1.1.1"), ("2", "2"), (nil, "2.0.0")])
  func looksBeyondWhatIsInstalled(version: String?, tag: String) throws {
    let world = try StandInWorld()
    try world.ocx("package", "install", StandInWorld.app + ":1.0.0")
    try installer(world).install([item(StandInWorld.app, version)])
    #expect(Files.kind(try world.candidate(StandInWorld.app, tag)) == .link)
  }

  @Test func miseOfflineKeepsOffTheNetwork() throws {
    let world = try StandInWorld(["MISE_OFFLINE": "1"])
    #expect {
      try installer(world).install([item(StandInWorld.shellcheck, "0.11.0")])
    } throws: { error in
      (error as? InstallerFailure)?.code == .policy
    }
  }

  /// Without mise, too, the options of an entry bind what is installed.
  @Test func otherContentThanTheEntryAllowsIsRefused() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    var bound = try item(StandInWorld.app, "2.0.0")
    bound.options = ["digest": "sha256:" + String(repeating: "ab", count: 32)]
    #expect {
      try installer(world).install([bound])
    } throws: { error in
      (error as? InstallerFailure)?.code == .data
    }
    #expect(Files.kind(try world.candidate(StandInWorld.app, "2.0.0")) == nil)
  }

  @Test func thePlatformOfTheEntryIsPassedOn() throws {
    let world = try StandInWorld()
    var foreign = try item("ocx.sh/acme/foreign", "1.0.0")
    foreign.options = ["platform": "darwin/arm64"]
    try installer(world).install([foreign])
    #expect(try world.calls.contains { $0.contains("--platform=darwin/arm64") })
  }

  @Test func anUnknownVersionIsNotFound() throws {
    let world = try StandInWorld()
    try world.ocx("index", "update", StandInWorld.app, variables: ["OCX_ALLOW_YANKED": "1"])
    #expect {
      try installer(world).install([item(StandInWorld.app, "9.9.9")])
    } throws: { error in
      (error as? InstallerFailure)?.code == .notFound
    }
  }

  @Test func refreshBringsTheIndexUpToDate() throws {
    let world = try StandInWorld()
    let tool = try ToolName(parsing: StandInWorld.app)
    try installer(world).refresh(tools: [tool])
    #expect(try world.context().index.root(of: tool).tags.count > 5)
    let calls = try world.calls.count
    _ = try Hooks.listVersions(Hooks.ListRequest(tool: tool), world.context())
    #expect(try world.calls.count == calls, "the list hook knows of it")
    try installer(world).refresh(registries: ["ocx.sh"])
    let index = world.context().index
    let source = try #require(try index.sources().first { $0.registry == "ocx.sh" })
    #expect(try index.names(in: source).count == 6)
  }
}
