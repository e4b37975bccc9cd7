import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Which entry is marked, and what an upgrade does with other entries of its array.
@Suite struct MarksTests {
  private func bench(_ demo: Demo, _ file: String, _ text: String) throws -> Bench {
    try FileManager.default.removeItem(atPath: demo.project + "/mise.toml")
    try FileManager.default.removeItem(atPath: demo.project + "/mise.local.toml")
    try Files.writeAtomically(demo.project + "/" + file, Array(text.utf8))
    return try Bench(demo, size: "120x40")
  }

  private let cmake = "ocx:ocx.sh/kitware/cmake"

  @Test func markStaysOnItsElement() throws {
    try withDemo { demo in
      var bench = try bench(
        demo, "mise.toml", "[tools]\n\"\(cmake)\" = [\"4.2\", \"4.3\", \"4.4\"]\n")
      try bench.keys("2<Home><Space>xww")
      #expect(try Files.readText(demo.project + "/mise.toml").contains("[\"4.3\", \"4.4\"]"))
      #expect(bench.state.project.marked.isEmpty)
    }
  }

  @Test func marksOfUnchangedEntriesStay() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2<Space>")
      let marked = bench.state.project.marked
      try bench.keys("1/ninja<Enter>p<Enter>ww")
      #expect(marked.count == 1 && bench.state.project.marked == marked)
    }
  }

  @Test func twoLinesOfOneToolAreMarkedEachAlone() throws {
    try withDemo { demo in
      var bench = try bench(demo, ".tool-versions", "\(cmake) 4.2\n\(cmake) 4.3\n")
      try bench.keys("2<Home><Space>")
      let rows = bench.state.session.rows.filter { bench.state.project.marked.contains($0.id) }
      #expect(rows.count == 1)
    }
  }

  @Test(arguments: [
    ("u<Enter>", "<Down>u<Enter>"), ("p4.4<Enter>", "<Down>p4.4<Enter>"),
    ("<Down>u<Enter>", "<Up>u<Enter>"),
  ])
  func twoElementsAreNotStagedToOneVersion(first: String, second: String) throws {
    try withDemo { demo in
      var bench = try bench(demo, "mise.toml", "[tools]\n\"\(cmake)\" = [\"4.2\", \"4.3\"]\n")
      try bench.keys("2<Home>" + first)
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["4.4"])
      try bench.keys(second)
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["4.4"])
      #expect(bench.state.error?.message.contains("4.4 is already staged") == true)
    }
  }

  @Test func upgradeToTheRequestOfAnotherElementIsRefused() throws {
    try withDemo { demo in
      var bench = try bench(demo, "mise.toml", "[tools]\n\"\(cmake)\" = [\"4.3\", \"4.4\"]\n")
      try bench.keys("2<Home>u<Enter>")
      #expect(bench.bottom.hasPrefix("4.4 is already pinned in the same entry."))
      #expect(bench.state.session.staged.changes.isEmpty)
    }
  }

  @Test func elementsMarkedTogetherAreNotStagedToOneVersion() throws {
    try withDemo { demo in
      var bench = try bench(demo, "mise.toml", "[tools]\n\"\(cmake)\" = [\"4.2\", \"4.3\"]\n")
      try bench.keys("2<Home><Space><Space>p<Enter>")
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["4.4"])
    }
  }

  @Test func versionOfAToolVersionsLineIsPinnedAlone() throws {
    try withDemo { demo in
      var bench = try bench(demo, ".tool-versions", "\(cmake) 4.2 4.3\n")
      try bench.keys("2<Home><Down>p4.4<Enter>ww")
      #expect(try Files.readText(demo.project + "/.tool-versions") == "\(cmake) 4.2 4.4\n")
    }
  }
}
