import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What the screen says of keys, and what they do, after the settings bound others.
@Suite struct RebindingTests {
  private func bench(
    _ demo: Demo, _ settings: String, size: String = "100x30"
  ) throws -> Bench {
    let file = Settings.path(demo.environment)
    try Files.makeDirectories(Paths.parent(file))
    try Files.writeAtomically(file, Array(settings.utf8))
    return try Bench(demo, size: size)
  }

  @Test func everyTextNamesTheKeyThatWorks() throws {
    try withDemo { demo in
      var bench = try bench(demo, "[keys]\nwrite = \"W\"\nundo = \"Z\"\npin = \"P\"\n")
      try bench.keys("3")
      #expect(bench.screen.contains("P in Browse pins a tool"))
      #expect(bench.screen.contains("Z undoes the last change"))
      try bench.keys("1/cmake<Enter>P4.4<Enter>")
      #expect(bench.bottom.contains(": W shows the diff"))
      #expect(bench.screen.contains("1 staged: W"))
      try bench.keys("w")
      #expect(bench.state.tab == .browse)
      try bench.keys("WW")
      #expect(bench.bottom.contains(": Z undoes it"))
      try bench.keys("Z")
      guard case .undo = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
      try bench.keys("Z")
      #expect(bench.state.overlay == nil)
      #expect(bench.state.error == nil)
    }
  }

  @Test func textLeavesOutTheKeyOfAnActionThatHasNone() throws {
    try withDemo { demo in
      var bench = try bench(demo, "[keys]\npin = []\nundo = []\ninstall = []\nwrite = []\n")
      try bench.keys("3")
      #expect(bench.screen.contains("Nothing is staged. U in Project upgrades all pins."))
      #expect(!bench.screen.contains("undoes"))
      try bench.keys("2")
      #expect(bench.screen.contains("not installed"))
      #expect(!bench.screen.contains("installs)"))
      try bench.keys("u<Enter>")
      #expect(bench.bottom.hasPrefix("Staged ocx:ocx.sh/"))
      #expect(!bench.bottom.contains(": "))
      #expect(bench.screen.contains("1 staged"))
    }
  }

  @Test func promptsMenusHelpAndQuittingCanBeRebound() throws {
    try withDemo { demo in
      var bench = try bench(
        demo,
        "[keys]\nopen = \"o\"\ncancel = \"c\"\nquit = \"<C-q>\"\nup = \"e\"\ndown = \"d\"\n")
      try bench.keys("f")
      #expect(bench.bottom.hasPrefix("o choose  c cancel"))
      try bench.keys("do")
      #expect(bench.state.overlay == nil && bench.state.session.targets.scope == .local)
      try bench.keys("f<Esc>")
      #expect(bench.state.overlay != nil)
      try bench.keys("c?")
      #expect(bench.bottom.hasPrefix("c close  e d scroll"))
      try bench.keys("c")
      #expect(bench.state.overlay == nil)
      try bench.keys("<C-c>")
      #expect(bench.state.exitStatus == nil)
      try bench.keys("<C-q>")
      #expect(bench.state.exitStatus == 0)
    }
  }

  @Test func keyThatIsTakenInOneListWorksInTheOther() throws {
    try withDemo { demo in
      var bench = try bench(demo, "[keys]\nmark = \"p\"\n")
      #expect(bench.state.error?.message.contains("p is bound to mark and to pin") == true)
      try bench.keys("<Esc>")
      #expect(!bench.bottom.contains("p pin"))
      try bench.keys("/cmake<Enter>p")
      #expect(bench.state.overlay == nil && bench.state.browse.marked.count == 1)
      try bench.keys("<Esc><Enter>")
      #expect(bench.bottom.hasPrefix("p pin"))
      try bench.keys("p")
      guard case .pin = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
    }
  }

  @Test func problemsInTheSettingsAreShownAtTheStart() throws {
    try withDemo { demo in
      var bench = try bench(demo, "theem = \"dark\"\n[keys]\npim = \"q\"\n")
      #expect(bench.screen.contains("2 problems in the settings."))
      #expect(bench.screen.contains("config.toml:1:1: unknown setting theem"))
      #expect(bench.screen.contains("did you mean theme?"))
      try bench.keys("<Esc>4")
      #expect(bench.screen.contains("unknown action pim"))
    }
  }

  @Test func dialogsHaveHelpAndTheKeysOfLists() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/ninja<Enter>p")
      guard case .pin(let before) = bench.state.overlay else { return }
      try bench.keys("jj")
      guard case .pin(let after) = bench.state.overlay else { return }
      #expect(after.index == before.index.map { $0 + 2 })
      try bench.keys("?")
      #expect(bench.screen.contains("Keys: pinning"))
      #expect(bench.screen.contains("the next file to write to"))
      try bench.keys("q")
      guard case .pin(let again) = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
      #expect(again.index == after.index)
    }
  }

  @Test func commandIsFoundByItsName() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys(":targ")
      #expect(bench.screen.contains("target-file"))
      try bench.keys("<Enter>")
      #expect(bench.screen.contains("Write to"))
      try bench.keys("<Esc>:zzz")
      #expect(bench.screen.contains("No such command."))
      try bench.keys("<Enter><Esc>")
      #expect(bench.state.overlay == nil)
    }
  }

  @Test func listsMoveFurtherAtOnce() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("<C-d>")
      let half = bench.state.browse.cursor.index
      #expect(half > 5)
      try bench.keys("<C-u>")
      #expect(bench.state.browse.cursor.index == 0)
      try bench.keys("Ggg")
      #expect(bench.state.browse.cursor.index == 0)
      // A key that does not continue the sequence means what it says.
      try bench.keys("gj")
      #expect(bench.state.browse.cursor.index == 1)
    }
  }
}
