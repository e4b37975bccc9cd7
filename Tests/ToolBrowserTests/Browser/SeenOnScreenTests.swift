import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What a person sees of a key, in places where the screen once said nothing, or too much.
@Suite struct SeenOnScreenTests {
  @Test func variantsHaveAHeading() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      #expect(bench.below("── slim").contains("slim-3.14.7"))
      try bench.keys("/cmake")
      #expect(!bench.screen.contains("── slim"))
    }
  }

  /// The cursor stays in sight, and so does the heading above it.
  @Test(arguments: ["40x10", "80x24"])
  func headingScrollsWithItsVersions(size: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: size)
      try bench.keys("/python<Enter><Enter><Home>")
      for _ in bench.state.versions {
        let version = try #require(bench.state.selectedVersion?.version)
        #expect(bench.screen.contains(" \(version) "))
        try bench.keys("<Down>")
      }
      try bench.keys("<Home><Down><Down><Down><Down><Down><Down>")
      #expect(bench.state.selectedVersion?.version == "slim-3.14.7")
      try bench.keys("<End><Up><Up><Up><Up><Up>")
      #expect(bench.below("── slim").contains("slim-3.14.7"))
    }
  }

  @Test(arguments: [0, 1, 100, 1000])
  func allTabsAreNamedOnTheNarrowestScreen(count: Int) throws {
    try withDemo { demo in
      let pins = (0..<count).map { "\"ocx:ocx.sh/team/tool-\($0)\" = \"1\"\n" }.joined()
      try Files.writeScratch(demo.project + "/mise.toml", "[tools]\n" + pins)
      var bench = try Bench(demo, size: "40x10")
      try bench.keys("/cmake<Enter>p<Enter>3")
      #expect(bench.line("1 Browse").hasSuffix("4 Log"))
      #expect(bench.line("1 Browse").contains("3 Staged 1 "))
    }
  }

  /// The state of a row is the last thing that is cut.
  @Test func filesGiveWayToStates() throws {
    try withDemo { demo in
      let global = Paths.join(demo.environment.home, ".config/mise/config.toml")
      try Files.makeDirectories(Paths.parent(global))
      try Files.writeScratch(global, "[tools]\n\"ocx:ocx.sh/sharkdp/bat\" = \"0.25\"\n")
      try Files.writeScratch(
        demo.project + "/mise.toml", "[tools]\n\"ocx:ocx.sh/golang/go\" = \"1.26.5\"\n")
      try FileManager.default.removeItem(atPath: demo.project + "/mise.local.toml")
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("2")
      #expect(bench.line("sharkdp/bat").hasSuffix("not installed, ↑ minor 0.26"))
    }
  }

  @Test func marksAreCountedAndEndWithTheirUse() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("<Space><Space>")
      #expect(bench.bottom(0).hasSuffix("2 marked"))
      try bench.keys("p<Esc>")
      #expect(bench.bottom(0).hasSuffix("2 marked"))
      try bench.keys("p<Enter>")
      #expect(bench.bottom(0).hasSuffix("2 staged: w") && !bench.bottom(0).contains("marked"))
      try bench.keys("2<Home><Space>")
      #expect(bench.bottom(0).hasSuffix("1 marked · 2 staged: w"))
      try bench.keys("x")
      #expect(bench.state.project.marked.isEmpty)
    }
  }

  /// What is added, changed and removed can be told apart.
  @Test func stagedRowsSayWhatHappensToThem() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("/ninja<Enter>p<Enter><Esc>/cmake<Enter>p4.4<Enter><Esc>/ripgrep<Enter>x<Esc>")
      let marks = ["ninja-build/ninja", "kitware/cmake", "ripgrep/ripgrep"].map {
        bench.line($0 + "  ").dropFirst(2).prefix(1)
      }
      #expect(marks == ["+", "±", "−"])
      try bench.keys("2")
      #expect(bench.line("kitware/cmake").hasPrefix("  ± "))
      #expect(bench.line("kitware/cmake").hasSuffix("staged: 4.3 → 4.4"))
      #expect(bench.line("ripgrep/ripgrep").hasSuffix("staged: removed"))
      #expect(bench.line("ripgrep/ripgrep").hasPrefix("  − "))
    }
  }

  /// No version contains the key of help, so that it helps there as well.
  @Test func helpOpensWhileAVersionIsTyped() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.?")
      #expect(bench.screen.contains("Keys: pinning"))
      try bench.keys("<Esc>3")
      #expect(bench.screen.contains("version  4.3 "))
    }
  }

  @Test func escapeGoesBackToTheProject() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2<Enter>")
      #expect(bench.state.tab == .browse)
      try bench.keys("<Enter><Esc>")
      #expect(bench.state.tab == .browse)
      try bench.keys("<Esc>")
      #expect(bench.state.tab == .project)
      // Who went to Browse is there.
      try bench.keys("<Enter>21<Esc>")
      #expect(bench.state.tab == .browse)
    }
  }

  @Test func escapeLeavesTheFullScreenFirst() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter><Tab><Tab><Enter>")
      #expect(bench.bottom(0).hasPrefix("Enter back"))
      try bench.keys("<Esc>")
      #expect(bench.bottom(0).hasPrefix("Enter full screen"))
      #expect(bench.state.browse.isFiltering)
    }
  }

  @Test func topLineNamesTheFileOfTheRow() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2<End>")
      #expect(bench.line("writes to").contains("writes to ../mise.toml "))
      try bench.keys("1")
      #expect(bench.line("writes to").contains("writes to mise.toml "))
    }
  }

  /// What cannot be installed here says so, and is not offered.
  @Test func pinForAnotherPlatformSaysSo() throws {
    try withDemo { demo in
      try Files.writeScratch(
        demo.project + "/mise.toml", "[tools]\n\"ocx:ocx.sh/mas-cli/mas\" = \"2.1.0\"\n")
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2")
      #expect(bench.line("mas-cli/mas").contains("✗ 2.1.0 does not run here; it is for darwin/"))
    }
  }

  /// A pin that mise will not see is no surprise.
  @Test func fileThatMiseDoesNotReadIsSaidToBeOne() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("f<End><Enter>tools/extra.toml<Enter>")
      #expect(
        bench.bottom(1) == "Pins are written to tools/extra.toml, which mise does not read here")
      try bench.keys("f<Home><Enter>")
      #expect(bench.bottom(1) == "Pins are written to mise.toml")
    }
  }

  /// Files of environments that exist are offered, whatever environment is active.
  @Test func filesOfEnvironmentsAreOffered() throws {
    try withDemo { demo in
      try Files.writeScratch(demo.project + "/mise.staging.toml", "[tools]\n")
      var bench = try Bench(demo)
      try bench.keys("f")
      #expect(bench.line("mise.staging.toml").contains("with MISE_ENV=staging"))
    }
  }

  /// An upgrade is of what the entry said; where that is gone, it does not come back.
  @Test(arguments: [("kitware/cmake\" = \"4.3\"", "kitware/cmake\" = \"4.4\""), ("", "")])
  func upgradeOfAnEntryThatChangedElsewhereIsDropped(old: String, new: String) throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      var bench = try Bench(demo)
      try bench.keys("2U<Enter>3")
      let staged = bench.state.session.staged.changes.count
      let text = try Files.readText(file)
      let changed =
        old.isEmpty
        ? text.split(separator: "\n", omittingEmptySubsequences: false)
          .filter { !$0.contains("kitware/cmake") }.joined(separator: "\n")
        : text.replacing(old, with: new)
      try Files.writeScratch(file, changed)
      try bench.keys("13")
      #expect(bench.state.error?.message.contains("kitware/cmake was changed in mise.toml") == true)
      #expect(bench.state.session.staged.changes.count == staged - 1)
      try bench.keys("<Esc>www")
      #expect(try Files.readText(file).contains("kitware/cmake") == !old.isEmpty)
    }
  }
}

extension Bench {
  /// The first line of the screen with a text in it.
  fileprivate func line(_ text: String) -> String {
    lines.first { $0.contains(text) } ?? ""
  }

  /// The line below that.
  fileprivate func below(_ text: String) -> String {
    lines.drop { !$0.contains(text) }.dropFirst().first ?? ""
  }

  /// A line from the end, without empty ones.
  fileprivate func bottom(_ index: Int) -> String {
    let line = lines.filter { !$0.isEmpty }.dropLast(index).last ?? ""
    return String(line.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  private var lines: [String] {
    screen.split(separator: "\n", omittingEmptySubsequences: false).map {
      String($0.reversed().drop { $0 == " " }.reversed())
    }
  }
}
