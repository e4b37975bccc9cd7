import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// A folder with a home and a project in it, gone with the value's last use.
final class ChangeScratch: Sendable {
  let root: String
  let environment: Environment
  var changes: Changes { Changes(environment: environment) }

  init() throws {
    root = try Files.resolveLinks(
      try Files.makeTemporaryDirectory(in: NSTemporaryDirectory(), prefix: "changes-"))
    environment = Environment(
      variables: ["HOME": root + "/home", "XDG_STATE_HOME": root + "/state"],
      workingDirectory: root)
  }

  deinit { try? Files.removeTree(root) }

  func path(_ name: String) -> String { Paths.join(root, name) }

  func write(_ name: String, _ text: String) throws {
    try Files.makeDirectories(Paths.parent(path(name)))
    try Files.writeAtomically(path(name), text)
  }

  func text(_ name: String) -> String? { try? Files.readText(path(name)) }

  func pin(_ name: String, _ key: String, _ request: String) -> Change {
    Change(key: key, file: path(name), kind: .toml, action: .pin(request: request, digest: nil))
  }

  @discardableResult
  func undo() throws -> ChangePlan { try changes.undo(display: Paths.lastComponent).plan }

  func plan(_ changes: Change...) throws -> ChangePlan {
    try self.changes.plan(changes) { Paths.lastComponent($0) }
  }
}

struct ChangesTests {
  private static let jq = "ocx:ocx.sh/jqlang/jq"
  private static let original = "# mine\n[tools]\n\"ocx:ocx.sh/jqlang/jq\" = \"1.6\" # why\n"

  @Test("a plan touches nothing, and names what would differ")
  func planning() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    let plan = try scratch.plan(scratch.pin("mise.toml", Self.jq, "1.7"))
    #expect(scratch.text("mise.toml") == Self.original)
    #expect(
      plan.files.map(\.diff.text) == [
        """
        --- a/mise.toml
        +++ b/mise.toml
        @@ -1,3 +1,3 @@
         # mine
         [tools]
        -"ocx:ocx.sh/jqlang/jq" = "1.6" # why
        +"ocx:ocx.sh/jqlang/jq" = "1.7" # why

        """
      ])
  }

  @Test("several files are written, and undone one change at a time, in later runs as well")
  func applyingAndUndoing() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    let both = try scratch.plan(
      scratch.pin("mise.toml", Self.jq, "1.7"),
      scratch.pin("deep/er/mise.local.toml", Self.jq, "1"))
    try scratch.changes.apply(both)
    try scratch.changes.apply(try scratch.plan(scratch.pin("mise.toml", Self.jq, "1.8")))
    #expect(scratch.text("mise.toml")?.contains("\"1.8\" # why") == true)
    #expect(scratch.text("deep/er/mise.local.toml") == "[tools]\n\"\(Self.jq)\" = \"1\"\n")

    try scratch.undo()
    #expect(scratch.text("mise.toml")?.contains("\"1.7\" # why") == true)
    let shown = try scratch.changes.planUndo(display: Paths.lastComponent)
    #expect(try scratch.undo() == shown.plan)
    #expect(scratch.text("mise.toml") == Self.original)
    #expect(!Files.exists(scratch.path("deep")))
    #expect(throws: ChangeFailure.nothingToUndo) { try scratch.undo() }
  }

  @Test("a file that changed after the plan stops all files of it")
  func changedSincePlan() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    try scratch.write("other.toml", "[tools]\n")
    let plan = try scratch.plan(
      scratch.pin("mise.toml", Self.jq, "1.7"), scratch.pin("other.toml", Self.jq, "1.7"))
    try scratch.write("other.toml", "[tools]\n# somebody was here\n")
    #expect(throws: ChangeFailure.changedSincePlan(file: "other.toml")) {
      try scratch.changes.apply(plan)
    }
    #expect(scratch.text("mise.toml") == Self.original)
  }

  @Test("if a file has changed since the write, neither it nor the others are undone")
  func changedSinceWrite() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    try scratch.write("other.toml", "[tools]\n")
    try scratch.changes.apply(
      try scratch.plan(
        scratch.pin("mise.toml", Self.jq, "1.7"), scratch.pin("other.toml", Self.jq, "1.7")))
    let written = scratch.text("mise.toml")
    try scratch.write("other.toml", "[tools]\n# somebody was here\n")
    #expect(throws: ChangeFailure.changedSinceWrite(file: "other.toml")) {
      try scratch.undo()
    }
    #expect(scratch.text("mise.toml") == written)
  }

  @Test("what does not parse is named with line and column, and never written")
  func unparsable() throws {
    let scratch = try ChangeScratch()
    let broken = "[tools]\njq 1\n"
    try scratch.write("mise.toml", broken)
    let failure = #expect(throws: ChangeFailure.self) {
      try scratch.plan(scratch.pin("mise.toml", Self.jq, "1"))
    }
    #expect(failure?.message.hasPrefix("mise.toml:2:4 ") == true)
    #expect(failure?.code == .data)
    #expect(scratch.text("mise.toml") == broken)
  }

  @Test("if one file is not writable, no file is written")
  func notWritable() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    try scratch.write("kept.toml", "[tools]\n")
    #expect(chmod(scratch.path("kept.toml"), 0o444) == 0)
    let plan = try scratch.plan(
      scratch.pin("mise.toml", Self.jq, "1.7"), scratch.pin("kept.toml", Self.jq, "1.7"))
    #expect(throws: ChangeFailure.notWritable(file: "kept.toml")) {
      try scratch.changes.apply(plan)
    }
    #expect(scratch.text("mise.toml") == Self.original)
  }

  @Test("mode and links stay")
  func modeAndLinks() throws {
    let scratch = try ChangeScratch()
    try scratch.write("dotfiles/mise.toml", Self.original)
    #expect(chmod(scratch.path("dotfiles/mise.toml"), 0o640) == 0)
    try Files.makeLink(scratch.path("mise.toml"), to: "dotfiles/mise.toml")
    try scratch.changes.apply(try scratch.plan(scratch.pin("mise.toml", Self.jq, "1.7")))
    var status = stat()
    #expect(stat(scratch.path("dotfiles/mise.toml"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(try Files.readLink(scratch.path("mise.toml")) == "dotfiles/mise.toml")
    #expect(scratch.text("dotfiles/mise.toml")?.contains("1.7") == true)
  }

  @Test("the journal keeps what changed and nothing else of the file")
  func journalIsSparing() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", "[env]\nTOKEN = \"hunter2\"\n\n" + Self.original)
    try scratch.changes.apply(try scratch.plan(scratch.pin("mise.toml", Self.jq, "1.7")))
    let record = try Files.readText(scratch.path("state/ocx-mise-tui/history/1.json"))
    let secret = Data("hunter2".utf8).base64EncodedString().prefix(8)
    #expect(!record.contains("hunter2"))
    #expect(!record.contains(secret))
  }

  @Test("an undo names its files relative to where it is run")
  func undoFromElsewhere() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a/mise.toml", Self.original)
    try scratch.changes.apply(try scratch.plan(scratch.pin("a/mise.toml", Self.jq, "1.7")))
    let display = { (path: String) in Paths.relative(path, to: scratch.path("b")) }
    let shown = try scratch.changes.planUndo(display: display)
    #expect(shown.plan.files.map(\.displayPath) == ["../a/mise.toml"])
    try scratch.write("a/mise.toml", "# theirs\n")
    #expect(throws: ChangeFailure.changedSinceWrite(file: "../a/mise.toml")) {
      try scratch.changes.undo(display: display)
    }
  }

  @Test("a change that was followed by another one of the file names that one")
  func undoOfAnEarlierChange() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    for version in ["1.7", "1.8"] {
      try scratch.changes.apply(try scratch.plan(scratch.pin("mise.toml", Self.jq, version)))
    }
    #expect(throws: ChangeFailure.changedAgain(file: "mise.toml", by: 2)) {
      try scratch.changes.undo(UndoRequest(number: 1)) { Paths.relative($0, to: scratch.path("")) }
    }
  }

  @Test("a file that is reached by two names is changed once, by all that was asked")
  func twoNames() throws {
    let scratch = try ChangeScratch()
    try scratch.write("mise.toml", Self.original)
    try Files.makeLink(scratch.path("link.toml"), to: "mise.toml")
    let plan = try scratch.plan(
      scratch.pin("mise.toml", Self.jq, "1.7"), scratch.pin("link.toml", "ocx:a/b", "1"))
    #expect(plan.files.map(\.displayPath) == ["mise.toml"])
    try scratch.changes.apply(plan)
    let text = scratch.text("mise.toml")
    #expect(
      text?.contains("\"1.7\" # why") == true && text?.contains("\"ocx:a/b\" = \"1\"") == true)
  }

  @Test(
    "several elements of one array, whatever was asked first",
    arguments: [
      ("mise.toml", ConfigFile.Kind.toml, "[tools]\nk = ['1', '2', '3']\n", "[tools]\nk = ['4']\n"),
      (".tool-versions", .toolVersions, "k 1 2 3\n", "k 4\n"),
    ])
  func elements(name: String, kind: ConfigFile.Kind, before: String, after: String) throws {
    let scratch = try ChangeScratch()
    try scratch.write(name, before)
    func change(_ action: Change.Action, _ index: Int) -> Change {
      Change(key: "k", file: scratch.path(name), kind: kind, action: action, index: index)
    }
    try scratch.changes.apply(
      try scratch.plan(
        change(.unpin, 0), change(.unpin, 1), change(.pin(request: "4", digest: nil), 2)))
    #expect(scratch.text(name) == after)
  }

  @Test("a link that leads to nothing yet: the file and its folder are made, and go again")
  func danglingLink() throws {
    let scratch = try ChangeScratch()
    try Files.makeDirectories(scratch.path("p"))
    try Files.makeLink(scratch.path("p/mise.toml"), to: "../no/where/m.toml")
    try scratch.changes.apply(try scratch.plan(scratch.pin("p/mise.toml", Self.jq, "1")))
    #expect(scratch.text("no/where/m.toml") == "[tools]\n\"\(Self.jq)\" = \"1\"\n")
    try scratch.undo()
    #expect(try Files.readLink(scratch.path("p/mise.toml")) == "../no/where/m.toml")
    #expect(!Files.exists(scratch.path("no")))
  }

  @Test("a file of implausible length is rejected")
  func tooLarge() throws {
    let scratch = try ChangeScratch()
    let long = "# " + String(repeating: "x", count: ConfigFile.sizeLimit)
    try scratch.write("mise.toml", long)
    let failure = #expect(throws: ChangeFailure.self) {
      try scratch.plan(scratch.pin("mise.toml", Self.jq, "1"))
    }
    let path = scratch.path("mise.toml")
    #expect(failure == .file(.tooLarge(path: path, limit: ConfigFile.sizeLimit)))
    #expect(failure?.code == .data)
  }
}
