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

  /// What the screen shows can be read here as well.
  @Test(arguments: [
    ("registries", "Registry ocx.sh, 24 tools"), ("readme", "What is in it"),
    ("version 4.3", "Digest: sha256:"), ("version 4.3", "Runs on: darwin amd64 arm64"),
    ("version 4.3", "Name: ocx:ocx.sh/kitware/cmake@4.3.4"),
    ("version 99", "ocx.sh/kitware/cmake has no version 99."),
    ("versions", "first seen "), ("log", "Wrote mise.toml. undo undoes it."),
  ])
  func whatCanBeRead(line: String, answer: String) throws {
    try withDemo { demo in
      var session = session(demo)
      for line in ["show kitware/cmake", "pin 4.4", "write"] { _ = session.answer(line) }
      let lines = session.answer(line)
      #expect(lines.contains { $0.contains(answer) }, "\(lines)")
    }
  }

  @Test func severalLinesAreTakenAtOnce() throws {
    try withDemo { demo in
      var session = session(demo)
      _ = session.answer("unpin 1 3")
      #expect(session.session.staged.changes.count == 2)
      #expect(
        session.answer("unpin 1 99") == ["Type unpin and numbers of the project list."])
      #expect(session.session.staged.changes.count == 2)
    }
  }

  @Test func quitAsksWhereChangesAreStaged() throws {
    try withDemo { demo in
      var session = session(demo)
      _ = session.answer("unpin 1")
      #expect(
        session.answer("quit") == ["1 change not written. Type yes to quit, or write."])
      #expect(!session.isOver)
      #expect(session.answer("staged").first?.hasPrefix("1. ") == true)
      _ = session.answer("quit")
      #expect(session.answer("yes") == ["Nothing was written."])
      #expect(session.isOver)
    }
  }

  @Test func homeIsUnderstood() throws {
    try withDemo { demo in
      var session = session(demo)
      #expect(
        session.answer("file ~/a.toml")
          == ["Pins are written to ~/a.toml, which mise does not read here."])
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
