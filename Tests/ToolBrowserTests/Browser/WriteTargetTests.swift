import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The file that pins go to.
@Suite struct WriteTargetTests {
  @Test func chosenFileStaysChosenAfterAWrite() throws {
    try withDemo { demo in
      let file = demo.folder + "/home/elsewhere/mise.toml"
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("f<End><Enter>~/elsewhere/mise.toml<Enter>")
      #expect(bench.screen.contains("writes to ~/elsewhere/mise.toml"))
      try bench.keys("/ninja<Enter>p<Enter>ww")
      #expect(try Files.readText(file).contains("ninja"))
      #expect(bench.screen.contains("writes to ~/elsewhere/mise.toml"))
      #expect(bench.state.target?.exists == true)
      try bench.keys("1p")
      #expect(bench.screen.contains("~/elsewhere/mise.toml"))
      try bench.keys("<Esc>f")
      guard case .menu(let menu) = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
      #expect(menu.items[menu.index].label == "~/elsewhere/mise.toml")
    }
  }

  @Test("the pin dialog takes another file, and keeps what was chosen so far")
  func anotherFileForOnePin() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "100x28")
      try bench.keys("/ninja<Enter>p<Home><Down>f")
      #expect(bench.screen.contains("Write to another file"))
      try bench.keys("<Esc>")
      #expect(bench.screen.contains("Pin ninja-build/ninja"))
      try bench.keys("f~/elsewhere/mise.toml<Enter>")
      #expect(bench.screen.contains("~/elsewhere/mise.toml"))
      try bench.keys("<Enter>ww")
      let text = try Files.readText(demo.folder + "/home/elsewhere/mise.toml")
      #expect(text.contains("ninja-build/ninja\" = \"1\""))
    }
  }

  @Test func folderIsShownAsTheFileThatIsWritten() throws {
    try withDemo { demo in
      let folder = demo.folder + "/home/elsewhere"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Files.writeAtomically(folder + "/.mise.toml", Array("[tools]\n".utf8))
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("f<End><Enter>~/elsewhere<Enter>")
      #expect(bench.screen.contains("writes to ~/elsewhere/.mise.toml"))
      try bench.keys("/ninja<Enter>p<Enter>ww")
      #expect(try Files.readText(folder + "/.mise.toml").contains("ninja"))
    }
  }

  @Test func fileThatMiseDoesNotReadIsRefused() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("f<End><Enter>notes.txt<Enter>")
      #expect(bench.state.error?.message.contains("notes.txt") == true)
      #expect(bench.state.session.targets.scope == .project)
    }
  }

  @Test func fileThatIsOfferedAlreadyIsChosenThere() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "120x40")
      try bench.keys("f<End><Enter>mise.local.toml<Enter>")
      #expect(bench.state.session.targets.scope == .local)
    }
  }

  @Test func toolVersionsIsNamedAsItsRowAndOffersNoDigest() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        demo.project + "/.tool-versions", Array("ocx:ocx.sh/kitware/cmake 4.3\n".utf8))
      var bench = try Bench(demo, size: "120x40")
      let index = try #require(
        bench.state.session.rows.firstIndex { $0.location.hasPrefix(".tool-versions") })
      let down = String(repeating: "<Down>", count: index)
      try bench.keys("2<Home>" + down + "<Space>p")
      #expect(bench.screen.contains("Pin 1 entry") && !bench.screen.contains("+ digest"))
      try bench.keys("<Esc><Esc><Home>" + down + "p")
      guard case .pin(let prompt) = bench.state.overlay else {
        Issue.record("\(bench.screen)")
        return
      }
      #expect(prompt.targets[prompt.target].name == ".tool-versions")
      #expect(!bench.screen.contains("+ digest"))
      // Another file can have one, and the choice there is dropped when the first file returns.
      try bench.keys("<Tab>")
      #expect(bench.screen.contains("+ digest"))
      try bench.keys("<Up><Up><Up><Left>")
      guard case .pin(let back) = bench.state.overlay else { return }
      #expect(!back.withDigest && !bench.screen.contains("+ digest"))
      #expect(bench.screen.contains("file"))
    }
  }
}
