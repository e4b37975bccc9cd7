import BackendKit
import Foundation
import TestSupport
import Testing

@testable import ToolBrowser

/// `doctor`: what is checked, what is found, and how to fix it.
struct DoctorCommandTests {
  /// The demo's surroundings with these programs on PATH, and nothing else.
  private func surroundings(
    _ demo: Demo, _ programs: [String: String] = [:], _ variables: [String: String] = [:]
  ) throws -> Environment {
    var environment = demo.environment
    environment.variables["PATH"] = try demo.addPrograms(programs)
    environment.variables["OCX_OFFLINE"] = nil
    environment.variables.merge(variables) { $1 }
    return environment
  }

  private func checks(
    _ demo: Demo, _ environment: Environment
  ) throws -> (status: Int32, states: [String: String], found: [String: String]) {
    let run = try CommandRun.of(
      ["doctor", "--json"], in: demo, environment: environment, now: demoNow)
    let rows = try #require(try run.json() as? [[String: String]])
    func column(_ name: String) -> [String: String] {
      Dictionary(rows.map { ($0["check"] ?? "", $0[name] ?? "") }) { first, _ in first }
    }
    return (run.status, column("state"), column("found"))
  }

  private static let ocx = """
    case $* in
    *about*) echo '{"version":"0.5.8","registry":"REGISTRY","home":"/h"}' ;;
    *) echo 0.5.8 ;;
    esac
    """

  @Test("failures have a status, and what is missing is reported")
  func nothingThere() throws {
    try withDemo { demo in
      let found = try checks(demo, surroundings(demo))
      #expect(found.status == 69)
      #expect(found.states["ocx"] == "failed")
      #expect(found.states["mise"] == "attention")
    }
  }

  @Test("what lowers a safeguard of ocx is named, with what that means")
  func safeguards() throws {
    try withDemo { demo in
      let named = [
        "OCX_NO_VERIFY": "1", "OCX_ALLOW_YANKED": "true",
        "OCX_SIGSTORE_TRUSTED_ROOT": "/roots.json",
        "OCX_INSECURE_REGISTRIES": "localhost:5000",
      ]
      let none = try checks(demo, surroundings(demo))
      let found = try checks(demo, surroundings(demo, [:], named))
      for name in named.keys {
        #expect(none.states[name] == nil)
        #expect(found.states[name] == "attention", "\(name)")
      }
      #expect(found.found["OCX_SIGSTORE_TRUSTED_ROOT"]?.contains("/roots.json") == true)
      #expect(found.found["OCX_INSECURE_REGISTRIES"]?.contains("localhost:5000") == true)
    }
  }

  @Test("programs that are there say their versions")
  func programs() throws {
    try withDemo { demo in
      let programs = [
        "ocx": Self.ocx.replacing("REGISTRY", with: "ocx.sh"), "mise": "echo 2026.9.15 linux",
      ]
      let found = try checks(demo, surroundings(demo, programs))
      #expect(found.status == 0)
      #expect(found.states["ocx"] == "ok" && found.states["mise"] == "ok")
      #expect(found.found["ocx"]?.hasPrefix("0.5.8 at ") == true)
      #expect(found.found["mise"]?.hasPrefix("2026.9.15 at ") == true)
    }
  }

  @Test("an ocx with another default registry is reported")
  func otherRegistry() throws {
    try withDemo { demo in
      let programs = ["ocx": Self.ocx.replacing("REGISTRY", with: "other.example")]
      let found = try checks(demo, surroundings(demo, programs))
      #expect(found.states["ocx"] == "attention")
    }
  }

  @Test(
    "variables that lead astray are named",
    arguments: [["OCX_MISE_TUI": "/nowhere/program"], ["OCX_FROZEN": "1"], ["MISE_OFFLINE": "1"]])
  func variables(_ variables: [String: String]) throws {
    try withDemo { demo in
      let found = try checks(demo, surroundings(demo, [:], variables))
      #expect(variables.keys.allSatisfy { found.states[$0] == "attention" })
    }
  }

  @Test("settings without effect are named, each with its place")
  func settingsWithoutEffect() throws {
    try withDemo { demo in
      var environment = try surroundings(demo)
      environment.variables["XDG_CONFIG_HOME"] = demo.folder + "/settings"
      let file = Settings.path(environment)
      try Files.makeDirectories(Paths.parent(file))
      try Files.writeAtomically(file, Array("theme = \"dark\"\n".utf8))
      #expect(try checks(demo, environment).states["settings"] == "ok")
      try Files.writeAtomically(file, Array("theme = \"dusk\"\n[keys]\npim = \"q\"\n".utf8))
      let found = try checks(demo, environment)
      #expect(found.states["settings"] == "attention")
      #expect(found.found["settings"]?.contains("unknown theme dusk") == true)
    }
  }

  /// What `doctor` says of the plugin, in a demo where `prepare` has put one.
  private func plugin(
    _ variables: [String: String] = [:], _ prepare: (Demo, String) throws -> Void
  ) throws -> [String: String] {
    var check: [String: String] = [:]
    try withDemo { demo in
      let plugin = Paths.join(demo.folder, "home/.local/share/mise/plugins/ocx")
      try prepare(demo, plugin)
      let programs = ["ocx-mise-tui": "echo 'ocx-mise-tui 0.9.1'"]
      var environment = try surroundings(demo, variables["PATH"] == nil ? programs : [:], variables)
      environment.variables.merge(variables) { $1 }
      let run = try CommandRun.of(
        ["doctor", "--json"], in: demo, environment: environment, now: demoNow)
      let rows = try #require(try run.json() as? [[String: String]])
      check = try #require(rows.first { $0["check"] == "plugin" })
      for key in ["found", "hint"] {
        check[key] = check[key]?.replacing(plugin, with: "PLUGIN")
          .replacing(demo.folder, with: "DEMO")
      }
    }
    check["check"] = nil
    return check
  }

  private func write(_ plugin: String, version: String) throws {
    try Files.writeScratch(Paths.join(plugin, "hooks/backend_install.lua"), "")
    try Files.writeScratch(
      Paths.join(plugin, "metadata.lua"), "PLUGIN = {\n  version = \"\(version)\",\n}\n")
  }

  @Test("a plugin from git is reported with its version and the program that it finds")
  func pluginFromGit() throws {
    let fits = try plugin { _, plugin in
      try write(plugin, version: "0.9.0")
      try Files.writeScratch(Paths.join(plugin, ".git/HEAD"), "")
    }
    #expect(
      fits == [
        "state": "ok",
        "found":
          "PLUGIN, from git, version 0.9.0, calls DEMO/bin/ocx-mise-tui on PATH, version 0.9.1",
      ])
    let differs = try plugin { _, plugin in
      try write(plugin, version: "0.8.3")
      try Files.writeScratch(Paths.join(plugin, ".git/HEAD"), "")
    }
    #expect(differs["state"] == "attention")
    #expect(differs["found"]?.hasSuffix("version 0.9.1: the versions are not compatible") == true)
    #expect(differs["hint"] == "mise plugins update ocx, and upgrade the program")
    let alone = try plugin(["PATH": "/nowhere"]) { _, plugin in
      try write(plugin, version: "0.9.0")
      try Files.writeScratch(Paths.join(plugin, ".git/HEAD"), "")
    }
    #expect(
      alone == [
        "state": "attention",
        "found": "PLUGIN, from git, version 0.9.0, does not find ocx-mise-tui",
        "hint": "put ocx-mise-tui on PATH, or name it in OCX_MISE_TUI",
      ])
  }

  @Test("the plugin of this program is good if it is current, otherwise it should be reinstalled")
  func ownPlugin() throws {
    let install = { (demo: Demo) in
      _ = try PluginInstallation(environment: demo.environment, version: Program.version)
        .install(program: Executable.path(environment: demo.environment))
    }
    let good = try plugin { demo, _ in try install(demo) }
    #expect(good["state"] == "ok")
    #expect(good["found"]?.hasPrefix("PLUGIN, version \(Program.version), calls /") == true)
    #expect(good["found"]?.hasSuffix(", version \(Program.version)") == true)
    let old = try plugin { demo, plugin in
      try install(demo)
      try Files.writeScratch(Paths.join(plugin, "lib/tool.lua"), "-- of last year")
    }
    #expect(old["hint"] == "ocx-mise-tui plugin install" && old["state"] == "attention")
    let gone = try plugin(["PATH": "/nowhere"]) { demo, plugin in
      try install(demo)
      try Files.writeScratch(Paths.join(plugin, "program"), "/gone\n")
    }
    #expect(
      gone == [
        "state": "attention",
        "found": "PLUGIN, version \(Program.version), does not find ocx-mise-tui",
        "hint": "ocx-mise-tui plugin install",
      ])
  }

  @Test("other plugins, and none")
  func otherPlugins() throws {
    let none = try plugin { _, _ in }
    #expect(none["found"] == "not installed in PLUGIN" && none["state"] == "attention")
    let noBackend = try plugin { _, plugin in
      try Files.writeScratch(Paths.join(plugin, "bin/list-all"), "")
    }
    #expect(noBackend["found"] == "PLUGIN is not a backend plugin")
    #expect(noBackend["hint"] == "mise plugin uninstall ocx, then ocx-mise-tui plugin install")
    let linked = try plugin(["OCX_MISE_TUI": "/nowhere/program"]) { demo, plugin in
      try write(Paths.join(demo.folder, "lua"), version: "0.9.0")
      try Files.makeDirectories(Paths.parent(plugin))
      try Files.makeLink(plugin, to: Paths.join(demo.folder, "lua"))
    }
    #expect(
      linked["found"] == "PLUGIN, a link to DEMO/lua, version 0.9.0, calls /nowhere/program that "
        + "OCX_MISE_TUI names, which does not run")
    #expect(linked["hint"] == "name the program in OCX_MISE_TUI, or unset it")
  }
}
