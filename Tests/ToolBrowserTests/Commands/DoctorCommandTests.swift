import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `doctor`: what is looked at, what is found, how to mend it.
struct DoctorCommandTests {
  /// The demo's surroundings with these programs on PATH, and nothing else.
  private func surroundings(
    _ demo: Demo, _ programs: [String: String] = [:], _ variables: [String: String] = [:]
  ) throws -> Environment {
    let folder = Paths.join(demo.folder, "bin")
    try Files.makeDirectories(folder)
    for (name, script) in programs {
      try Files.writeAtomically(
        Paths.join(folder, name), "#!/bin/sh\n\(script)\n", mode: 0o755)
    }
    var environment = demo.environment
    environment.variables["PATH"] = folder
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

  @Test("what failed says so with its status, what is missing is named")
  func nothingThere() throws {
    try withDemo { demo in
      let found = try checks(demo, surroundings(demo))
      #expect(found.status == 69)
      #expect(found.states["ocx"] == "failed")
      #expect(found.states["mise"] == "attention")
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

  @Test("an ocx that takes short names from elsewhere is told of")
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
}
