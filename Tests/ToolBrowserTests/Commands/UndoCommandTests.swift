import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `undo` undoes what was done in this project.
struct UndoCommandTests {
  /// The demo's project, and another one.
  private func withProjects(
    _ body: (Demo, _ run: (String, [String]) throws -> CommandRun) throws -> Void
  ) throws {
    try withDemo { demo in
      let other = Paths.join(Paths.parent(demo.project), "other")
      try Files.makeDirectories(other)
      try Files.writeAtomically(Paths.join(other, "mise.toml"), "[tools]\n")
      try body(demo) { folder, words in
        try CommandRun.of(
          words + ["--project", Paths.join(Paths.parent(demo.project), folder)], in: demo,
          environment: demo.environment, now: demoNow)
      }
    }
  }

  @Test("the newest change of the project goes, not that of another one")
  func ownChange() throws {
    try withProjects { demo, run in
      let here = Paths.lastComponent(demo.project)
      let file = Paths.join(demo.project, "mise.toml")
      let before = try Files.readText(file)
      #expect(try run(here, ["pin", "kitware/cmake@4.3.3"]).status == 0)
      #expect(try run("other", ["pin", "kitware/cmake@4.3.4"]).status == 0)
      let global = try run("other", ["pin", "kitware/cmake@4.3.4", "--global"])
      #expect(global.status == 0)

      let shown = try run(here, ["undo", "--dry-run"])
      #expect(shown.output.contains("a/mise.toml") && shown.status == 0)
      #expect(try Files.readText(file) != before)
      #expect(try run(here, ["undo"]).status == 0)
      #expect(try Files.readText(file) == before)
      #expect(try run(here, ["undo"]).status == 79)

      // The global file was changed from the other project.
      let refused = try run(here, ["undo", "3"])
      #expect(refused.status == 64 && refused.errors.contains("undo 3 --any"))
      #expect(try run("other", ["undo"]).output.contains("config.toml"))
      #expect(try run(here, ["undo", "2", "--any"]).status == 0)
      let other = Paths.join(Paths.parent(demo.project), "other/mise.toml")
      #expect(try Files.readText(other) == "[tools]\n")
      #expect(try run(here, ["undo", "2", "--any"]).status == 79)
    }
  }

  @Test("a list names the changes by number, the newest first")
  func list() throws {
    try withProjects { demo, run in
      let here = Paths.lastComponent(demo.project)
      #expect(try run(here, ["undo", "--list"]).errors == "nothing to undo\n")
      _ = try run(here, ["pin", "kitware/cmake@4.3.3"])
      _ = try run("other", ["pin", "kitware/cmake@4.3.4"])
      let own = try #require(
        try run(here, ["undo", "--list", "--json"]).json() as? [[String: Any]])
      #expect(own.map { $0["number"] as? Int } == [1])
      #expect(own.first?["files"] as? [String] == [Paths.join(demo.project, "mise.toml")])
      #expect(own.first?["project"] as? String == demo.project)
      let all = try #require(
        try run(here, ["undo", "--list", "--any", "--json"]).json() as? [[String: Any]])
      #expect(all.map { $0["number"] as? Int } == [2, 1])
    }
  }

  @Test("interrupted changes are recovered by commands that write and by doctor, not by others")
  func interrupted() throws {
    try withProjects { demo, run in
      let here = Paths.lastComponent(demo.project)
      let state = Paths.join(demo.environment.home, ".local/state/ocx-mise-tui")
      let note = state + "/1-a.pending.json"
      try Files.makeDirectories(state)
      try Files.writeAtomically(
        note,
        "{\"format\": 3, \"origin\": \"\", \"time\": 1, \"files\": [{\"path\": \"/none/here.toml\","
          + "\"target\": \"/none/here.toml\", \"beside\": \".here.toml.1-a.tmp\","
          + "\"folder\": \"7\", \"size\": 0, \"offset\": 0, \"removed\": \"\", \"inserted\": \"\","
          + "\"made\": [], \"emptied\": []}]}")
      let pins = try run(here, ["pins"])
      #expect(pins.status == 0 && pins.errors.contains("not finished"))
      #expect(Files.exists(note))
      let pin = try run(here, ["pin", "kitware/cmake@4.3.3"])
      #expect(pin.status == 0)
      #expect(pin.errors.contains("/none/here.toml is still unfinished"))
      #expect(pin.errors.contains("undo --forget"))
      #expect(try run(here, ["doctor"]).output.contains("/none/here.toml is still unfinished"))
      #expect(Files.exists(note))
      // Files that stay unchanged are reported before any record is dropped; otherwise none is dropped.
      let unheard = try CommandRun.of(
        ["undo", "--forget"], environment: demo.environment, now: demoNow,
        losing: .noSpace(path: "standard output"))
      #expect(unheard.status == 74 && Files.exists(note))
      #expect(try run("other", ["undo", "--forget"]).output.contains("/none/here.toml"))
      #expect(!Files.exists(note))
      #expect(!(try run(here, ["pins"]).errors.contains("not finished")))
    }
  }
}
