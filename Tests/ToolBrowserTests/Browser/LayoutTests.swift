import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What was on the screen, and what is where on it.
@Suite struct LayoutTests {
  /// If the screen has no space for the diff, nothing is written.
  @Test func diffThatWasNeverDrawnIsNotWritten() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let before = try Files.read(file)
      var bench = try Bench(demo, size: "39x9")
      try bench.keys("/cmake<Enter>p4.4<Enter>wwww")
      #expect(try Files.read(file) == before)
      try bench.resize("40x10")
      try bench.keys("w")
      #expect(try Files.readText(file).contains("cmake\" = \"4.4\""))
    }
  }

  @Test(arguments: ["120x30", "140x30", "200x60"])
  func namesOfToolsAreWhole(size: String) throws {
    try withDemo { demo in
      let lines = try Bench(demo, size: size).screen
      #expect(lines.contains(" astral-sh/python-build-standalone  "))
    }
  }

  /// The line below the log says nothing that the log says already.
  @Test func logIsWholeWithoutAStrip() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x30")
      try bench.keys("2U<Enter>4")
      let said = "Left: ocx:ocx.sh/nodejs/node 22 to 24 (major)"
      #expect(bench.screen.split(separator: said).count == 2)
      try bench.resize("40x20")
      #expect(bench.screen.contains(said.suffix(10)))
    }
  }

  /// Keys may come faster than frames.
  @Test func diffThatNoFrameHasShownIsNotWritten() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let before = try Files.read(file)
      var bench = try Bench(demo)
      bench.presents = false
      try bench.keys("2U")
      try bench.keys("<Enter>www")
      #expect(try Files.read(file) == before)
      #expect(bench.bottom.hasPrefix("First comes the rest of the diff"))
    }
  }

  /// The key that writes pages through what has not been seen.
  @Test(arguments: ["40x10", "60x12"])
  func everyChangedLineIsSeenBeforeItIsWritten(size: String) throws {
    try withDemo { demo in
      let files = ["/mise.toml", "/mise.local.toml"].map { demo.project + $0 }
      let before = try files.map { try Files.read($0) }
      var bench = try Bench(demo, size: size)
      try stageMuch(&bench)
      var shown = ""
      var presses = 0
      while bench.state.session.staged.plan != nil, presses < 50 {
        #expect(try files.map { try Files.read($0) } == before)
        shown += bench.screen
        try bench.keys("w")
        presses += 1
      }
      #expect(presses > 2)
      let after = try files.map { try Files.readText($0) }
      #expect(after.map { Array($0.utf8) } != before)
      let pins = after.joined().matches(of: #/= "latest"/#).count
      #expect(pins > 5)
      #expect(shown.matches(of: #/\+ +\d+ /#).count >= pins)
    }
  }

  @Test func scrollingShowsTheDiffAsWell() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let before = try Files.read(file)
      var bench = try Bench(demo, size: "60x12")
      try stageMuch(&bench)
      try bench.keys("3")
      for _ in 0..<20 { try bench.keys("<PgDn>") }
      #expect(bench.state.session.staged.plan.map(bench.state.staged.seen.covers) == true)
      try bench.keys("w")
      #expect(try Files.read(file) != before)
    }
  }

  /// Help over the diff hides it.
  @Test func diffUnderADialogIsNotSeen() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      bench.presents = false
      try bench.keys("/cmake<Enter>p4.4<Enter>3?")
      bench.presents = true
      try bench.keys("j")
      #expect(bench.state.session.staged.plan.map(bench.state.staged.seen.covers) == false)
      try bench.keys("<Esc>")
      #expect(bench.state.session.staged.plan.map(bench.state.staged.seen.covers) == true)
    }
  }

  /// A registry whose tab is not drawn cannot be clicked.
  @Test func clickBesideTheRegistriesDoesNothing() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "60x20")
      try bench.keys("/a")
      let row = bench.screen.split(separator: "\n", omittingEmptySubsequences: false)[2]
      for column in 0..<60 {
        bench.send(
          .input(.mouse(MouseEvent(action: .press, position: Position(row: 2, column: column)))))
        if bench.state.browse.registry == 1 {
          let text = String(row.dropFirst(column))
          #expect("registry.example:5000".contains(text.prefix(3).trimmed), "\(column): \(row)")
          break
        }
      }
    }
  }

  @Test func clickOnAKeyOfTheBottomLinePressesIt() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      let line = try #require(
        bench.screen.split(separator: "\n", omittingEmptySubsequences: false).dropLast().last)
      let range = try #require(line.firstRange(of: "? help"))
      let column = line.distance(from: line.startIndex, to: range.lowerBound)
      bench.send(
        .input(.mouse(MouseEvent(action: .press, position: Position(row: 29, column: column)))))
      guard case .help = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
    }
  }

  /// Every region is on the screen, and on the bottom line none overlaps another.
  @Test(
    arguments: ["40x10", "80x24", "120x40", "200x60"], ["", "/cmake", "2u", "2Uw", "4", "?", "f"])
  func regionsLieOnTheScreen(size: String, keys: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: size)
      if !keys.isEmpty { try bench.keys(keys) }
      let layout = bench.state.layout
      for region in layout.regions + (layout.dialogRegions ?? []) {
        #expect(region.rect.row >= 0 && region.rect.endRow <= layout.size.rows, "\(region)")
        #expect(
          region.rect.column >= 0 && region.rect.endColumn <= layout.size.columns, "\(region)")
      }
    }
  }

  /// Every pin becomes another one, in two files.
  private func stageMuch(_ bench: inout Bench) throws {
    try bench.keys("2<Home>")
    for _ in bench.state.session.rows { try bench.keys("<Space>") }
    try bench.keys("p<End><Up><Enter>")
  }
}

extension Substring {
  fileprivate var trimmed: String { String(self.drop { $0 == " " }) }
}
