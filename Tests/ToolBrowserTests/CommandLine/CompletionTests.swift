import BackendKit
import Testing

@testable import ToolBrowser

/// The completions for all shells.
@Suite struct CompletionTests {
  /// The candidates for the last word, on the demo.
  private func candidates(
    _ words: [String], in demo: Demo, environment: Environment? = nil
  ) throws -> [String] {
    let run = try CommandRun.of(
      ["complete", "--"] + words, in: demo, environment: environment ?? demo.environment,
      now: demoNow)
    #expect(run.status == 0 && run.errors == "")
    return run.output.split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
  }

  @Test("commands, options and choices")
  func wordsOfTheProgram() throws {
    let cases: [([String], [String])] = [
      (["ver"], ["versions"]), (["--json", "out"], ["outdated"]), (["pl"], ["plugin"]),
      (["plugin", ""], ["install", "uninstall", "path"]), (["plugin", "un"], ["uninstall"]),
      (["plugin", "install", ""], []), (["help", "ver"], ["versions"]),
      (["help", "plugin", "u"], ["uninstall"]), (["comp"], ["completions"]), (["hoo"], []),
      (["pin", "--d"], ["--digest", "--dry-run"]), (["pin", "x", "--gl"], ["--global"]),
      (["--no-m"], ["--no-mouse"]), (["pin", "--", "--gl"], []),
      (["upgrade", "--to", ""], ["within", "patch", "minor", "major"]),
      (["upgrade", "--to", "ma"], ["major"]), (["upgrade", "--to=ma"], ["--to=major"]),
      (["--color=n"], ["--color=never"]), (["completions", ""], ["bash", "zsh", "fish"]),
      (["completions", "bash", ""], []), (["--project", "pin", "pl"], ["plugin"]),
      (["pin", "--env", "--dr"], ["--dry-run"]), (["packages", "cm"], []), (["pins", "x", ""], []),
      (["pin", "x", "--file", ""], [":files"]), (["--project="], [":directories"]),
      (["nothing", "of", "this", ""], []),
    ]
    try withDemo { demo in
      for (words, expected) in cases {
        let offered = try candidates(words, in: demo)
        #expect(offered == expected, "\(words)")
      }
    }
  }

  /// A shell adds a space after the only candidate; `@` must be possible instead.
  @Test("the only package is offered with and without a version")
  func versionAfterPackage() throws {
    try withDemo { demo in
      let (pin, versions) = (
        try candidates(["pin", "cma"], in: demo), try candidates(["versions", "cma"], in: demo)
      )
      #expect(pin == ["cmake", "cmake@"] && versions == ["cmake"])
    }
  }

  @Test("tasks with tools, of the named file")
  func tasks() throws {
    try withDemo { demo in
      let jq = #"tools = { "ocx:ocx.sh/jqlang/jq" = "1.7" }"#
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"),
        "[tasks.lint]\n\(jq)\n[tasks.other]\ntools = { node = \"20\" }\n")
      try Files.writeScratch(
        Paths.join(demo.project, "mise.local.toml"), "[tasks.local]\n\(jq)\n")
      #expect(try candidates(["upgrade", "--task", ""], in: demo) == ["lint", "local"])
      #expect(
        try candidates(["upgrade", "--file", "mise.local.toml", "--task", ""], in: demo) == [
          "local"
        ])
      #expect(
        try candidates(["upgrade", "--task=l"], in: demo) == ["--task=lint", "--task=local"])
    }
  }

  /// The command `install` has another summary than `plugin install`.
  @Test("notes are those of the command that is completed")
  func notesOfCommands() throws {
    try withDemo { demo in
      func lines(_ words: String...) throws -> [Substring] {
        let run = try CommandRun.of(
          ["complete", "--"] + words, in: demo, environment: demo.environment, now: demoNow)
        return run.output.split(separator: "\n")
      }
      let (plugin, hook) = (try lines("plugin", ""), try lines("hook", "ins"))
      #expect(
        plugin == [
          "install\tinstall the mise plugin, bound to this program",
          "uninstall\tremove the mise plugin", "path\tprint the folder of the mise plugin",
        ])
      #expect(hook == ["install"])
    }
  }

  @Test("tools by their full, their usual and their short name")
  func tools() throws {
    let cases: [([String], [String])] = [
      (["unpin", "kit"], ["kitware/cmake"]), (["versions", "cma"], ["cmake"]),
      (["show", "ocx.sh/kit"], ["ocx.sh/kitware/cmake", "ocx.sh/kitware/cmake@"]),
      (["versions", "ocx:ocx.sh/kit"], ["ocx:ocx.sh/kitware/cmake"]),
      (
        ["pin", "a/b", "registry.example:5000/acme/de"],
        ["registry.example:5000/acme/deploy", "registry.example:5000/acme/deploy@"]
      ),
      (["install", "deplo"], ["deploy", "deploy@"]), (["pin", "acme/"], []),
    ]
    try withDemo { demo in
      for (words, expected) in cases {
        let offered = try candidates(words, in: demo)
        #expect(offered == expected, "\(words)")
      }
    }
  }

  @Test("what is known of the project and the index completes where it belongs")
  func dynamic() throws {
    try withDemo { demo in
      func offered(_ words: String...) throws -> [String] { try candidates(words, in: demo) }
      let pinned = [
        "ocx.sh/astral-sh/python-build-standalone", "ocx.sh/astral-sh/rye", "ocx.sh/golang/go",
        "ocx.sh/jqlang/jq", "ocx.sh/kitware/cmake", "ocx.sh/nodejs/node", "ocx.sh/ripgrep/ripgrep",
        "ocx.sh/tukaani/xz", "registry.example:5000/acme/deploy",
      ]
      #expect(try offered("unpin", "") == pinned)
      #expect(try offered("upgrade", "") == pinned)
      #expect(try offered("unpin", "nod") == ["nodejs/node"])
      #expect(try offered("pin", "").count > pinned.count)
      #expect(try offered("refresh", "regi").first == "registry.example:5000")
      #expect(try offered("versions", "kitware/cmake", "--variant", "") == ["default"])
      #expect(
        try offered("versions", "astral-sh/python-build-standalone", "--variant=s")
          == ["--variant=slim"])
      let versions = try offered("pin", "kitware/cmake@4.4")
      #expect(Set(["kitware/cmake@4.4.2", "kitware/cmake@4.4"]).isSubset(of: versions))
      #expect(try offered("versions", "kitware/cmake@4") == [])
      try Files.writeScratch(Paths.join(demo.project, "mise.ci.toml"), "")
      try Files.writeScratch(Paths.join(demo.project, ".mise.test.local.toml"), "")
      #expect(try offered("pin", "x", "--env", "") == ["ci", "test"])
      #expect(try offered("pin", "x", "--env=c") == ["--env=ci"])
      #expect(try offered("--index", "/nonexistent", "pin", "") == [])
      #expect(try offered("--project", "/nonexistent", "unpin", "") == [])
    }
  }

  @Test("a name that a shell would not pass unchanged is not offered")
  func hostileNames() throws {
    try withDemo { demo in
      let file = Paths.join(demo.project, "mise.toml")
      try Files.writeScratch(
        file,
        """
        [tool_alias]
        "$(touch x)" = "ocx:ocx.sh/kitware/cmake"
        good = "ocx:ocx.sh/kitware/cmake"
        [tools]
        "$(touch x)" = "4"
        good = "4"
        """)
      #expect(try candidates(["unpin", "g"], in: demo) == ["good"])
      #expect(try candidates(["unpin", "$"], in: demo) == [])
    }
  }
}
