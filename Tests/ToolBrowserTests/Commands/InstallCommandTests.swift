import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `install` and `refresh`: which programs are called, and what is reported.
struct InstallCommandTests {
  /// A demo with stubs of programs.
  private struct World {
    let demo: Demo
    var environment: Environment

    init(_ demo: Demo, _ programs: [String: String], plugin: Bool = true) throws {
      self.demo = demo
      environment = try demo.environment(programs: programs, plugin: plugin)
    }

    func run(_ words: String...) throws -> CommandRun {
      try CommandRun.of(words, in: demo, environment: environment, now: demoNow)
    }
  }

  /// An ocx that tells its version and then does as the script says.
  private static func ocx(_ script: String) -> [String: String] {
    ["ocx": "case $* in *version*) echo 0.5.8; exit ;; esac\n" + script]
  }

  @Test("through mise, with the plugin there: each tool by its key, mise's lines on standard error")
  func throughMise() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": "echo fetching >&2"])
      let run = try world.run("install", "kitware/cmake@4.4", "ocx:ocx.sh/nodejs/node")
      #expect(
        run
          == CommandRun(
            status: 0, output: "",
            errors: """
              fetching
              installed by mise: ocx:ocx.sh/kitware/cmake@4.4
              already installed: ocx:ocx.sh/nodejs/node@22

              """))
      #expect(
        try demo.programCalls() == [
          "mise --cd \(demo.project) install --yes ocx:ocx.sh/kitware/cmake@4.4 "
            + "ocx:ocx.sh/nodejs/node@22"
        ])
    }
  }

  @Test("upgrade --install installs the upgraded pins, and --dry-run does not")
  func upgradeAndInstall() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      let file = Paths.join(demo.project, "mise.toml")
      let text = "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n"
      try Files.writeAtomically(file, text)
      let preview = try world.run("upgrade", "kitware/cmake", "--install", "--dry-run")
      #expect(preview.status == 0)
      #expect(preview.errors.contains("would install: ocx:ocx.sh/kitware/cmake@4.4\n"))
      #expect(try demo.programCalls() == [])
      #expect(try Files.readText(file) == text)
      let run = try world.run("upgrade", "kitware/cmake", "--install")
      #expect(run.status == 0)
      #expect(try Files.readText(file) == text.replacingOccurrences(of: "4.3", with: "4.4"))
      #expect(
        try demo.programCalls() == [
          "mise --cd \(demo.project) install --yes ocx:ocx.sh/kitware/cmake@4.4"
        ])
    }
  }

  @Test("upgrade --install leaves what a bare install leaves")
  func upgradeLeavesUnknown() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      try Files.removeFile(Paths.join(demo.project, "mise.local.toml"))
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"), "[tools]\n\"ocx:ocx.sh/golang/go\" = \"0.9\"\n")
      _ = try world.run("upgrade", "golang/go", "--to", "patch", "--install")
      #expect(try demo.programCalls() == [])
    }
  }

  /// Makes the install of a tool one of other content than the index has now.
  private func move(_ demo: Demo, _ install: String) throws {
    let path = Paths.join(
      demo.folder, "home/.local/share/mise/installs/\(install)/receipt.json")
    var receipt = try #require(
      try JSONSerialization.jsonObject(with: Data(try Files.read(path))) as? [String: Any])
    receipt["index_digest"] = "sha256:" + String(repeating: "9", count: 64)
    try Files.writeAtomically(
      path, Array(try JSONSerialization.data(withJSONObject: receipt)), mode: 0o644)
  }

  @Test("what has moved is a state, is named by a bare install, and is brought up by its name")
  func moved() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      try Files.removeFile(Paths.join(demo.project, "mise.local.toml"))
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"), "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n")
      try move(demo, "ocx-ocx-sh-kitware-cmake/4.3.4")
      let pins = try #require(try world.run("pins", "--json").json() as? [[String: Any]])
      let cmake = try #require(pins.first { $0["tool"] as? String == "ocx.sh/kitware/cmake" })
      #expect(cmake["state"] as? String == "moved")
      let outdated = try world.run("outdated", "--json", "--exit-code")
      let row = (try outdated.json() as? [[String: Any]])?.first { $0["moved"] as? Bool == true }
      #expect(outdated.status == 1 && row?["tool"] as? String == "ocx.sh/kitware/cmake")
      let bare = try world.run("install")
      #expect(
        bare.errors.contains(
          "left: ocx:ocx.sh/kitware/cmake 4.3.4 has moved since it was installed; to reinstall it:"
            + " ocx-mise-tui install ocx:ocx.sh/kitware/cmake\n"))
      #expect(try !demo.programCalls().contains { $0.contains("cmake") })
      let named = try world.run("install", "kitware/cmake")
      #expect(named.errors == "installed by mise: ocx:ocx.sh/kitware/cmake@4.3\n")
      #expect(
        try demo.programCalls().last
          == "mise --cd \(demo.project) install --yes --force ocx:ocx.sh/kitware/cmake@4.3")
    }
  }

  @Test("a forced install that fails is no success, although the old one is there")
  func movedFails() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": "echo 'mise ERROR no network' >&2; exit 1"])
      try move(demo, "ocx-ocx-sh-kitware-cmake/4.3.4")
      let run = try world.run("install", "kitware/cmake")
      #expect(run.status != 0 && !run.errors.contains("installed by mise"))
    }
  }

  @Test("a named tool is looked up in the project: its request, its key, its options")
  func namedInProject() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      try Files.removeFile(Paths.join(demo.project, "mise.local.toml"))
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"),
        "[tools]\ncm = \"4.2\"\n[tool_alias]\ncm = \"ocx:ocx.sh/kitware/cmake\"\n")
      _ = try world.run("install", "cm")
      _ = try world.run("install", "kitware/cmake")
      _ = try world.run("install", "kitware/cmake@4.4")
      _ = try world.run("install", "ninja-build/ninja")
      #expect(
        try demo.programCalls().map { $0.split(separator: " ").last.map(String.init) } == [
          "cm@4.2", "cm@4.2", "cm@4.4", "ocx:ocx.sh/ninja-build/ninja@latest",
        ])
    }
  }

  @Test("without a tool: every pin for this machine that is not installed, and why others are not")
  func missingPins() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      try Files.removeFile(Paths.join(demo.project, "mise.local.toml"))
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"),
        """
        [tools]
        "ocx:ocx.sh/kitware/cmake" = "4.3"
        "ocx:ocx.sh/jqlang/jq" = "1.8"
        "ocx:ocx.sh/astral-sh/rye" = "0.43"
        "ocx:ocx.sh/ninja-build/ninja" = { version = "1", os = ["windows"] }
        "ocx:ocx.sh/tukaani/xz" = "5.6.1"
        "ocx:ocx.sh/golang/go" = "99"

        """)
      let run = try world.run("install")
      let calls = try demo.programCalls().map {
        $0.split(separator: " ").suffix(2).map(String.init)
      }
      #expect(calls == [["ocx:ocx.sh/jqlang/jq@1.8", "ocx:ocx.sh/astral-sh/rye@0.43"]])
      #expect(run.status == 65)
      #expect(run.errors.contains("warning: mise.toml:6 ocx:ocx.sh/tukaani/xz: yanked"))
      #expect(
        run.errors.contains("warning: mise.toml:7 ocx:ocx.sh/golang/go: no version matches \"99\""))
    }
  }

  @Test("JSON has a row for each, a dry run calls no program")
  func rows() throws {
    try withDemo { demo in
      let world = try World(demo, Self.ocx("case $* in *jqlang*) exit 79 ;; esac; exit 69"))
      let dry = try world.run("install", "jqlang/jq@1.8", "--dry-run", "--json")
      #expect(
        try dry.json()
          == json(
            #"[{"tool": "ocx.sh/jqlang/jq", "version": "1.8", "result": "not_started"}]"#))
      #expect(dry.errors == "would install: ocx:ocx.sh/jqlang/jq@1.8\n")
      let unknown = try world.run("install", "jqlang/jq@9", "--dry-run")
      #expect(unknown.status == 79)
      #expect(unknown.errors.contains("ocx.sh/jqlang/jq has no version 9"), "\(unknown.errors)")
      #expect(try demo.programCalls() == [])
      let run = try world.run("install", "jqlang/jq@1.8", "--json", "--jobs", "1")
      let rows = try #require(try run.json() as? [[String: Any]])
      #expect(rows.map { $0["result"] as? String } == ["failed"])
      #expect((rows.first?["error"] as? [String: Any])?["code"] as? String == "not_found")
      #expect(run.status == 79)
      #expect(try world.run("install", "--jobs", "0").status == 64)
    }
  }

  @Test("nothing is missing: that is reported, and no program is called")
  func nothing() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": ""])
      for name in ["mise.local.toml", "../mise.toml"] {
        try Files.removeFile(Paths.join(demo.project, name))
      }
      let file = Paths.join(demo.project, "mise.toml")
      try Files.writeScratch(file, "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n")
      #expect(
        try world.run("install")
          == CommandRun(status: 0, output: "", errors: "nothing to install\n"))
      try Files.writeScratch(file, "[tools\n")
      let broken = try world.run("install")
      #expect(broken.status == 65)
      #expect(broken.errors.hasPrefix("warning: mise.toml:1:"))
      #expect(try demo.programCalls() == [])
    }
  }

  @Test("a mise without the plugin, and a mise that fails, are failures with a hint")
  func failures() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": "echo 'mise ERROR no' >&2; exit 3"], plugin: false)
      let bare = try world.run("install", "kitware/cmake")
      #expect(bare.status == 78)
      #expect(bare.errors.hasSuffix("  install the plugin: ocx-mise-tui plugin install\n"))
      try PluginInstallation(environment: world.environment, version: "1").install(
        program: "/bin/sh")
      let run = try world.run("install", "kitware/cmake")
      #expect(run.status == 74)
      #expect(
        run.errors.contains(
          "error: mise exited with 3 for ocx:ocx.sh/kitware/cmake@4.3: mise ERROR no\n"))
    }
  }

  @Test("without mise through ocx, and without either a failure that names ocx")
  func throughOCX() throws {
    try withDemo { demo in
      let run = try World(demo, [:]).run("install", "kitware/cmake")
      #expect(run.status == 69)
      #expect(run.errors.hasPrefix("error: there is no ocx: "))
    }
    try withDemo { demo in
      let world = try World(demo, Self.ocx("exit 69"))
      let run = try world.run("install", "kitware/cmake@4.3")
      #expect(run.status == 69)
      #expect(
        try demo.programCalls().contains {
          $0.contains("package install") && $0.contains("ocx.sh/kitware/cmake:4.3")
        })
    }
  }

  @Test("one that fails keeps no other from it, and is the status")
  func oneOfTwoFails() throws {
    try withDemo { demo in
      let world = try World(
        demo,
        [
          "mise": """
          echo 'mise ERROR Failed to install ocx:ocx.sh/kitware/cmake@4.4: no' >&2
          /bin/mkdir -p "$MISE_DATA_DIR/installs/ocx-ocx-sh-nodejs-node/24.0.0"
          exit 3
          """
        ])
      let run = try world.run("install", "kitware/cmake@4.4", "nodejs/node@24")
      #expect(run.status == 74)
      #expect(run.errors.contains("error: mise exited with 3 for ocx:ocx.sh/kitware/cmake@4.4"))
      #expect(run.errors.hasSuffix("installed by mise: ocx:ocx.sh/nodejs/node@24\n"))
    }
  }

  @Test("refresh: without the network it fails, and calls no program")
  func refreshOffline() throws {
    try withDemo { demo in
      let world = try World(demo, Self.ocx(""))
      let run = try world.run("--offline", "refresh", "ocx.sh")
      #expect(run.status == 81)
      #expect(
        run.errors.hasPrefix("error: updating ocx.sh needs the network\n"))
      #expect(try demo.programCalls() == [])
    }
  }

  @Test("refresh: a registry is synced, a tool updated, and all known registries without either")
  func refresh() throws {
    try withDemo { demo in
      let world = try World(demo, Self.ocx(""))
      let run = try world.run("refresh", "kitware/cmake", "ocx.sh")
      #expect(
        run
          == CommandRun(
            status: 0, output: "", errors: "up to date: ocx.sh, ocx.sh/kitware/cmake\n"))
      let calls = try demo.programCalls()
      #expect(calls.filter { $0.contains(" index sync ocx.sh") }.count == 1)
      #expect(
        calls.filter { $0.contains(" index update ") && $0.contains("kitware/cmake") }.count == 1)
      let all = try world.run("refresh")
      #expect(all.errors == "up to date: ocx.sh, registry.example:5000\n")
    }
  }

  @Test("refresh: each registry is asked, whatever becomes of the others")
  func refreshOfSeveral() throws {
    try withDemo { demo in
      let world = try World(demo, Self.ocx("case $* in *\" sync ocx.sh\"*) exit 69 ;; esac"))
      let run = try world.run("refresh", "--json")
      #expect(run.status == 69)
      let rows = try #require(try run.json() as? [[String: Any]])
      #expect(rows.map { $0["registry"] as? String } == ["ocx.sh", "registry.example:5000"])
      #expect(rows.map { $0["result"] as? String } == ["failed", "refreshed"])
      #expect((rows.first?["error"] as? [String: Any])?["code"] as? String == "unavailable")
      #expect(run.errors.hasPrefix("up to date: registry.example:5000\nerror: "))
      #expect(try demo.programCalls().filter { $0.contains(" index sync ") }.count == 2)
    }
  }

  @Test("refresh: a tool has a row of its own, and what is named twice is refreshed once")
  func refreshOfTool() throws {
    try withDemo { demo in
      let world = try World(demo, Self.ocx("exit 80"))
      let run = try world.run("refresh", "kitware/cmake", "kitware/cmake", "--json")
      let rows = try #require(try run.json() as? [[String: Any]])
      #expect(rows.map { $0["tool"] as? String } == ["ocx.sh/kitware/cmake"])
      #expect(run.status == 80)
    }
  }

  @Test("offline, what the store holds is installed all the same, and what it does not fails")
  func installOffline() throws {
    try withDemo { demo in
      let world = try World(demo, ["mise": "echo \"offline: $MISE_OFFLINE\" >&2"])
      let run = try world.run("--offline", "install", "jqlang/jq@1.8")
      #expect(try demo.programCalls().contains { $0.hasSuffix("jqlang/jq@1.8") })
      #expect(!run.errors.contains("This session is offline"))
    }
  }

  @Test("on a terminal there is a line an item while it runs, and none of it stays")
  func linesOnTerminal() throws {
    var lines: ItemLines?
    let run = CommandRun.of { output in
      var output = output
      output.standardErrorSize = Size(columns: 40, rows: 3)
      lines = ItemLines(["one", "two", "three"], output: output)
      lines?.set(0, "installing")
      lines?.write("a line of mise")
      lines?.erase()
      return 0
    }
    let steps = run.errors.components(separatedBy: "\u{1B}[2A\r\u{1B}[J")
    #expect(
      steps == [
        "waiting  one\n… 2 more\n", "installing  one\n… 2 more\n",
        "a line of mise\ninstalling  one\n… 2 more\n", "",
      ])
    #expect(CommandRun.of { ItemLines(["one"], output: $0) == nil ? 0 : 1 }.status == 0)
  }

  @Test("refresh: ocx's refusal is the failure", arguments: [("exit 69", 69), ("exit 80", 80)])
  func refusedRefresh(script: String, status: Int32) throws {
    try withDemo { demo in
      let run = try World(demo, Self.ocx(script)).run("refresh", "ocx.sh")
      #expect(run.status == status)
      #expect(run.output == "" && run.errors.hasPrefix("error: "))
    }
  }
}
