import BackendKit
import Foundation
import TestSupport
import Testing

@testable import ToolBrowser

/// What the screen shows without being asked: glyphs, what is missing, where something is found.
@Suite struct RowStateTests {
  @Test func missingOCXIsShownUntilItIsFound() throws {
    try withDemo { demo in
      var environment = demo.environment
      environment.variables["PATH"] = demo.folder
      let options: (inout BrowserOptions) -> Void = {
        $0.session = SessionOptions(
          environment: environment, projectDirectory: $0.projectDirectory,
          indexOverride: $0.indexOverride, clock: $0.clock, host: $0.host)
      }
      let wide = try Bench(demo, size: "120x40", change: options)
      #expect(wide.screen.contains("ocx is not on PATH; installing needs it: https://ocx.sh"))
      var bench = try Bench(demo, size: "80x24", change: options)
      #expect(bench.screen.contains("no ocx on PATH"))
      try bench.keys("4")
      #expect(bench.screen.contains("Browsing and pinning work; installing needs it"))
      // Offline nothing would be installed anyway.
      #expect(try !Bench(demo, size: "120x40").screen.contains("ocx is not on PATH"))
    }
  }

  @Test func movedTagIsMarked() throws {
    try withDemo { demo in
      let key = "ocx:ocx.sh/ripgrep/ripgrep"
      let installs = MiseInstalls(environment: demo.environment)
      let receipt = installs.installPath(key: key, version: "15.2.0") + "/receipt.json"
      let then = "sha256:" + String(repeating: "7", count: 64)
      let text = try Files.readText(receipt)
      let digest = try #require(text.firstMatch(of: /"index_digest": "([^"]*)"/)).1
      try Files.writeAtomically(receipt, text.replacing(digest, with: then))
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("/ripgrep<Enter><Enter>")
      #expect(bench.screen.contains("~ moved"))
      #expect(bench.line("ripgrep/ripgrep  ").contains("15.2.0  ~"))
      #expect(bench.screen.contains("15.2.0 has moved"))
      try bench.keys("2")
      #expect(bench.line("ripgrep/ripgrep").contains("~ tag moved"))
      try bench.keys("<End>")
      #expect(bench.screen.contains("15.2.0 has moved since it was installed"))
    }
  }

  /// What the digest is for: an install would be refused, so that the row offers none.
  @Test func movedTagOfADigestIsMarked() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let digest = "sha256:" + String(repeating: "7", count: 64)
      let text = try Files.readText(file)
      let line = try #require(text.firstMatch(of: /"ocx:ocx.sh\/jqlang\/jq" = "1.8"/)).output
      let bound = #""ocx:ocx.sh/jqlang/jq" = { version = "1.8", digest = "\#(digest)" }"#
      try Files.writeAtomically(file, text.replacing(line, with: bound))
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2")
      #expect(bench.line("jqlang/jq").contains("~ tag moved, not installed"))
      try bench.resize("40x10")
      #expect(bench.line("jqlang/jq").contains("~ tag moved"))
    }
  }

  /// Columns that are drawn for two tools stand in the same place for both.
  @Test(arguments: ["80x24", "100x30", "120x40", "200x60"])
  func columnsOfVersionsStayWhereTheyAre(size: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: size)
      var places: [Substring: Set<Int>] = [:]
      for _ in 0..<24 {
        let heading = bench.line("VERSION")
        for name in heading.matches(of: /ALSO|SEEN|HOST/) {
          places[name.output, default: []].insert(
            heading.distance(from: heading.startIndex, to: name.range.lowerBound))
        }
        try bench.keys("j")
      }
      #expect(places.filter { $0.value.count > 1 }.keys.sorted() == [])
      #expect(places.keys.contains("SEEN") && places.keys.contains("HOST"))
    }
  }

  /// What a tool runs on is known before the cursor comes to it.
  @Test func neighboursAreInspectedAhead() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Esc>")
      let next = bench.state.browse.hits[bench.state.browse.cursor.index + 1].tool
      bench.holds = { if case .inspect = $0 { true } else { false } }
      try bench.keys("j")
      #expect(bench.state.selectedTool?.tool == next)
      #expect(bench.state.inspection?.platforms.isEmpty == false)
    }
  }

  /// Of many registries the default one is open at first, and its tab is visible.
  @Test(arguments: ["80x24", "120x40"])
  func defaultRegistryIsOpenAtFirst(size: String) throws {
    try withDemo { demo in
      for number in 1...9 {
        try Files.makeDirectories(demo.index.path + "/a\(number).registry.example.com/p")
      }
      let bench = try Bench(demo, size: size)
      #expect(bench.state.registry?.name == "ocx.sh")
      #expect(bench.line("ocx.sh 24").contains("…"))
    }
  }

  /// What cannot be fetched or installed is not offered.
  @Test func withoutOCXNoKeyInstalls() throws {
    try withDemo { demo in
      var bench = try Bench(
        demo, size: "120x40",
        change: {
          $0.session.environment.variables["PATH"] = demo.folder
          $0.offline = false
        })
      try bench.keys("2")
      #expect(bench.screen.contains("not installed"))
      #expect(!bench.screen.contains("i installs"))
    }
  }

  @Test func unresolvablePinIsShownAsAnError() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        demo.project + "/mise.toml", Array("[tools]\n\"ocx:ocx.sh/astral-sh/uv\" = \"9\"\n".utf8))
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("2")
      #expect(bench.line("astral-sh/uv").contains("✗ no version matches 9"))
      let row = bench.screen.split(separator: "\n", omittingEmptySubsequences: false)
        .firstIndex { $0.contains("✗ no version") }
      #expect(row.map { bench.frame[$0, 5].role } == .bad)
    }
  }

  @Test func notInstalledSaysWhatIsNewer() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2")
      #expect(bench.line(" 3.13 ").contains("not installed, ↑ minor 3.14"))
    }
  }

  /// Who only looks at the levels of a pin that is up to date must not stage anything.
  @Test func nothingIsChosenWhereNothingIsNewer() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2jjjjjju<Enter>")
      #expect(bench.state.session.staged.isEmpty)
    }
  }

  @Test func stagedElementAloneIsMarked() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2U<Enter>")
      #expect(bench.line(" slim-3.14 ").hasPrefix("  ●"))
      #expect(bench.line(" 3.13 ").hasPrefix("  ±"))
    }
  }

  @Test func footOfProjectShowsTheWholeState() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("2<End><Up><Up><Up>")
      #expect(bench.screen.contains("CVE-2024-3094: malicious code in the release archive"))
    }
  }

  @Test func toolThatTheIndexLacksIsNotCalledInstallable() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        demo.project + "/mise.toml", Array("[tools]\n\"ocx:ocx.sh/no/such\" = \"1\"\n".utf8))
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2")
      #expect(bench.line("no/such").contains("unknown version list (r fetches it)"))
    }
  }

  @Test(arguments: [
    ("kitware/cmake", "4.3", "runs here"), ("mas-cli/mas", "2.0", "does not run here"),
  ])
  func upgradesSayWhetherTheyRunHere(tool: String, pin: String, words: String) throws {
    try withDemo { demo in
      try Files.writeAtomically(
        demo.project + "/mise.local.toml",
        Array("[tools]\n\"ocx:ocx.sh/\(tool)\" = \"\(pin)\"\n".utf8))
      var bench = try Bench(demo)
      try bench.keys("2<Home>u")
      #expect(bench.line("│ minor").contains(" ago, \(words)"))
    }
  }

  @Test func emptyPlacesOfferWhatWorksThere() throws {
    try withDemo { demo in
      var bench = try Bench(
        demo,
        change: {
          $0.indexOverride = demo.folder + "/nowhere"
          $0.projectDirectory = demo.folder
        })
      #expect(bench.bottom.hasPrefix("r refresh  2 Project"))
      for (keys, said) in [
        ("i", "There is no tool here."), ("p", "There is no tool here."),
        ("2x", "There is no pin here."), ("3<Enter>", "Nothing is staged."),
      ] {
        try bench.keys(keys)
        #expect(bench.bottom == said)
      }
      try bench.keys("1/x")
      #expect(bench.screen.contains("No index yet."))
    }
  }
}

extension Bench {
  /// The first line of the screen with a text in it.
  fileprivate func line(_ text: String) -> String {
    screen.split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
  }
}
