import BackendKit

/// What `pin`, `unpin`, `upgrade` and `undo` changed, or would.
struct ChangeReport: Report {
  let plan: ChangePlan
  let written: Bool
  /// What could not be looked at, where the command went on without.
  var leftOut: [SkippedItem] = []
  /// The status of what was installed with it.
  var installStatus: Int32 = 0

  var exitCode: Int32 {
    installStatus != 0 ? installStatus : leftOut.first?.code.exitCode ?? 0
  }

  var done: String? { written ? files : nil }

  var note: String? { plan.isEmpty ? nil : files }

  private var files: String {
    let names = plan.files.map { SafeText.clean($0.displayPath) }.joined(separator: ", ")
    return (written ? "written: " : "would be written: ") + names
  }

  var json: JSONValue {
    [
      "changes": .array(
        plan.files.map { file in
          ["file": .string(file.path), "diff": .string(file.diff.text)]
        }),
      "written": .bool(written),
    ]
  }

  func text(_ style: OutputStyle) -> String {
    guard !plan.files.isEmpty else {
      return leftOut.isEmpty
        ? "nothing to change\n" : "nothing to change in what could be looked at\n"
    }
    var text = ""
    for line in plan.files.flatMap(\.diff.lines) {
      let role: ColourRole =
        switch line.kind {
        case .added: .good
        case .removed: .bad
        case .hunk, .header: .dim
        default: .plain
        }
      text += style.painted(Self.cleaned(line.written), role) + "\n"
    }
    return text
  }

  /// A line that is fit for a terminal. Tabs do no harm there, and it may be a patch.
  private static func cleaned(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false)
      .map { SafeText.clean(String($0)) }.joined(separator: "\t")
  }
}

extension ChangeReport {
  /// Plans the changes and, but for a dry run, applies them.
  static func of(
    _ changes: [Change], workspace: Workspace, dryRun: Bool
  ) throws -> ChangeReport {
    let store = Changes(environment: workspace.environment)
    let plan = try store.plan(changes, display: workspace.project.displayPath)
    let writes = !dryRun && !plan.files.isEmpty
    if writes { try store.apply(plan) }
    return ChangeReport(plan: plan, written: writes)
  }
}
