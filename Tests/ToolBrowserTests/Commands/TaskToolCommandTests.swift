import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Tools of tasks and of tool stubs, in the commands.
struct TaskToolCommandTests {
  private static let configuration = """
    [tools]
    "ocx:ocx.sh/golang/go" = "1.26.6"

    [tasks.build]
    run = "cmake --build build"
    tools = { "ocx:ocx.sh/kitware/cmake" = "4.3.3" }   # for this one

    [task_config]
    includes = ["more.toml", "mise-tasks"]

    """
  private static let included = """
    [lint]
    run = "jq ."
    tools."ocx:ocx.sh/jqlang/jq" = { version = "1.7.1" }

    """
  private static let script = """
    #!/bin/sh
    #MISE description="checks" \t
    #MISE tools={"ocx:ocx.sh/kitware/cmake"="4.3.3"}
    exec cmake --version   \t

    """
  private static let stub = """
    #!/usr/bin/env -S mise tool-stub
    tool = "ocx:ocx.sh/kitware/cmake"
    version = "4.3.3"
    bin = "cmake"

    """

  private func withTasks(_ body: (Demo) throws -> Void) throws {
    try withDemo { demo in
      let file = { Paths.join(demo.project, $0) }
      try Files.removeFile(file("mise.local.toml"))
      try Files.writeScratch(file("mise.toml"), Self.configuration)
      try Files.writeScratch(file("more.toml"), Self.included)
      try Files.makeDirectories(file("mise-tasks/ci"))
      try Files.writeAtomically(
        file("mise-tasks/ci/check.sh"), Array(Self.script.utf8), mode: 0o750)
      try Files.writeScratch(file("mise-tasks/readme.md"), Self.script)
      try Files.writeAtomically(file("cmake-stub"), Array(Self.stub.utf8), mode: 0o755)
      try body(demo)
    }
  }

  private func text(_ demo: Demo, _ name: String) throws -> String {
    try Files.readText(Paths.join(demo.project, name))
  }

  private func rows(_ demo: Demo, _ command: String) throws -> [[String: Any]] {
    let run = try CommandRun.of(command, "--json", in: demo, now: demoNow)
    return try #require(try run.json() as? [[String: Any]]).filter { $0["task"] is String }
  }

  @Test("what upgrade does not take of several versions is left, not passed over")
  func several() throws {
    try withTasks { demo in
      try Files.writeScratch(
        Paths.join(demo.project, "mise.toml"),
        "[tasks.build.tools]\n\"ocx:ocx.sh/golang/go\" = [\"1.26.6\", \"1.25\"]\n")
      let run = try CommandRun.of("upgrade", in: demo, now: demoNow)
      #expect(run.errors.contains("left: ocx:ocx.sh/golang/go 1.26.6 to 1.26.7 (patch)\n"))
      #expect(run.errors.contains("left: ocx:ocx.sh/golang/go 1.26.6 to 1.27.0 (minor)\n"))
    }
  }

  @Test("they are listed under their task, not in force, and count as outdated")
  func listed() throws {
    try withTasks { demo in
      let pins = try rows(demo, "pins")
      #expect(
        pins.map {
          "\($0["task"] ?? "") \($0["key"] ?? "") \($0["request"] ?? "") \($0["line"] ?? 0)"
        }
          == [
            "build ocx:ocx.sh/kitware/cmake 4.3.3 6", "lint ocx:ocx.sh/jqlang/jq 1.7.1 3",
            "ci:check ocx:ocx.sh/kitware/cmake 4.3.3 3",
          ])
      #expect(pins.allSatisfy { $0["in_force"] as? Bool == false })
      // None of them is installed, and `mise install` installs none of them.
      #expect(pins.allSatisfy { $0["state"] as? String == "outdated" })
      let outdated = try rows(demo, "outdated")
      #expect(outdated.map { $0["task"] as? String } == ["build", "lint", "ci:check"])
      let install = try CommandRun.of("install", "--dry-run", in: demo, now: demoNow)
      #expect(!install.errors.contains("cmake") && !install.errors.contains("jq@1.7.1"))
    }
  }

  @Test("without a name they are raised with the rest, every other byte and the mode kept; undo")
  func upgraded() throws {
    try withTasks { demo in
      let script = Paths.join(demo.project, "mise-tasks/ci/check.sh")
      let run = try CommandRun.of("upgrade", "--to", "minor", in: demo, now: demoNow)
      #expect(run.status == 0, "\(run.errors)")
      let cmake = "4.4.2"
      #expect(
        try text(demo, "mise-tasks/ci/check.sh")
          == Self.script.replacingOccurrences(of: "4.3.3", with: cmake))
      #expect(try text(demo, "mise.toml").contains("= \"\(cmake)\" }   # for this one\n"))
      #expect(try text(demo, "more.toml") != Self.included)
      #expect(try text(demo, "cmake-stub") == Self.stub)
      #expect(Files.isExecutable(script))
      #expect(try CommandRun.of("undo", in: demo, now: demoNow).status == 0)
      #expect(try text(demo, "mise-tasks/ci/check.sh") == Self.script)
      #expect(try text(demo, "mise.toml") == Self.configuration)
      #expect(try text(demo, "more.toml") == Self.included)
      #expect(Files.isExecutable(script))
    }
  }

  @Test(
    "one task of a file, and a stub by its file",
    arguments: [
      (["--file", "mise.toml", "--task", "build"], "mise.toml"),
      (["--file", "more.toml", "--task", "lint"], "more.toml"),
      (["--file", "mise-tasks/ci/check.sh", "--task", "ci:check"], "mise-tasks/ci/check.sh"),
      (["--file", "cmake-stub"], "cmake-stub"),
    ])
  func named(words: [String], file: String) throws {
    try withTasks { demo in
      let names = ["mise.toml", "more.toml", "mise-tasks/ci/check.sh", "cmake-stub"]
      let before = try names.map { try text(demo, $0) }
      let run = try CommandRun.of(
        ["upgrade", "--to", "minor"] + words, in: demo, environment: demo.environment, now: demoNow)
      #expect(run.status == 0, "\(run.errors)")
      let after = try names.map { try text(demo, $0) }
      let changed = zip(names, zip(before, after)).filter { $0.1.0 != $0.1.1 }.map(\.0)
      #expect(changed == [file])
      #expect(try text(demo, "mise.toml").contains("\"ocx:ocx.sh/golang/go\" = \"1.26.6\""))
    }
  }

  @Test("an unknown task is a failure, and unpin does not change tasks")
  func others() throws {
    try withTasks { demo in
      let none = try CommandRun.of(
        "upgrade", "--file", "mise.toml", "--task", "none", in: demo, now: demoNow)
      #expect(none.status == 79 && none.errors.contains("mise.toml has no task none"))
      let alone = try CommandRun.of("upgrade", "--task", "build", in: demo, now: demoNow)
      #expect(alone.status == 64)
      let unpin = try CommandRun.of("unpin", "kitware/cmake", in: demo, now: demoNow)
      #expect(unpin.status == 79)
      #expect(try text(demo, "mise.toml") == Self.configuration)
    }
  }

  @Test("what is newer within the pin of a task is not installed, and a dry run does not say so")
  func within() throws {
    try withTasks { demo in
      try Files.writeScratch(
        Paths.join(demo.project, "more.toml"),
        Self.included.replacingOccurrences(of: "jqlang/jq", with: "kitware/cmake")
          .replacingOccurrences(of: "1.7.1", with: "4"))
      let run = try CommandRun.of(
        "upgrade", "--file", "more.toml", "--task", "lint", "--to", "within", "--dry-run", in: demo,
        now: demoNow)
      #expect(run.status == 0 && !run.errors.contains("would install"))
    }
  }

  @Test("a file task that cannot be read costs its own rows only")
  func broken() throws {
    try withTasks { demo in
      let broken = Paths.join(demo.project, "mise-tasks/broken")
      try Files.writeAtomically(
        broken, Array("#!/bin/sh\n#MISE tools={\"ocx:a/b\"=\n".utf8), mode: 0o755)
      let run = try CommandRun.of("pins", in: demo, now: demoNow)
      #expect(run.errors.contains("warning: mise-tasks/broken:2"))
      #expect(try rows(demo, "pins").count == 3)
    }
  }
}
