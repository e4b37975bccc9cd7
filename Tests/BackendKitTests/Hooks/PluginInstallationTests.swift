import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite struct PluginInstallationTests {
  private func environment(
    _ folder: TemporaryFolder, _ variables: [String: String] = [:]
  ) -> Environment {
    Environment(
      variables: ["HOME": folder.path].merging(variables) { $1 }, workingDirectory: folder.path)
  }

  private func installation(
    _ folder: TemporaryFolder, version: String = "1.2.0", _ variables: [String: String] = [:]
  ) -> PluginInstallation {
    PluginInstallation(environment: environment(folder, variables), version: version)
  }

  /// Everything below a folder that is no folder, and what links lead to.
  private func contents(_ path: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path).sorted().compactMap { name in
      switch Files.kind(path + "/" + name) {
      case .directory: nil
      case .link: "\(name) -> \(try Files.readLink(path + "/" + name))"
      default: name
      }
    }
  }

  @Test func embedsThePluginUnchanged() throws {
    let lua = Checkout.package.appending(path: "lua")
    let names = try FileManager.default.subpathsOfDirectory(atPath: lua.path).filter {
      Files.isFile(lua.path + "/" + $0)
    }
    #expect(EmbeddedPlugin.files.map(\.path).sorted() == names.sorted())
    for file in EmbeddedPlugin.files {
      let text = try String(contentsOf: lua.appending(path: file.path), encoding: .utf8)
      #expect(file.text == text, "\(file.path)")
    }
  }

  /// Even if mise is not installed yet.
  @Test func isARealFolderWithoutALink() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    #expect(!installation.plugin.isThere && installation.plugin.origin == nil)
    #expect(try installation.install(program: "/opt/ocx-mise-tui") == "/opt/ocx-mise-tui")
    let plugin = folder.path + "/.local/share/mise/plugins/ocx"
    #expect(installation.plugin.directory == plugin)
    #expect(Files.kind(plugin) == .directory && installation.plugin.isThere)
    let files = EmbeddedPlugin.files.map(\.path) + ["installed-by-ocx-mise-tui", "program"]
    #expect(
      try contents(folder.path + "/.local/share") == files.sorted().map { "mise/plugins/ocx/" + $0 }
    )
    #expect(Files.isExecutable(plugin + "/bin/list-all"))
    #expect(try Files.readText(plugin + "/program") == "/opt/ocx-mise-tui\n")
    #expect(installation.plugin.boundProgram == "/opt/ocx-mise-tui")
    #expect(installation.plugin.origin == .program(version: "1.2.0"))
    #expect(installation.isCurrent)
  }

  /// mise's data folder may be shared.
  @Test func othersMayReadWhatTheMaskLetsThem() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try FileManager.default.createDirectory(
      atPath: folder.path + "/like", withIntermediateDirectories: true)
    try installation.install(program: "/p")
    func mode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    let plugin = installation.plugin.directory
    #expect(try mode(plugin) == mode(folder.path + "/like"))
    #expect(try mode(plugin + "/bin") == mode(folder.path + "/like"))
  }

  @Test func anOlderOneIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    try installation(folder, version: "1.1.0").install(program: "/old")
    let installation = installation(folder)
    #expect(installation.plugin.origin == .program(version: "1.1.0") && !installation.isCurrent)
    let plugin = ".local/share/mise/plugins/ocx/"
    try folder.write(plugin + "lib/stale.lua", "old")
    let mark = plugin + MisePlugin.markName
    try folder.write(mark, try folder.read(mark) + "lib/stale.lua\n")
    try installation.install(program: "/new")
    #expect(!Files.exists(installation.plugin.directory + "/lib/stale.lua"))
    #expect(installation.plugin.boundProgram == "/new" && installation.isCurrent)
    #expect(try Files.list(folder.path + "/.local/share/mise") == ["plugins"])
  }

  /// A file that somebody else has put into the plugin's folder is never removed.
  @Test(arguments: ["notes.md", "lib/mine.lua", "mine/a", ".git/HEAD"])
  func filesOfOthersAreNotRemoved(name: String) throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try installation.install(program: "/old")
    let mine = ".local/share/mise/plugins/ocx/" + name
    try folder.write(mine, "mine")
    #expect(throws: PluginFailure.self) { try installation.install(program: "/new") }
    #expect(throws: PluginFailure.self) { try installation.uninstall() }
    #expect(try folder.read(mine) == "mine" && installation.plugin.boundProgram == "/old")
    try Files.removeFile(folder(mine))
    if name.contains("/"), !name.hasPrefix("lib/") {
      try Files.removeTree(Paths.parent(folder(mine)))
    }
    try installation.install(program: "/new")
    #expect(installation.plugin.boundProgram == "/new")
  }

  /// Whoever makes the state's folder, nobody else may look into it.
  @Test(arguments: [nil, 0o755] as [Int?])
  func theStateIsPrivate(made: Int?) throws {
    let folder = try TemporaryFolder()
    let state = folder(".local/state/ocx-mise-tui")
    if let made {
      try FileManager.default.createDirectory(
        atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: made])
    }
    try installation(folder).install(program: "/p")
    let attributes = try FileManager.default.attributesOfItem(atPath: state)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test func aChangedFileIsNotCurrent() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try installation.install(program: "/p")
    try folder.write(".local/share/mise/plugins/ocx/lib/tool.lua", "-- of last year")
    #expect(!installation.isCurrent)
  }

  /// An earlier program linked a folder of its own.
  @Test func theLinkToOurFormerFolderIsReplaced() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try folder.write(".local/share/ocx-mise-tui/plugin/metadata.lua", "")
    try Files.makeDirectories(Paths.parent(installation.plugin.directory))
    let former = folder.path + "/.local/share/ocx-mise-tui/plugin"
    try Files.makeLink(installation.plugin.directory, to: former)
    try installation.install(program: "/p")
    #expect(Files.kind(installation.plugin.directory) == .directory && installation.isCurrent)
    #expect(Files.kind(former) == nil)
  }

  /// Without a link to it, a folder of that name does not belong to this program.
  @Test func aFolderThatNobodyLinkedStays() throws {
    let folder = try TemporaryFolder()
    try folder.write(".local/share/ocx-mise-tui/plugin/metadata.lua", "packaged")
    try installation(folder).install(program: "/p")
    #expect(try installation(folder).uninstall())
    #expect(folder.exists(".local/share/ocx-mise-tui/plugin/metadata.lua"))
  }

  @Test func manyAtOnceLeaveOneWholePlugin() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    let failures = Collected()
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        try installation.install(program: "/program \(number)")
      } catch {
        failures.append("\(error)")
      }
    }
    #expect(failures.all == [])
    #expect(installation.isCurrent)
    #expect(try Files.list(folder.path + "/.local/share/mise") == ["plugins"])
    #expect(try Files.list(folder.path + "/.local/share/mise/plugins") == ["ocx"])
  }

  @Test func leftoversOfAKilledProcessAreRemoved() throws {
    let folder = try TemporaryFolder()
    try folder.write(".local/share/mise/.ocx-mise-tui-plugin.abc123/old/metadata.lua", "")
    try installation(folder).install(program: "/p")
    #expect(try Files.list(folder.path + "/.local/share/mise") == ["plugins"])
  }

  @Test func followsMisesOwnVariables() throws {
    let folder = try TemporaryFolder()
    func directory(_ variables: [String: String]) -> String {
      installation(folder, variables).plugin.directory
    }
    #expect(directory(["XDG_DATA_HOME": "/data"]) == "/data/mise/plugins/ocx")
    #expect(
      directory(["XDG_DATA_HOME": "/data", "MISE_DATA_DIR": "/mise"]) == "/mise/plugins/ocx")
  }

  @Test func uninstallTakesOnlyItsOwn() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try installation.install(program: "/p")
    #expect(try installation.uninstall())
    #expect(Files.kind(installation.plugin.directory) == nil)
    #expect(try contents(folder.path + "/.local/share") == [])
    #expect(try !installation.uninstall())
  }

  enum Foreign: CaseIterable { case link, folder, git, dangling, file }

  @Test(arguments: Foreign.allCases)
  func anotherPluginOfThatNameIsLeftAlone(foreign: Foreign) throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    let path = installation.plugin.directory
    try Files.makeDirectories(Paths.parent(path))
    try folder.write("theirs/metadata.lua", "theirs")
    switch foreign {
    case .link: try Files.makeLink(path, to: folder.path + "/theirs")
    case .dangling: try Files.makeLink(path, to: folder.path + "/gone")
    case .file: try folder.write(".local/share/mise/plugins/ocx", "theirs")
    case .folder, .git:
      try FileManager.default.moveItem(atPath: folder.path + "/theirs", toPath: path)
      if foreign == .git { try folder.write(".local/share/mise/plugins/ocx/.git/HEAD", "ref") }
    }
    let before = try contents(folder.path)
    let occupied = PluginFailure.occupied(path: path)
    #expect(throws: occupied) { try installation.install(program: "/p") }
    #expect(throws: occupied) { try installation.uninstall() }
    #expect(try contents(folder.path).filter { !$0.hasSuffix("plugin.lock") } == before)
    let origins: [Foreign: MisePlugin.Origin] = [
      .link: .link(to: folder.path + "/theirs"), .dangling: .link(to: folder.path + "/gone"),
      .file: .unknown, .folder: .unknown, .git: .git,
    ]
    #expect(installation.plugin.origin == origins[foreign])
  }

  /// The plugin is there or not; it is never a half, and the old one stays where the new cannot come.
  @Test(.enabled(if: getuid() != 0, "the superuser may write anywhere"))
  func aFailureLeavesTheOldOne() throws {
    let folder = try TemporaryFolder()
    let installation = installation(folder)
    try installation.install(program: "/old")
    let plugins = folder.path + "/.local/share/mise/plugins"
    chmod(plugins, 0o500)
    defer { chmod(plugins, 0o700) }
    #expect(throws: PluginFailure.self) { try installation.install(program: "/new") }
    #expect(installation.plugin.boundProgram == "/old" && installation.isCurrent)
    #expect(try Files.list(folder.path + "/.local/share/mise") == ["plugins"])
  }
}
