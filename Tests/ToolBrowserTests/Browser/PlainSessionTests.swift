import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The browser as lines of text.
@Suite struct PlainSessionTests {
  @Test func aToolIsFoundPinnedWrittenAndTakenBack() throws {
    try withDemo { demo in
      let file = demo.project + "/mise.toml"
      let old = try Files.read(file)
      var session = session(demo)
      #expect(session.answer("find ninja").first == "1 tool.")
      #expect(session.answer("1").first == "ocx.sh/ninja-build/ninja")
      let diff = session.answer("pin 1.12")
      #expect(
        diff.contains {
          $0.hasPrefix("adds line") && $0.hasSuffix(": \"ocx:ocx.sh/ninja-build/ninja\" = \"1.12\"")
        })
      #expect(try Files.read(file) == old)
      #expect(session.answer("write") == ["Wrote mise.toml. undo undoes it."])
      #expect(try Files.read(file) != old)
      #expect(session.answer("undo").last == "Type yes to undo that.")
      #expect(session.answer("no") == ["Nothing was undone."])
      #expect(session.answer("undo").last == "Type yes to undo that.")
      #expect(session.answer("yes") == ["Undid what was written to mise.toml."])
      #expect(try Files.read(file) == old)
    }
  }

  /// A name that `find` finds is one that `show` takes.
  @Test func lastPartOfANameIsEnough() throws {
    try withDemo { demo in
      var session = session(demo)
      #expect(session.answer("show bat").first == "ocx.sh/sharkdp/bat")
    }
  }

  @Test(arguments: [
    ("find cmka9", "Nothing matches cmka9."),
    ("99", "There is no number 99 in the list. Type list or find."),
    ("pin 4", "No tool is open. Type show and a number or a name."),
    ("dance", "Unknown command: dance. Type help."),
    ("write", "Nothing is staged."),
    ("show a/b@c", "Error: invalid tool 'a/b@c'"),
  ])
  func unknownInputIsReported(line: String, answer: String) throws {
    try withDemo { demo in
      var session = session(demo)
      #expect(session.answer(line).first?.hasPrefix(answer) == true)
    }
  }

  @Test(arguments: ["pin 1.12", "install", "undo"])
  func readOnlyWritesNothingAndSaysHowToWrite(line: String) throws {
    try withDemo { demo in
      var session = session(demo, readOnly: true)
      _ = session.answer("find ninja")
      _ = session.answer("1")
      #expect(
        session.answer(line) == [
          "Error: This session is read-only.", "Start it without --read-only.",
        ])
    }
  }

  @Test func folderIsNamedAsTheFileThatIsWritten() throws {
    try withDemo { demo in
      var session = session(demo)
      #expect(session.answer("file ..") == ["Pins are written to ../mise.toml."])
      #expect(session.answer("file notes.txt").first?.contains("notes.txt") == true)
    }
  }

  @Test func twoElementsAreNotStagedToOneVersion() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        demo.project + "/mise.toml",
        Array("[tools]\n\"ocx:ocx.sh/kitware/cmake\" = [\"4.2\", \"4.3\"]\n".utf8))
      var session = session(demo)
      let lines = session.answer("project")
      let numbers = lines.indices.filter { lines[$0].contains("kitware/cmake") }.map { $0 + 1 }
      #expect(numbers.count == 2)
      for number in numbers { _ = session.answer("upgrade \(number)") }
      #expect(session.answer("staged").first { $0.hasPrefix("2. ") } == nil)
    }
  }

  private func session(_ demo: Demo, readOnly: Bool = false) -> PlainSession {
    PlainSession(
      options: SessionOptions(
        environment: demo.environment, projectDirectory: demo.project,
        indexOverride: demo.index.path, readOnly: readOnly, clock: { demoNow }))
  }
}
