import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What mise drops, what its lock files decide, and what it will fail for, in the commands.
struct MiseStateTests {
  private func pins(
    _ demo: Demo, _ variables: [String: String] = [:]
  ) throws -> [[String: Any]] {
    var environment = demo.environment
    environment.variables.merge(variables) { $1 }
    let run = try CommandRun.of(
      ["pins", "--json"], in: demo, environment: environment, now: demoNow)
    return try #require(try run.json() as? [[String: Any]])
  }

  private func write(_ demo: Demo, _ name: String, _ text: String) throws {
    try Files.writeScratch(Paths.join(demo.project, name), text)
  }

  private static let node = "\"ocx:ocx.sh/nodejs/node\""

  @Test("an entry that mise drops is not in force, and neither is what it hides")
  func ignored() throws {
    try withDemo { demo in
      try write(demo, "mise.toml", "[tools]\n\(Self.node) = \"22\"\n")
      try write(
        demo, "mise.local.toml", "[tools]\n\(Self.node) = { version = \"20\", os = [\"none\"] }\n")
      let found = try pins(demo).filter { $0["tool"] as? String == "ocx.sh/nodejs/node" }
      #expect(found.map { $0["request"] as? String } == ["20", "22"])
      #expect(found.map { $0["state"] as? String }.first == "ignored")
      #expect(found.map { $0["ignored_because"] as? String } == ["os", nil])
      #expect(found.map { $0["in_force"] as? Bool } == [false, false])
      let local = Paths.join(demo.project, "mise.local.toml")
      #expect(found.map { $0["shadowed_by"] as? String } == [nil, "\(local):2"])
      #expect(
        (found.first?["warnings"] as? [String])?.first == "not for this machine: os = none")
      for words in [
        ["outdated", "--json"], ["upgrade", "--dry-run", "--to", "major"], ["install"],
      ] {
        let run = try CommandRun.of(words, in: demo, environment: demo.environment, now: demoNow)
        #expect(!(run.output + run.errors).contains("node"), "\(words)")
      }
    }
  }

  @Test("tools that are disabled count for nothing, and say where that is set")
  func disabled() throws {
    try withDemo { demo in
      try write(demo, "mise.local.toml", "")
      try write(
        demo, "mise.toml",
        "[tools]\n\"ocx:ocx.sh/golang/go\" = \"1.26.6\"\n[settings]\n"
          + "disable_tools = [\"ocx:ocx.sh/golang/go\"]\n")
      var environment = demo.environment
      environment.variables["MISE_IGNORED_CONFIG_PATHS"] =
        Paths.join(Paths.parent(demo.project), "mise.toml")
      func outdated() throws -> Int32 {
        try CommandRun.of(
          ["outdated", "--exit-code"], in: demo, environment: environment, now: demoNow
        ).status
      }
      #expect(try outdated() == 0)
      let run = try CommandRun.of(["pins"], in: demo, environment: environment, now: demoNow)
      #expect(run.output.contains("ignored; disabled by mise.toml:4"))
      environment.variables["MISE_DISABLE_TOOLS"] = "node"
      #expect(try outdated() == 1)
    }
  }

  @Test(
    "what mise.lock has is in force; for a pin that it does not cover, the fix is reported")
  func locked() throws {
    try withDemo { demo in
      try write(
        demo, "mise.lock",
        "[[tools.\"ocx:ocx.sh/kitware/cmake\"]]\nversion = \"4.3.3\"\n")
      func cmake() throws -> [String: Any] {
        try #require(
          try pins(demo).first { $0["tool"] as? String == "ocx.sh/kitware/cmake" })
      }
      let pin = try cmake()
      #expect(pin["locked"] as? String == "4.3.3")
      #expect(pin["resolved"] as? String == "4.3.3")
      #expect(pin["state"] as? String == "missing")
      let within = try CommandRun.of("pin", "kitware/cmake@4.3.3", in: demo, now: demoNow)
      #expect(within.errors == "written: mise.toml\n")
      let past = try CommandRun.of(
        "upgrade", "kitware/cmake", "--to", "minor", in: demo, now: demoNow)
      let behind =
        "mise.lock still has ocx:ocx.sh/kitware/cmake 4.3.3: mise install brings it up to date\n"
      #expect(past.errors.contains(behind))
      #expect(try cmake()["locked"] == nil)
      #expect(
        (try cmake()["warnings"] as? [String])?
          .contains("mise.lock still has 4.3.3: mise install brings it up to date") == true)
      let new = try CommandRun.of("pin", "ripgrep/ripgrep@15", in: demo, now: demoNow)
      #expect(new.errors.contains("mise.lock does not have ocx:ocx.sh/ripgrep/ripgrep yet"))
      let dry = try CommandRun.of("pin", "kitware/cmake@4.4", "--dry-run", in: demo, now: demoNow)
      #expect(!dry.errors.contains("mise.lock"))
    }
  }

  @Test("what mise is locked to is refused, and no good news")
  func refused() throws {
    try withDemo { demo in
      let variables = ["MISE_LOCKED": "1"]
      let found = try pins(demo, variables)
      #expect(found.allSatisfy { $0["in_force"] as? Bool == false })
      let go = try #require(found.first { $0["tool"] as? String == "ocx.sh/golang/go" })
      #expect(go["state"] as? String == "outdated")
      #expect(
        (go["warnings"] as? [String])?.contains {
          $0.hasPrefix("mise is locked to its lock files, and no lock file has")
        } == true)
      var environment = demo.environment
      environment.variables.merge(variables) { $1 }
      let run = try CommandRun.of(
        ["outdated", "--exit-code"], in: demo, environment: environment, now: demoNow)
      #expect(run.status == 1 && run.output.contains("golang/go"))
    }
  }

  @Test("a disabled backend and a missing plugin are reported with every pin, and change no state")
  func disabledBackend() throws {
    try withDemo { demo in
      let bin = try demo.addPrograms(["mise": ""])
      let before = try pins(demo, ["PATH": bin])
      let after = try pins(demo, ["PATH": bin, "MISE_DISABLE_BACKENDS": "vfox,ocx"])
      let reason = "MISE_DISABLE_BACKENDS disables the backend ocx: mise installs nothing from it"
      func states(_ pins: [[String: Any]]) -> [String?] { pins.map { $0["state"] as? String } }
      #expect(states(before) == states(after))
      #expect(after.allSatisfy { ($0["warnings"] as? [String])?.contains(reason) == true })
      #expect(!before.contains { ($0["warnings"] as? [String])?.contains(reason) == true })
      #expect(
        before.allSatisfy { pin in
          (pin["warnings"] as? [String])?.contains { $0.hasPrefix("mise has no plugin ocx") }
            == true
        })
      var environment = demo.environment
      environment.variables["PATH"] = bin
      environment.variables["MISE_DISABLE_BACKENDS"] = "ocx"
      let run = try CommandRun.of(
        ["install", "kitware/cmake", "--dry-run"], in: demo, environment: environment, now: demoNow)
      let said = "warning: \(reason)\n  remove ocx from disable_backends\n"
      #expect(run.errors.contains(said))
      for words in [["outdated"], ["upgrade", "--dry-run"], ["show", "kitware/cmake"]] {
        let plain = try CommandRun.of(
          words, in: demo, environment: demo.environment, now: demoNow)
        let other = try CommandRun.of(words, in: demo, environment: environment, now: demoNow)
        #expect([other.errors.contains(said), plain.errors.contains(said)] == [true, false])
        #expect([other.status, plain.status] == [0, 0])
        #expect(other.output == plain.output)
      }
    }
  }

  @Test func `without a mise it is said beside the pins who installs what is missing`() throws {
    let words = ["pins"]
    try withDemo { demo in
      let note = "note: neither mise (https://mise.jdx.dev) nor ocx (https://ocx.sh) is installed\n"
      #expect(
        try CommandRun.of(words, in: demo, environment: demo.environment, now: demoNow)
          .errors.contains(note))
      var withOCX = demo.environment
      try Files.makeDirectories(Paths.join(demo.folder, "bin"))
      try Files.writeScratch(Paths.join(demo.folder, "bin/ocx"), "#!/bin/sh\n")
      try FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: Paths.join(demo.folder, "bin/ocx"))
      withOCX.variables["PATH"] = Paths.join(demo.folder, "bin")
      #expect(
        try CommandRun.of(words, in: demo, environment: withOCX, now: demoNow).errors.contains(
          "note: mise is not on PATH: ocx installs in its place, into its own store\n"))
      let json = try CommandRun.of(
        words + ["--json"], in: demo, environment: demo.environment, now: demoNow)
      #expect(!json.errors.contains(note))
      try write(demo, "mise.toml", "")
      try write(demo, "mise.local.toml", "")
      var environment = demo.environment
      environment.variables["MISE_IGNORED_CONFIG_PATHS"] =
        Paths.join(Paths.parent(demo.project), "mise.toml")
      #expect(
        try !CommandRun.of(words, in: demo, environment: environment, now: demoNow)
          .errors.contains(note))
    }
  }

  @Test("in a conversation it is said with the pins, and before an install")
  func refusalsInPlainText() throws {
    try withDemo { demo in
      let bin = try demo.addPrograms(["mise": "exit 1"])
      var options = SessionOptions.forTests(demo)
      options.environment.variables["PATH"] = bin
      options.environment.variables["MISE_DISABLE_BACKENDS"] = "ocx"
      options.offline = false
      var session = PlainSession(options: options)
      let said =
        "mise will refuse: MISE_DISABLE_BACKENDS disables the backend ocx: mise installs nothing"
        + " from it."
      #expect(session.answer("project").contains(said))
      _ = session.answer("show jqlang/jq")
      #expect(session.answer("install").contains(said))
    }
  }
}
