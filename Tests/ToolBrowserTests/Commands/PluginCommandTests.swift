import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `plugin install|uninstall|path` and `hook`.
struct PluginCommandTests {
  @Test("install unpacks the plugin and links it for mise; uninstall takes both away")
  func installAndUninstall() throws {
    try withDemo { demo in
      let link = Paths.join(demo.folder, "home/.local/share/mise/plugins/ocx")
      let folder = Paths.join(demo.folder, "home/.local/share/ocx-mise-tui/plugin")
      #expect(
        try CommandRun.of("plugin", "path", in: demo, now: demoNow)
          == CommandRun(status: 0, output: folder + "\n"))
      var environment = demo.environment
      environment.variables["PATH"] = "/nowhere"
      for _ in 0..<2 {
        let run = try CommandRun.of(
          ["plugin", "install"], in: demo, environment: environment, now: demoNow)
        #expect(
          run
            == CommandRun(
              status: 0, output: "\(link) -> \(folder)\n",
              errors: "mise is not on PATH; it will find the plugin when it comes.\n"))
      }
      #expect(Files.exists(Paths.join(link, "hooks/backend_install.lua")))
      #expect(Files.isExecutable(Paths.join(link, "bin/ocx-mise-tui")))
      for said in ["removed \(link)\n", "nothing to remove\n"] {
        let run = try CommandRun.of("plugin", "uninstall", in: demo, now: demoNow)
        #expect(run == CommandRun(status: 0, output: "", errors: said))
      }
      #expect(!Files.exists(link) && !Files.exists(folder))
    }
  }

  @Test("a plugin of somebody else is left alone", arguments: ["install", "uninstall"])
  func foreign(_ action: String) throws {
    try withDemo { demo in
      let other = Paths.join(demo.folder, "home/.local/share/mise/plugins/ocx/metadata.lua")
      try Files.writeScratch(other, "-- mine\n")
      let run = try CommandRun.of("plugin", action, in: demo, now: demoNow)
      #expect(run.status == 78)
      #expect(run.errors.contains("mise has another plugin of the name ocx"))
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
