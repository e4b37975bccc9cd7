import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Upgrade levels on the screen and in plain text.
@Suite struct UpgradeKeysTests {
  /// A project that pins cmake to a minor line, node to a major line, and nothing else.
  private func pin(_ tools: String, in demo: Demo) throws {
    for name in ["mise.local.toml", "../mise.toml"] {
      try Files.removeFile(Paths.join(demo.project, name))
    }
    try Files.writeScratch(Paths.join(demo.project, "mise.toml"), "[tools]\n" + tools)
  }

  @Test func `all pins go up to minor unless another level is chosen, and majors are named`() throws
  {
    try withDemo { demo in
      try pin(
        "\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n\"ocx:ocx.sh/nodejs/node\" = \"22\"\n", in: demo)
      var bench = try Bench(demo)
      try bench.keys("2U")
      guard case .menu(let menu) = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
      #expect(menu.items[menu.index].label == "minor 1")
      #expect(menu.items.map(\.label).contains("major 1"))
      try bench.keys("<Enter>")
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["4.4"])
      #expect(bench.bottom.contains("left: 1 major"))
      try bench.keys("4")
      #expect(bench.screen.contains("Left: ocx:ocx.sh/nodejs/node 22 to"))
    }
  }

  @Test func `plain text upgrades up to a level as well`() throws {
    try withDemo { demo in
      try pin("\"ocx:ocx.sh/nodejs/node\" = \"22\"\n", in: demo)
      var session = PlainSession(options: .forTests(demo))
      let left = session.answer("upgrade all")
      #expect(left.first?.hasPrefix("Left: ocx:ocx.sh/nodejs/node 22 to") == true)
      #expect(left.last == "Nothing to do.")
      #expect(session.answer("upgrade all major").first?.hasPrefix("1. pin") == true)
    }
  }

  @Test func `within a pin no file changes, and mise upgrades it`() throws {
    try withDemo { demo in
      try pin("\"ocx:ocx.sh/kitware/cmake\" = \"4\"\n", in: demo)
      let environment = try demo.environment(programs: ["mise": ""], plugin: false)
      var bench = try Bench(
        demo,
        change: {
          $0.offline = false
          $0.environment = environment
        })
      let row = try #require(bench.state.session.rows.first)
      try #require(row.pin.upgrades?.within != nil, "\(row.pin.installed)")
      try bench.keys("2i")
      #expect(
        try demo.programCalls() == [
          "mise --cd \(demo.project) upgrade --yes ocx:ocx.sh/kitware/cmake"
        ])
    }
  }
}
