import BackendKit

/// The result of `undo --list`: the changes that can be undone, newest first.
struct HistoryReport: Report {
  let changes: [PastChange]
  let now: Int64
  /// Whether the changes of all projects were requested.
  let isOfAll: Bool
  let home: String
  /// How the path of a file is shown.
  let display: @Sendable (String) -> String

  var note: String? { changes.isEmpty ? "nothing to undo" : nil }

  var json: JSONValue {
    .array(
      changes.map { change in
        [
          "number": JSONValue(change.number), "time": .string(Timestamp.text(change.time)),
          "project": JSONValue(change.origin.isEmpty ? nil : change.origin),
          "files": JSONValue(change.files),
        ]
      })
  }

  func text(_ style: OutputStyle) -> String {
    var table = TextTable([
      .init("CHANGE", .right), .init("WRITTEN"), .init("FROM", cut: .middle),
      .init("FILES", cut: .middle),
    ])
    for change in changes {
      let age = Age.short(seconds: now - change.time)
      table.add([
        "\(change.number)", age == "now" ? age : age + " ago",
        isOfAll ? Paths.abbreviate(change.origin, home: home) : "",
        change.files.map(display).joined(separator: ", "),
      ])
    }
    return table.text(style: style)
  }
}

/// The result of `undo --forget`: interrupted changes that were dropped, and their files, which
/// stay as they are.
struct ForgottenReport: Report {
  let notes: [RecoveryNote]
  let isDryRun: Bool
  let home: String

  /// Whether a change is dropped. Changes of another version of the program are not.
  private static func isDropped(_ note: RecoveryNote) -> Bool {
    note.isOpen && note.outcome != .otherVersion
  }

  var note: String? { notes.isEmpty ? "no change is unfinished" : nil }

  var json: JSONValue {
    [
      "forgotten": .array(
        notes.filter(Self.isDropped).map { note in
          ["journal": .string(note.journal), "files": JSONValue(note.files)]
        }),
      "written": .bool(!isDryRun && notes.contains(where: Self.isDropped)),
    ]
  }

  func text(_ style: OutputStyle) -> String {
    notes.map { SafeText.clean(line(of: $0)) + "\n" }.joined()
  }

  private func line(of note: RecoveryNote) -> String {
    let names = note.files.map { Paths.abbreviate($0, home: home) }.joined(separator: ", ")
    switch note.outcome {
    case .kept(let reason):
      return isDryRun
        ? "unfinished, and forgotten if it cannot be finished: \(names)"
        : "forgotten: \(names) stay as they are (\(reason))"
    case .damaged:
      return (isDryRun ? "would be forgotten: " : "forgotten: ")
        + "\(note.journal), which cannot be read"
    default: return note.message { Paths.abbreviate($0, home: home) }
    }
  }
}
