import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What is staged, while the files go on changing.
@Suite struct StagedTests {
  private func prepend(_ line: String, to file: String) throws {
    try Files.writeAtomically(file, Array(line.utf8) + (try Files.read(file)))
  }

  @Test func refusedWriteIsRepeatedWithTheNewDiff() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.4<Enter>w")
      try prepend("# somebody else\n", to: file)
      try bench.keys("w")
      #expect(bench.state.error?.message.contains("has changed on disk") == true)
      try bench.keys("w")
      let text = try Files.readText(file)
      #expect(text.hasPrefix("# somebody else\n") && text.contains("cmake\" = \"4.4\""))
      #expect(bench.state.session.staged.changes.isEmpty)
    }
  }

  @Test(arguments: ["3", "2r3", "1w"])
  func changesMeanwhileAreInTheDiff(keys: String) throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      var bench = try Bench(demo, change: { $0.offline = keys != "2r3" })
      bench.holds = { if case .refresh = $0 { true } else { false } }
      try bench.keys("/cmake<Enter>p4.4<Enter>3")
      try prepend("# somebody else\n", to: file)
      try bench.keys("1" + keys + "w")
      #expect(bench.state.error == nil)
      #expect(try Files.readText(file).contains("cmake\" = \"4.4\""))
    }
  }

  @Test func fileThatBrokeMeanwhileSaysWhere() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let whole = try Files.read(file)
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.4<Enter>w")
      try Files.writeAtomically(file, Array("[tools\n".utf8))
      try bench.keys("w")
      #expect(bench.state.error?.message.hasPrefix("mise.toml:1:7") == true)
      try bench.keys("<Esc>")
      #expect(bench.screen.contains("mise.toml:1:7"))
      // Mended, it is looked at again by the first w, and written by the second.
      try Files.writeAtomically(file, whole)
      try bench.keys("w")
      #expect(try Files.read(file) == whole)
      try bench.keys("w")
      #expect(try Files.readText(file).contains("cmake\" = \"4.4\""))
    }
  }

  @Test func enterEditsTheChangeUnderTheCursor() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("2U<Enter>3<Enter>")
      guard case .pin = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
    }
  }

  @Test func changeThatChangesNothingDoesNotStay() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.3<Enter>")
      #expect(bench.bottom.hasPrefix("Nothing to do"))
      #expect(bench.state.session.staged.changes.isEmpty)
      try bench.keys("<Esc>/ninja<Enter>p<Enter><Esc>/cmake<Enter>p4.3<Enter>")
      #expect(bench.bottom.hasPrefix("Nothing to do"))
      #expect(
        bench.state.session.staged.changes.map(\.change.key) == ["ocx:ocx.sh/ninja-build/ninja"])
      #expect(bench.state.session.staged.plan?.isEmpty == false)
    }
  }

  @Test func revertedChangeLeavesNothingStaged() throws {
    try withDemo { demo in
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.4<Enter>p4.3<Enter><Esc>qq")
      #expect(bench.state.exitStatus == 0)
    }
  }

  @Test func plainWriteThatIsRefusedShowsTheNewDiff() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      var session = PlainSession(
        options: .forTests(demo))
      _ = session.answer("find cmake")
      _ = session.answer("1")
      _ = session.answer("pin 4.4")
      try prepend("# somebody else\n", to: file)
      let refused = session.answer("write").joined(separator: "\n")
      #expect(refused.contains("has changed on disk") && refused.contains("\"4.4\""))
      _ = session.answer("write")
      #expect(try Files.readText(file).contains("cmake\" = \"4.4\""))
    }
  }
}
