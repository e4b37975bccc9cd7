import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// Pinning what is marked, one element of an array, and what cannot be pinned.
@Suite struct PinningKeysTests {
  @Test func markedToolsArePinnedTogether() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("]<Space><Space>p")
      #expect(bench.screen.contains("Pin 2 marked tools in mise.toml"))
      try bench.keys("<Down><Down><Enter>")
      #expect(
        bench.state.session.staged.changes.map { "\($0.change.key) \($0.change.request ?? "")" }
          == [
            "ocx:registry.example:5000/acme/app 1.1.1",
            "ocx:registry.example:5000/acme/deploy 2.3.0",
          ])
    }
  }

  @Test func markedEntriesArePinnedInTheirOwnFiles() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2<Space><Space>p")
      #expect(bench.screen.contains("Pin 2 entries"))
      try bench.keys("<Down><Enter>")
      #expect(
        bench.state.session.staged.changes.map { Paths.lastComponent($0.change.file) } == [
          "mise.local.toml", "mise.toml",
        ])
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["24", "24"])
    }
  }

  @Test func oneElementOfAnArrayIsPinnedAlone() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2" + String(repeating: "<Down>", count: 7) + "p3.12<Enter>ww")
      let text = try Files.readText(demo.project + "/mise.toml")
      #expect(text.contains(#"python-build-standalone" = ["slim-3.14", "3.12"]"#))
    }
  }

  /// A change that cannot be made leaves the list, or nothing else could be written.
  @Test func changeOfABrokenFileIsNotKept() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/ninja<Enter>p<Tab><Enter>")
      #expect(bench.state.session.staged.changes.count == 1)
      try Files.writeAtomically(demo.project + "/mise.toml", Array("[tools\n".utf8))
      try bench.keys("/<BS><BS><BS><BS><BS>bat<Enter>p<Enter>")
      #expect(bench.state.error?.message.hasPrefix("mise.toml:1:7") == true)
      #expect(
        bench.state.session.staged.changes.map(\.change.key) == ["ocx:ocx.sh/ninja-build/ninja"])
      #expect(bench.state.session.staged.plan != nil)
    }
  }
}
