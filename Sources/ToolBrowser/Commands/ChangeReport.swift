import BackendKit

/// What `pin`, `unpin`, `upgrade` and `undo` changed, or would.
struct ChangeReport: Report {
  let plan: ChangePlan
  let written: Bool
  /// What a person is told where nothing was to be changed.
  var nothing = "nothing to change"

  var json: JSONValue {
    [
      "changes": .array(
        plan.files.map { file in
          ["file": .string(file.displayPath), "diff": .string(file.diff.text)]
        }),
      "written": .bool(written),
    ]
  }

  func text(_ style: OutputStyle) -> String {
    guard !plan.files.isEmpty else { return nothing + "\n" }
    var text = ""
    for line in plan.files.flatMap(\.diff.lines) {
      let role: ColourRole =
        switch line.kind {
        case .added: .good
        case .removed: .bad
        case .hunk, .header: .dim
        default: .plain
        }
      text += style.painted(line.written, role) + "\n"
    }
    return text
  }
}
