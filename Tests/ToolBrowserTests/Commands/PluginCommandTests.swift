import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `plugin install|uninstall|path` and `hook`.
struct PluginCommandTests {
  @Test("install puts a real folder into mise's data, bound to this program; uninstall removes it")
  func installAndUninstall() throws {
    try withDemo { demo in
      let plugin = Paths.join(demo.folder, "home/.local/share/mise/plugins/ocx")
      #expect(
        try CommandRun.of("plugin", "path", in: demo, now: demoNow)
          == CommandRun(status: 0, output: plugin + "\n"))
      var environment = demo.environment
      environment.variables["PATH"] = "/nowhere"
      let program = try Executable.path(environment: environment)
      for _ in 0..<2 {
        let run = try CommandRun.of(
          ["plugin", "install"], in: demo, environment: environment, now: demoNow)
        #expect(
          run
            == CommandRun(
              status: 0, output: "\(plugin) calls \(program)\n",
              errors: "mise is not on PATH; it will find the plugin once it is installed.\n"))
      }
      #expect(Files.kind(plugin) == .directory)
      #expect(Files.exists(Paths.join(plugin, "hooks/backend_install.lua")))
      #expect(try Files.readText(Paths.join(plugin, "program")) == program + "\n")
      for said in ["removed \(plugin)\n", "nothing to remove\n"] {
        let run = try CommandRun.of("plugin", "uninstall", in: demo, now: demoNow)
        #expect(run == CommandRun(status: 0, output: "", errors: said))
      }
      #expect(!Files.exists(plugin))
    }
  }

  @Test(
    "install says what a mise needs that is older than the plugin",
    arguments: [
      ("2026.9.15", [:], ""),
      (
        "2026.4.20", [:],
        "warning: mise 2026.4.20: the plugin needs mise's setting experimental in this version; "
          + "mise settings experimental=true, or: mise self-update\n"
      ),
      ("2026.4.20", ["MISE_EXPERIMENTAL": "1"], ""),
      (
        "2025.10.13", [:],
        "warning: mise 2025.10.13: too old for the plugin, which needs 2026.1.0; mise self-update\n"
      ),
    ] as [(String, [String: String], String)])
  func olderMise(version: String, variables: [String: String], said: String) throws {
    try withDemo { demo in
      var environment = demo.environment
      environment.variables.merge(variables) { $1 }
      environment.variables["PATH"] = try demo.addPrograms(["mise": "echo '\(version) linux-x64'"])
      let run = try CommandRun.of(
        ["plugin", "install"], in: demo, environment: environment, now: demoNow)
      #expect(run.status == 0 && run.errors == said)
      let doctor = try CommandRun.of(
        ["doctor", "--json"], in: demo, environment: environment, now: demoNow)
      let rows = try #require(try doctor.json() as? [[String: String]])
      let mise = rows.first { $0["check"] == "mise" }
      #expect(mise?["state"] == (said.isEmpty ? "ok" : "attention"))
    }
  }

  @Test("a plugin of somebody else is not changed", arguments: ["install", "uninstall"])
  func foreign(_ action: String) throws {
    try withDemo { demo in
      let other = Paths.join(demo.folder, "home/.local/share/mise/plugins/ocx/metadata.lua")
      try Files.writeScratch(other, "-- mine\n")
      let run = try CommandRun.of("plugin", action, in: demo, now: demoNow)
      #expect(run.status == 78)
      #expect(run.errors.contains("mise has another plugin named ocx"))
      #expect(try Files.readText(other) == "-- mine\n")
    }
  }

  @Test(
    "a hook answers any input with one JSON object and its status",
    arguments: [Hooks.Name.listVersions, .install, .execEnv])
  func badInput(_ hook: Hooks.Name) throws {
    let inputs = [
      "", "not json", "[]", "{}", #"{"tool": 4}"#, #"{"tool": "a b/c", "version": "1"}"#,
      String(repeating: "[", count: 2 << 20),
    ]
    for input in inputs {
      try withDemo { demo in
        let run = try answer(hook, input, in: demo)
        let document = try #require(try run.json() as? [String: Any], "\(input.prefix(40))")
        let error = try #require(document["error"] as? [String: String], "\(input.prefix(40))")
        #expect(error["code"] == "usage_error" && run.status == 64, "\(input.prefix(40))")
        #expect(run.output.filter { $0 == "\n" }.count == 1)
      }
    }
  }

  @Test("list-versions answers from the index; an unknown tool is a failure of its kind")
  func listVersions() throws {
    try withDemo { demo in
      let run = try answer(
        .listVersions, #"{"tool": "ocx.sh/kitware/cmake", "options": {}}"#, in: demo)
      let versions = (try run.json() as? [String: Any])?["versions"] as? [String]
      #expect(run.status == 0)
      #expect(versions?.last == "4.4.2" && versions?.contains("4.3.4") == true)
      let none = try answer(
        .listVersions, #"{"tool": "ocx.sh/kitware/cmaek", "options": {}}"#, in: demo)
      let error = (try none.json() as? [String: Any])?["error"] as? [String: String]
      #expect(none.status != 0 && error?["message"]?.contains("kitware/cmaek") == true)
    }
  }

  /// Runs a hook on a request that stands on standard input.
  private func answer(_ hook: Hooks.Name, _ input: String, in demo: Demo) throws -> CommandRun {
    CommandRun.ofProgram(
      ["hook", hook.rawValue, "--offline", "--project", demo.project],
      environment: demo.environment, input: input)
  }
}
