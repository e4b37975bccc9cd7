import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Filters of lists, and the additional columns of a larger screen.
@Suite struct ListFilterTests {
  @Test func projectIsFilteredAndComesBack() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2/node 24")
      #expect(bench.pins == ["ocx.sh/nodejs/node"])
      #expect(bench.screen.contains("1 of \(bench.state.session.rows.count)"))
      try bench.keys("<Enter>j")
      #expect(bench.state.selectedRow?.name == "ocx.sh/nodejs/node")
      try bench.keys("/zzz")
      #expect(bench.pins == [])
      try bench.keys("<Esc>")
      #expect(bench.pins.count == bench.state.session.rows.count)
    }
  }

  @Test func versionsAreFilteredUntilAnotherToolIsChosen() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter><Enter>/4.3")
      let shown = bench.state.layout.regions.compactMap { region -> String? in
        guard case .version(let index) = region.target else { return nil }
        return bench.state.versions[index].version
      }
      #expect(!shown.isEmpty && shown.allSatisfy { $0.hasPrefix("4.3") })
      try bench.keys("<Enter><Esc><Esc><Esc>j")
      #expect(bench.state.filteredList?.filter(in: bench.state) == nil)
    }
  }

  @Test func logIsFiltered() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("4/index")
      #expect(bench.screen.contains("Read the index"))
      #expect(bench.screen.contains("1 of "))
    }
  }

  /// What is whole at 80 columns is whole at 120 and 200.
  @Test(arguments: ["120x40", "200x60"])
  func moreSpaceNeverShowsLess(size: String) throws {
    try withDemo { demo in
      let narrow = try Bench(demo, size: "80x24")
      let wide = try Bench(demo, size: size)
      for record in narrow.state.session.index.tools where narrow.screen.contains(record.name + " ")
      {
        #expect(wide.screen.contains(record.name + " "), "\(record.name)")
      }
    }
  }

  @Test func stateIsTheLastColumnToBeDropped() throws {
    try withDemo { demo in
      for size in ["80x24", "120x40", "200x60"] {
        var bench = try Bench(demo, size: size)
        try bench.keys("2")
        #expect(bench.screen.contains("not installed (i installs)"), "\(size)")
      }
    }
  }

  /// Details is a text: it is searched, and what matches is marked and counted.
  @Test func detailsAreSearched() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("/cmake<Enter><Tab><Tab>/cmake")
      #expect(bench.screen.contains("match 1 of "))
      #expect(bench.matched.contains("cmake"))
      #expect(bench.state.selectedTool?.name == "kitware/cmake")
      try bench.keys("<Enter>n")
      #expect(bench.screen.contains("match 2 of "))
      try bench.keys("NN")
      #expect(!bench.screen.contains("match 1 of "))
      try bench.keys("<Esc>")
      #expect(!bench.screen.contains("match "))
      try bench.keys("/qqq")
      #expect(bench.screen.contains("no match"))
    }
  }

  @Test func helpIsSearched() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("?/theme")
      #expect(bench.screen.contains("/ theme  match 1 of 1"))
      #expect(bench.matched == "theme")
      try bench.keys("<Enter>n<Esc>")
      #expect(bench.matched == "")
      try bench.keys("<Esc>")
      #expect(bench.state.overlay == nil)
    }
  }

  /// Every match can be come to, also those on the last page.
  @Test func matchesAreVisitedInOrder() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys("2U<Enter>3/ocx<Enter>")
      var seen: Set<String> = []
      for _ in 0..<40 {
        seen.formUnion(bench.screen.matches(of: /match \d+ of \d+/).map { String($0.output) })
        try bench.keys("n")
      }
      let count = seen.first?.split(separator: " ").last.flatMap { Int($0) }
      #expect(count != nil && seen.count == count)
    }
  }

  @Test(arguments: ["2/node", "4/index", "/cmake<Enter><Enter>/4.3"])
  func matchesOfAFilterAreMarked(keys: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "80x24")
      try bench.keys(keys)
      let word = try #require(keys.split(separator: "/").last)
      #expect(bench.matched.contains(word))
    }
  }

  @Test func digestLeavesOtherColumnsWhole() throws {
    try withDemo { demo in
      let digest = String(repeating: "ab", count: 32)
      try Files.writeAtomically(
        demo.project + "/mise.toml",
        Array("[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"ref:sha256:\(digest)\"\n".utf8))
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("2")
      #expect(bench.screen.contains("kitware/cmake "))
      #expect(bench.screen.contains("  abababababab  "))
    }
  }

  @Test func themesAreSwitchedInside() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      for theme in Theme.all.dropFirst() + Theme.all.prefix(1) {
        try bench.keys("T")
        #expect(bench.state.theme == theme && bench.frame.theme == theme)
      }
    }
  }

  @Test func upstreamPageIsOpenedOrCopied() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>o")
      #expect(bench.opened == ["https://github.com/Kitware/CMake"])
      var bare = try Bench(demo)
      bare.canOpen = false
      try bare.keys("/cmake<Enter>o")
      #expect(bare.opened == [] && bare.copied == ["https://github.com/Kitware/CMake"])
    }
  }

  @Test func enterOnAVersionPinsThatVersion() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/ninja<Enter><Enter><Down><Enter>")
      let version = try #require(bench.state.selectedVersion?.version)
      try bench.keys("<Enter>")
      #expect(bench.state.session.staged.changes.map(\.change.request) == [version])
    }
  }
}

extension Bench {
  /// The names of the pins on the screen.
  fileprivate var pins: [String] {
    state.layout.regions.compactMap { region in
      guard case .pin(let index) = region.target else { return nil }
      return state.session.rows[index].name
    }
  }
}

extension Bench {
  /// The letters that are shown as matched below the first three lines and above the last two.
  fileprivate var matched: String {
    (2..<(state.size.rows - 2)).map { row in
      frame.row(row).filter { $0.role == .match || $0.attributes == [.bold, .underline] }
        .map(\.text).joined()
    }.joined()
  }
}
