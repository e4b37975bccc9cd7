import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite struct PluginInstallationTests {
  private func installation(
    _ folder: TemporaryFolder, _ variables: [String: String] = [:]
  ) -> PluginInstallation {
    PluginInstallation(
      environment: Environment(
        variables: ["HOME": folder.path].merging(variables) { $1 },
        workingDirectory: folder.path))
  }

  @Test func carriesThePluginAsItStands() throws {
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

  /// Also where mise is not there yet.
  @Test func unpacksBindsAndLinks() throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    #expect(!plugin.isLinked)
    try plugin.install(program: "/opt/ocx-mise-tui")
    let link = folder.path + "/.local/share/mise/plugins/ocx"
    #expect(plugin.link == link && plugin.isLinked)
    #expect(try Files.readLink(link) == folder.path + "/.local/share/ocx-mise-tui/plugin")
    #expect(Files.isFile(link + "/metadata.lua"))
    #expect(Files.isExecutable(link + "/bin/list-all"))
    #expect(try Files.readLink(link + "/bin/ocx-mise-tui") == "/opt/ocx-mise-tui")
  }

  @Test func anOlderOneIsReplacedWhole() throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    try plugin.install(program: "/old")
    try folder.write(".local/share/ocx-mise-tui/plugin/lib/stale.lua", "old")
    try plugin.install(program: "/new")
    #expect(!Files.exists(plugin.link + "/lib/stale.lua"))
    #expect(try Files.readLink(plugin.link + "/bin/ocx-mise-tui") == "/new")
    #expect(try Files.list(folder.path + "/.local/share/ocx-mise-tui") == ["plugin"])
  }

  @Test func manyAtOnceLeaveOneWholePlugin() throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    let failures = Collected()
    DispatchQueue.concurrentPerform(iterations: 8) { number in
      do {
        try plugin.install(program: "/program \(number)")
      } catch {
        failures.append("\(error)")
      }
    }
    #expect(failures.all == [])
    for file in EmbeddedPlugin.files { #expect(Files.isFile(plugin.link + "/" + file.path)) }
    #expect(try Files.list(folder.path + "/.local/share/ocx-mise-tui") == ["plugin"])
  }

  @Test func followsMisesOwnVariables() throws {
    let folder = try TemporaryFolder()
    #expect(
      installation(folder, ["XDG_DATA_HOME": "/data"]).link == "/data/mise/plugins/ocx")
    #expect(
      installation(folder, ["XDG_DATA_HOME": "/data", "MISE_DATA_DIR": "/mise"]).link
        == "/mise/plugins/ocx")
  }

  @Test func uninstallTakesOnlyItsOwn() throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    try plugin.install(program: "/p")
    try plugin.uninstall()
    #expect(Files.kind(plugin.link) == nil && Files.kind(plugin.directory) == nil)
    try plugin.uninstall()
  }

  @Test(arguments: [true, false])
  func anotherPluginOfThatNameIsLeftAlone(isLink: Bool) throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    try folder.write("theirs/metadata.lua", "theirs")
    try Files.makeDirectories(Paths.parent(plugin.link))
    if isLink {
      try Files.makeLink(plugin.link, to: folder.path + "/theirs")
    } else {
      try FileManager.default.moveItem(atPath: folder.path + "/theirs", toPath: plugin.link)
    }
    let occupied = PluginFailure.occupied(path: plugin.link)
    #expect(throws: occupied) { try plugin.install(program: "/p") }
    #expect(throws: occupied) { try plugin.uninstall() }
    #expect(try Files.readText(plugin.link + "/metadata.lua") == "theirs")
    #expect(Files.kind(plugin.directory) == nil)
  }

  @Test func saysWhatMiseWouldFind() throws {
    let folder = try TemporaryFolder()
    let plugin = installation(folder)
    #expect(plugin.state == .absent)
    try plugin.install(program: folder.path + "/program")
    #expect(plugin.state == .unbound(program: folder.path + "/program"))
    try folder.write("program", "", mode: 0o755)
    #expect(plugin.state == .bound(program: folder.path + "/program"))
    try folder.write(".local/share/ocx-mise-tui/plugin/lib/tool.lua", "-- of last year")
    #expect(plugin.state == .outdated)
    try plugin.uninstall()
    try folder.write("checkout/metadata.lua", "")
    try Files.makeLink(plugin.link, to: folder.path + "/checkout")
    #expect(plugin.state == .foreign(directory: folder.path + "/checkout"))
  }
}
