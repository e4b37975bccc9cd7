import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// What the plugin is bound to, and what it finds.
@Suite struct ProgramBindingTests {
  private func environment(
    _ folder: TemporaryFolder, _ variables: [String: String] = [:]
  ) -> Environment {
    Environment(
      variables: ["HOME": folder.path, "MISE_DATA_DIR": folder.path + "/mise"]
        .merging(variables) { $1 },
      workingDirectory: folder.path)
  }

  /// A tool of mise with these versions, and its alias of the newest.
  private func installed(
    _ folder: TemporaryFolder, below installs: String, program: String, versions: String...
  ) throws {
    let tool = "\(installs)/github-owner-ocx-mise-tui"
    for version in versions {
      try folder.write("\(tool)/\(version)/\(program)", "", mode: 0o755)
    }
    let latest = try #require(versions.last)
    try Files.makeLink("\(folder.path)/\(tool)/latest", to: "./" + latest)
  }

  @Test(arguments: ["ocx-mise-tui", "bin/ocx-mise-tui"])
  func programInstalledByMiseIsBoundByItsAlias(program: String) throws {
    let folder = try TemporaryFolder()
    try installed(folder, below: "mise/installs", program: program, versions: "1.2.0")
    let tool = folder.path + "/mise/installs/github-owner-ocx-mise-tui"
    let installation = PluginInstallation(environment: environment(folder), version: "1.2.0")
    try installation.install(program: "\(tool)/1.2.0/\(program)")
    #expect(installation.plugin.boundProgram == "\(tool)/latest/\(program)")
    // The upgrade.
    try folder.write("mise/installs/github-owner-ocx-mise-tui/1.3.0/\(program)", "", mode: 0o755)
    try Files.removeFile(tool + "/latest")
    try Files.makeLink(tool + "/latest", to: "./1.3.0")
    try Files.removeTree(tool + "/1.2.0")
    let found = PluginProgram.find(for: installation.plugin, environment(folder))
    #expect(found == PluginProgram(path: "\(tool)/latest/\(program)", source: .binding))
  }

  @Test func otherFoldersOfInstallsCountToo() throws {
    let folder = try TemporaryFolder()
    try installed(folder, below: "system/installs", program: "p", versions: "1.0", "1.1")
    try installed(folder, below: "elsewhere", program: "p", versions: "1.0")
    let variables = ["MISE_INSTALLS_DIR": folder.path + "/elsewhere"]
    for installs in ["system/installs", "elsewhere"] {
      let tool = "\(folder.path)/\(installs)/github-owner-ocx-mise-tui"
      let binding = try ProgramBinding(of: tool + "/1.0/p", environment(folder, variables))
      #expect(binding.path == tool + "/latest/p")
    }
  }

  /// Nothing but a program that is there is bound.
  @Test func withoutAnAliasThatHasItTheProgramItselfIsBound() throws {
    let folder = try TemporaryFolder()
    try folder.write("mise/installs/x/1.0/p", "", mode: 0o755)
    try folder.write("mise/installs/y/1.0/p", "", mode: 0o755)
    try folder.write("mise/installs/y/1.1/other", "", mode: 0o755)
    try Files.makeLink(folder.path + "/mise/installs/y/latest", to: "./1.1")
    for program in [
      folder.path + "/mise/installs/x/1.0/p", folder.path + "/mise/installs/y/1.0/p",
      "/usr/bin/ocx-mise-tui", "/ocx-mise-tui", "/opt/installs/ocx-mise-tui",
    ] {
      #expect(try ProgramBinding(of: program, environment(folder)).path == program)
    }
  }

  @Test func aShimIsNeitherBoundNorFound() throws {
    let folder = try TemporaryFolder()
    try folder.write("mise/shims/ocx-mise-tui", "", mode: 0o755)
    let shim = folder.path + "/mise/shims/ocx-mise-tui"
    #expect(throws: PluginFailure.shim(path: shim)) {
      try ProgramBinding(of: shim, environment(folder))
    }
    let path = environment(folder, ["PATH": "\(folder.path)/mise/shims:\(folder.path)/bin"])
    let plugin = MisePlugin(environment: path)
    #expect(PluginProgram.find(for: plugin, path) == nil)
    try folder.write("bin/ocx-mise-tui", "", mode: 0o755)
    #expect(
      PluginProgram.find(for: plugin, path)
        == PluginProgram(path: folder.path + "/bin/ocx-mise-tui", source: .path))
  }

  @Test func theVariableGoesBeforeTheBindingAndThatBeforePath() throws {
    let folder = try TemporaryFolder()
    try folder.write("bound", "", mode: 0o755)
    try folder.write("bin/ocx-mise-tui", "", mode: 0o755)
    let path = ["PATH": folder.path + "/bin"]
    let installation = PluginInstallation(environment: environment(folder), version: "1")
    try installation.install(program: folder.path + "/bound")
    func find(_ variables: [String: String]) -> PluginProgram? {
      PluginProgram.find(for: installation.plugin, environment(folder, variables))
    }
    #expect(
      find(path.merging(["OCX_MISE_TUI": "/named"]) { $1 })
        == PluginProgram(path: "/named", source: .variable))
    #expect(find(path) == PluginProgram(path: folder.path + "/bound", source: .binding))
    try Files.removeFile(folder.path + "/bound")
    #expect(
      find(path) == PluginProgram(path: folder.path + "/bin/ocx-mise-tui", source: .path))
  }

  @Test(arguments: [
    ("PLUGIN = {\n  name = \"ocx\",\n  version = \"1.2.0\",\n}", "1.2.0"),
    ("PLUGIN.version=\"1\"\nversion=\"2\"", "2"), ("minRuntimeVersion = \"3\"", nil), ("", nil),
    ("version = 4", nil), ("version = \"5", nil),
  ])
  func theMetadataTellsTheVersion(text: String, version: String?) throws {
    let folder = try TemporaryFolder()
    try folder.write("mise/plugins/ocx/metadata.lua", text)
    #expect(MisePlugin(environment: environment(folder)).version == version)
  }
}
