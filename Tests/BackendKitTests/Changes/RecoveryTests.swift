import Testing

@testable import BackendKit

/// Recovery of an interrupted change, and what it does not touch.
struct RecoveryTests {
  private struct Death: Error {}
  private static let jq = "ocx:ocx.sh/jqlang/jq"
  private static let old = "[tools]\n\"ocx:ocx.sh/jqlang/jq\" = \"1.6\"\n"
  private static let new = "[tools]\n\"ocx:ocx.sh/jqlang/jq\" = \"1.7\"\n"

  /// A change of two files that died when the first was written: its note is in the state folder.
  private func interrupted(
    _ first: String, _ second: String
  ) throws -> (scratch: ChangeScratch, record: JournalRecord) {
    let scratch = try ChangeScratch()
    for name in [first, second] { try scratch.write(name, Self.old) }
    let plan = try scratch.plan(
      scratch.pin(first, Self.jq, "1.7"), scratch.pin(second, Self.jq, "1.7"))
    let record = JournalRecord(
      origin: scratch.root, time: 1,
      patches: try plan.files.map { FilePatch($0, at: try WriteLocation(of: $0.path)) }, undoes: nil
    )
    _ = try ChangeJournal(environment: scratch.environment).begin(record)
    // The old file stays somewhere, or its inode would go to the next one.
    #expect(link(scratch.path(first), scratch.path("kept")) == 0)
    try Files.writeAtomically(scratch.path(first), Self.new)
    return (scratch, record)
  }

  private func journals(_ scratch: ChangeScratch) -> Int {
    ChangeJournal(environment: scratch.environment).pending().count
  }

  @Test("while a file is missing the record is kept, and blocks only its own files")
  func away() throws {
    let (scratch, _) = try interrupted("a/mise.toml", "disk/mise.toml")
    try Files.rename(scratch.path("disk"), to: scratch.path("away"))
    let note = try #require(try scratch.changes.recover().first)
    guard case .kept = note.outcome else {
      Issue.record("\(note)")
      return
    }
    #expect(scratch.text("a/mise.toml") == Self.new)
    #expect(journals(scratch) == 1)
    // An empty mount point is no file that somebody took away.
    try Files.makeDirectories(scratch.path("disk"))
    #expect(try scratch.changes.recover().first?.isOpen == true)
    try Files.removeTree(scratch.path("disk"))

    try scratch.write("b/mise.toml", "[tools]\n")
    try scratch.changes.apply(try scratch.plan(scratch.pin("b/mise.toml", Self.jq, "1")))
    let blocked = #expect(throws: ChangeFailure.self) {
      try scratch.changes.apply(try scratch.plan(scratch.pin("a/mise.toml", Self.jq, "1")))
    }
    #expect(blocked?.remedy == .forgetChange)

    try Files.rename(scratch.path("away"), to: scratch.path("disk"))
    #expect(try scratch.changes.recover().map(\.outcome) == [.reverted])
    #expect(scratch.text("a/mise.toml") == Self.old)
    #expect(journals(scratch) == 0)
  }

  @Test("what cannot be finished is forgotten when that is asked for, and its files stay")
  func forgetting() throws {
    let (scratch, record) = try interrupted("a/mise.toml", "disk/mise.toml")
    try Files.rename(scratch.path("disk"), to: scratch.path("away"))
    try scratch.write("a/\(record.patches[0].temporaryName)", "left over")
    struct Unheard: Error {}
    #expect(throws: Unheard.self) {
      try scratch.changes.forget(dryRun: false) { _ in throw Unheard() }
    }
    for dryRun in [true, false] {
      #expect(journals(scratch) == 1)
      try scratch.changes.forget(dryRun: dryRun) { notes in
        #expect(notes.map(\.files) == [record.patches.map(\.path)])
      }
    }
    #expect(journals(scratch) == 0)
    #expect(scratch.text("a/mise.toml") == Self.new)
    #expect(try Files.list(scratch.path("a")) == ["mise.toml"])
  }

  @Test("temporary files are removed, and an old file that was modified is restored")
  func leftovers() throws {
    let (scratch, record) = try interrupted("a.toml", "b.toml")
    try scratch.write(record.patches[1].temporaryName, "half a te")
    // The old file of the first has the name beside, and a line more.
    try Files.rename(scratch.path("a.toml"), to: scratch.path("ours"))
    let folder = scratch.path("state/ocx-mise-tui")
    for name in try Files.list(folder) where name.hasSuffix("pending.json") {
      try Files.removeFile(Paths.join(folder, name))
    }
    try scratch.write("a.toml", Self.old)
    let plan = try scratch.plan(
      scratch.pin("a.toml", Self.jq, "1.7"), scratch.pin("b.toml", Self.jq, "1.7"))
    let again = JournalRecord(
      patches: try plan.files.map { FilePatch($0, at: try WriteLocation(of: $0.path)) }, undoes: nil
    )
    _ = try ChangeJournal(environment: scratch.environment).begin(again)
    try scratch.write(again.patches[1].temporaryName, "half a te")
    try Files.rename(scratch.path("a.toml"), to: scratch.path(again.patches[0].temporaryName))
    try Files.rename(scratch.path("ours"), to: scratch.path("a.toml"))
    let file = try FileDescriptor(scratch.path(again.patches[0].temporaryName), O_WRONLY | O_APPEND)
    try file.writeAll(Array("# theirs\n".utf8))

    #expect(try scratch.changes.recover().map(\.outcome) == [.reverted])
    #expect(scratch.text("a.toml") == Self.old + "# theirs\n")
    #expect(scratch.text("b.toml") == Self.old)
    let left = try Files.list(scratch.root).filter { $0.hasPrefix(".b") || $0.hasPrefix(".a") }
    #expect(left == [record.patches[1].temporaryName])
  }

  @Test("an interrupted write in place is reverted", arguments: [0, 3, 20, 33, 35])
  func torn(_ count: Int) throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", Self.old)
    let plan = try scratch.plan(scratch.pin("a.toml", Self.jq, "1.7.1-long"))
    let record = JournalRecord(
      patches: try plan.files.map { FilePatch($0, at: try WriteLocation(of: $0.path)) }, undoes: nil
    )
    _ = try ChangeJournal(environment: scratch.environment).begin(record)
    let new = plan.files[0].after ?? []
    try scratch.write(record.patches[0].temporaryName, String(decoding: new, as: UTF8.self))
    let old = Array(Self.old.utf8)
    let torn = Array(new[..<count]) + old.dropFirst(count)
    let file = try FileDescriptor(scratch.path("a.toml"), O_WRONLY | O_TRUNC)
    try file.writeAll(torn)
    #expect(try scratch.changes.recover().map(\.outcome) == [.reverted])
    #expect(scratch.text("a.toml") == Self.old)
    #expect(try Files.list(scratch.root) == ["a.toml", "state"])
  }

  @Test("notes of another version, and damaged ones, are named and left")
  func foreignNotes() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", Self.old)
    try scratch.write("state/ocx-mise-tui/pending.json", "{\"format\": 1, \"files\": []}")
    try scratch.write("state/ocx-mise-tui/9-z.pending.json", "{\"format\": 2, \"fil")
    let notes = try scratch.changes.recover()
    #expect(Set(notes.map { "\($0.outcome)" }) == ["otherVersion", "damaged"])
    try scratch.changes.apply(try scratch.plan(scratch.pin("a.toml", Self.jq, "1.7")))
    #expect(scratch.text("a.toml") == Self.new)
    #expect(journals(scratch) == 2)
    try scratch.changes.forget(dryRun: false) { _ in }
    #expect(Files.exists(scratch.path("state/ocx-mise-tui/pending.json")))
    #expect(journals(scratch) == 1)
  }

  @Test("what we left in our own state is swept, whatever stands in it")
  func ownState() throws {
    let scratch = try ChangeScratch()
    try scratch.write("a.toml", Self.old)
    let state = "state/ocx-mise-tui"
    try scratch.write("\(state)/.1-a.pending.json.4711-x.tmp", "{")
    for number in ["9223372036854775807", "-1", "007", "1000000000", "99999999999999999999"] {
      try scratch.write("\(state)/history/\(number).json", "{}")
    }
    let offsets = ["9223372036854775807", "-1", "1e400", "12345678901234567890"]
    for (place, offset) in offsets.enumerated() {
      try scratch.write(
        "\(state)/history/\(place + 2).json",
        """
        {"format": 2, "origin": "", "time": 9223372036854775807, "files": [{"path": "/x", \
        "target": "/x", "beside": ".x.1-1.tmp", "before": null, "after": "00", \
        "offset": \(offset), "removed": "", "inserted": "YQ==", "made": [], "emptied": []}]}
        """)
    }
    try scratch.changes.apply(try scratch.plan(scratch.pin("a.toml", Self.jq, "1.7")))
    #expect(!Files.exists(scratch.path("\(state)/.1-a.pending.json.4711-x.tmp")))
    #expect(try scratch.changes.history().first?.number == 6)
    try scratch.undo()
    #expect(scratch.text("a.toml") == Self.old)
    for number in 2...5 {
      #expect(throws: ChangeFailure.self) {
        try scratch.changes.undo(UndoRequest(number: number), display: { $0 })
      }
    }
  }

  /// Another program appends a line to the first file while a change is interrupted: the change is
  /// reverted completely, and the line is kept, whichever file it was appended to.
  @Test(arguments: ["new", "old", "both"])
  func linesOfOthersStay(place: String) throws {
    let (scratch, record) = try interrupted("a.toml", "b.toml")
    try Files.rename(scratch.path("kept"), to: scratch.path(record.patches[0].temporaryName))
    let line = "# theirs\n"
    if place != "old" { try scratch.write("a.toml", Self.new + line) }
    if place != "new" {
      let number = open(scratch.path(record.patches[0].temporaryName), O_WRONLY | O_APPEND)
      #expect(write(number, line, line.utf8.count) == line.utf8.count)
      close(number)
    }
    _ = try scratch.changes.recover()
    #expect(scratch.text("a.toml") == Self.old + line)
    #expect(scratch.text("b.toml") == Self.old)
    #expect(try Files.list(scratch.root).filter { $0.contains("toml") } == ["a.toml", "b.toml"])
  }
}
