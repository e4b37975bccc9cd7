import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The effects of keys and results on the state.
@Suite struct UpdateTests {
  /// The cursor stays on the selected tool, whatever else changes.
  @Test(arguments: [
    "/k<Enter>", "/e<Esc>", "<Tab>", "21", "a", "r",
  ])
  func selectionStaysOnItsTool(keys: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/kubectl<Enter><Esc>")
      #expect(bench.state.selectedTool?.name == "kubernetes/kubectl")
      try bench.keys("<Up><Down>")
      try bench.resize("60x12")
      let tool = bench.state.selectedTool?.tool
      try bench.keys(keys)
      #expect(bench.state.selectedTool?.tool == tool)
    }
  }

  @Test func lateSummariesFillRowsWithoutReordering() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/o<Down><Down>")
      let rows = bench.state.browse.hits.map(\.position)
      let tool = bench.state.selectedTool?.tool
      let id = bench.state.session.tasks.items.first?.id
      #expect(id == nil)
      // The index is read again while the filter is typed.
      var state = bench.state
      let effect = state.request(.readIndex)
      guard case .start(let work, _)? = effect.first else {
        Issue.record("\(effect)")
        return
      }
      let snapshot = IndexSnapshot(
        sources: state.session.index.registries.map { registry in
          .init(
            source: registry.source, names: state.session.index.tools[registry.tools].map(\.tool),
            age: 0, problem: nil)
        })
      _ = state.update(.event(.progress(work, .names(snapshot))))
      #expect(state.browse.hits.map(\.position) == rows)
      #expect(state.selectedTool?.tool == tool)
    }
  }

  @Test func filterWithoutAHitNamesTheNearest() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmka")
      #expect(bench.screen.contains("Nothing matches \"cmka\" in 2 registries."))
      #expect(bench.screen.contains("cmake.  Esc") || bench.screen.contains("cmake. Esc"))
      try bench.keys("<Esc>")
      #expect(bench.state.browse.hits.count == 24)
    }
  }

  @Test func escapeCancelsWhatRunsAndDropsItsAnswer() throws {
    try withDemo { demo in
      var bench = try Bench(demo, holds: isUndo)
      try bench.keys("z")
      for _ in 0..<3 { bench.send(.input(.tick)) }
      #expect(bench.screen.contains("Esc cancels"))
      let id = try #require(bench.held.first?.id)
      try bench.keys("<Esc>")
      #expect(bench.cancelled == [id])
      #expect(bench.bottom.hasPrefix("Cancelled: looking for what was written last"))
      let before = bench.screen
      bench.release()
      #expect(bench.screen == before)
    }
  }

  private func isUndo(_ job: SessionTask) -> Bool {
    if case .planUndo = job { true } else { false }
  }

  @Test func quickWorkShowsNoSpinner() throws {
    try withDemo { demo in
      var bench = try Bench(demo, holds: isUndo)
      try bench.keys("z")
      bench.send(.input(.tick))
      #expect(!bench.screen.contains("Esc cancels"))
    }
  }

  @Test(arguments: ["p", "x", "U", "z", "w"])
  func readOnlyWritesNothing(key: String) throws {
    try withDemo { demo in
      let before = try Files.read(demo.project + "/mise.toml")
      var bench = try Bench(demo, change: { $0.readOnly = true })
      #expect(bench.screen.contains("read-only"))
      try bench.keys("2" + key + "<Enter>ww")
      #expect(bench.state.session.staged.changes.isEmpty)
      #expect(try Files.read(demo.project + "/mise.toml") == before)
    }
  }

  @Test func nothingIsWrittenUnseen() throws {
    try withDemo { demo in
      let before = try Files.read(demo.project + "/mise.toml")
      var bench = try Bench(demo)
      try bench.keys("2U<Enter>w")
      #expect(bench.state.tab == .staged)
      #expect(try Files.read(demo.project + "/mise.toml") == before)
      try bench.keys("w")
      #expect(try Files.read(demo.project + "/mise.toml") != before)
    }
  }

  @Test func stagingTheSameEntryTwiceKeepsTheLast() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4<Enter>p4.4<Enter>")
      #expect(bench.state.session.staged.changes.map(\.change.request) == ["4.4"])
      try bench.keys("3x")
      #expect(bench.state.session.staged.changes.isEmpty)
    }
  }

  @Test func promptOffersPrecisionsAndTakesTyping() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/ninja<Enter>p")
      guard case .pin(let prompt) = bench.state.overlay else {
        Issue.record("no prompt")
        return
      }
      #expect(prompt.presets.map(\.request) == ["1.13", "1", "1.13.2", "latest", "1.13.2"])
      #expect(prompt.presets.map(\.withDigest) == [false, false, false, false, true])
      try bench.keys("9.9")
      #expect(bench.screen.contains("no such version"))
      try bench.keys("<Enter>")
      #expect(bench.state.error?.message.contains("no version 9.9") == true)
    }
  }

  @Test func quittingWithStagedChangesAsks() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2U<Enter>q")
      #expect(bench.state.exitStatus == nil)
      try bench.keys("<Esc>q<Down><Enter>")
      #expect(bench.state.exitStatus == 0)
    }
  }

  /// Terminals send Alt as Escape and the key: an unbound combination counts as both keys.
  @Test func anAltKeyThatIsNotBoundIsEscapeAndTheKey() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<A-2>")
      #expect(bench.state.browse.filter == nil)
      #expect(bench.state.tab == .project)
    }
  }

  @Test(arguments: [
    ("/cma<A-BS>", ""), ("/c ma<A-BS>", "c "), ("/cma<A-b>", "cma"), ("/cma<A-f>", "cma"),
    ("/cma<A-d>", "cma"),
  ])
  func altKeysForWordsStayInTheField(keys: String, text: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys(keys)
      #expect(bench.state.browse.filter?.field.text == text)
      #expect(bench.state.browse.filter?.isTyping == true)
    }
  }

  /// A copy is reported only if it is known to have succeeded.
  @Test(
    arguments: [
      (.copied, "Copied ocx:"), (.sent, "Sent to the terminal's clipboard: ocx:"),
      (.unavailable, "Not copied, there is no clipboard: y shows it"),
    ] as [(Clipboard.Outcome, String)])
  func copyingReportsItsOutcome(outcome: Clipboard.Outcome, said: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      bench.clipboard = outcome
      try bench.keys("/cmake<Enter>y")
      #expect(bench.bottom.hasPrefix(said))
    }
  }

  /// The second time in a row, the text is shown, to be copied by hand.
  @Test func copyingTwiceShowsTheText() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>yy")
      #expect(bench.copied.count == 1)
      #expect(bench.state.error?.message == "ocx:ocx.sh/kitware/cmake@4.4.2")
      try bench.keys("<Esc>yjky")
      #expect(bench.copied.count == 3)
      #expect(bench.state.error == nil)
    }
  }

  @Test(arguments: ["", "/cm", "?", "p"])
  func repaintingIsAskedForEverywhere(keys: String) throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      if !keys.isEmpty { try bench.keys(keys) }
      let screen = bench.screen
      try bench.keys("<C-l>")
      #expect(bench.repaints == 1)
      #expect(bench.screen == screen)
    }
  }

  @Test func copyGoesToTheClipboardAndSaysSo() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>y")
      #expect(bench.copied == ["ocx:ocx.sh/kitware/cmake@4.4.2"])
      #expect(bench.bottom.hasPrefix("Copied ocx:ocx.sh/kitware/cmake@4.4.2"))
    }
  }

  @Test func mouseSelectsAndScrolls() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      let third = Position(row: 6, column: 5)
      bench.send(.input(.mouse(MouseEvent(action: .press, position: third))))
      #expect(bench.state.browse.cursor.index == 2)
      bench.send(.input(.mouse(MouseEvent(action: .wheelDown, position: third))))
      #expect(bench.state.browse.cursor.index == 5)
      bench.send(.input(.mouse(MouseEvent(action: .wheelUp, position: third))))
      #expect(bench.state.browse.cursor.index == 2)
      let tab = Position(row: 1, column: 13)
      bench.send(.input(.mouse(MouseEvent(action: .press, position: tab))))
      #expect(bench.state.tab == .project)
      bench.send(.input(.mouse(MouseEvent(action: .wheelDown, position: third))))
      #expect(bench.state.project.cursor.index == 3)
    }
  }

  @Test func filterLeadsToTheRegistryThatHasAMatch() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/acme/st")
      #expect(bench.screen.contains("ocx.sh 0/24"))
      #expect(bench.screen.contains("registry.example:5000 1/3"))
      #expect(bench.bottom.hasPrefix("Enter go there"))
      try bench.keys("<Enter>")
      #expect(bench.state.selectedTool?.name == "acme/style")
      try bench.keys("<Esc>")
      #expect(bench.state.browse.hits.count == 3)
      #expect(!bench.screen.contains("5000 1/3"))
    }
  }

  @Test func secondClickChoosesAnAnswer() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("f")
      let lines = bench.screen.split(separator: "\n", omittingEmptySubsequences: false)
      let row = try #require(lines.firstIndex { $0.contains("only this clone") })
      let click = MouseEvent(action: .press, position: Position(row: row, column: 50))
      bench.send(.input(.mouse(click)))
      #expect(bench.state.session.targets.scope == .project)
      bench.send(.input(.mouse(click)))
      #expect(bench.state.session.targets.scope == .local && bench.state.overlay == nil)
    }
  }

  @Test func clickOnABorderMovesNothing() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "100x16")
      try bench.keys("<End>")
      let tool = bench.state.selectedTool?.tool
      for row in [3, 14] {
        bench.send(
          .input(.mouse(MouseEvent(action: .press, position: Position(row: row, column: 5)))))
        #expect(bench.state.selectedTool?.tool == tool)
      }
    }
  }
}
