import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// A complete session: find, pin, review, write, upgrade, undo.
@Suite struct WalkTests {
  @Test(arguments: ["120x40", "80x24", "40x10"])
  func pinUpgradeAndUndoEndAtTheSameBytes(size: String) throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let old = try Files.read(file)
      var bench = try Bench(demo, size: size)
      try bench.keys("/ninja<Enter>p1.12<Enter>")
      #expect(bench.state.session.staged.changes.count == 1, "\(bench.screen)")
      try bench.keys("w")
      #expect(bench.screen.contains("\"1.12\""))
      try bench.keys("w")
      #expect(try text(file).contains("\"ocx:ocx.sh/ninja-build/ninja\" = \"1.12\""))

      try bench.keys("1u")
      #expect(bench.state.project.upgrades != nil)
      try bench.keys("<Enter>ww")
      #expect(try text(file).contains("\"ocx:ocx.sh/ninja-build/ninja\" = \"1.13\""))

      try bench.keys("z<Enter>")
      #expect(try text(file).contains("\"ocx:ocx.sh/ninja-build/ninja\" = \"1.12\""))
      // A later run undoes what this one wrote.
      var later = try Bench(demo, size: size)
      try later.keys("z")
      guard case .undo = later.state.overlay else {
        Issue.record("\(later.screen)")
        return
      }
      #expect(try Files.read(file) != old)
      try later.keys("<Enter>")
      #expect(try Files.read(file) == old)
      try later.keys("z")
      #expect(later.state.error != nil)
    }
  }

  @Test func severalFilesAreWrittenTogether() throws {
    try withDemo { demo in
      let files = ["/mise.toml", "/mise.local.toml"].map { demo.project + $0 }
      let old = try files.map { try Files.read($0) }
      var bench = try Bench(demo)
      try bench.keys("2U<End><Enter>ww")
      for (file, bytes) in zip(files, old) { #expect(try Files.read(file) != bytes, "\(file)") }
      try bench.keys("z<Enter>")
      #expect(try files.map { try Files.read($0) } == old)
    }
  }

  @Test func fileThatChangedMeanwhileIsNotWritten() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      var bench = try Bench(demo)
      try bench.keys("/cmake<Enter>p4.4<Enter>w")
      let other = Array("# somebody else\n".utf8) + (try Files.read(file))
      try Data(other).write(to: URL(filePath: file))
      try bench.keys("w")
      #expect(bench.state.error != nil)
      #expect(try Files.read(file) == other)
      #expect(bench.state.session.staged.changes.count == 1)
    }
  }

  @Test func fileThatDoesNotParseIsShownAndNeverWritten() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let broken = Array("[tools]\nzig 1\n".utf8)
      try Data(broken).write(to: URL(filePath: file))
      var bench = try Bench(demo)
      try bench.keys("2")
      #expect(bench.screen.contains("mise.toml:2"))
      try bench.keys("1/cmake<Enter>p<Enter>ww")
      #expect(try Files.read(file) == broken)
    }
  }

  @Test func withoutIndexItSaysHowToGetOne() throws {
    try withDemo { demo in
      let bench = try Bench(demo, change: { $0.indexOverride = demo.folder + "/none" })
      #expect(bench.screen.contains("No index yet. r fetches ocx.sh"))
    }
  }

  @Test func withoutFileItSaysWhatPinWillMake() throws {
    try withDemo { demo in
      let empty = demo.folder + "/empty"
      try FileManager.default.createDirectory(
        atPath: empty, withIntermediateDirectories: true)
      var bench = try Bench(
        demo,
        change: {
          $0.projectDirectory = empty
          $0.environment.variables["MISE_CONFIG_DIR"] = empty + "/none"
        })
      try bench.keys("2")
      #expect(bench.screen.contains("mise.toml"))
      try bench.keys("1/cmake<Enter>p<Enter>ww")
      #expect(
        try text(empty + "/mise.toml") == "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.4.2\"\n")
    }
  }

  private func text(_ path: String) throws -> String {
    String(decoding: try Files.read(path), as: UTF8.self)
  }
}
