import BackendKit

/// The result of `pin`, `unpin`, `upgrade` and `undo`.
struct ChangeReport: Report {
  let plan: ChangePlan
  let written: Bool
  /// What was skipped because it could not be checked.
  var skipped: [SkippedItem] = []
  /// The exit status of an install that was part of the command.
  var installStatus: Int32 = 0

  var exitCode: Int32 {
    installStatus != 0 ? installStatus : skipped.first?.code.exitCode ?? 0
  }

  var done: String? { written ? files : nil }

  var note: String? { plan.isEmpty ? nil : files }

  private var files: String {
    let names = plan.files.map { SafeText.clean($0.fullName) }.joined(separator: ", ")
    return (written ? "written: " : "would be written: ") + names
  }

  var json: JSONValue {
    [
      "changes": .array(
        plan.files.map { file in
          .object(omittingNil: [
            ("file", .string(file.path)),
            ("target", file.displayTarget.flatMap { _ in file.target }.map(JSONValue.string)),
            ("diff", .string(file.diff.text)),
          ])
        }),
      "written": .bool(written),
    ]
  }

  func text(_ style: OutputStyle) -> String {
    guard !plan.files.isEmpty else {
      return skipped.isEmpty
        ? "nothing to change\n" : "nothing to change in what could be checked\n"
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

  /// A line that is safe for a terminal. Tabs are kept: they do no harm, and the output may be used
  /// as a patch.
  private static func cleaned(_ line: String) -> String {
    line.split(separator: "\t", omittingEmptySubsequences: false)
      .map { SafeText.clean(String($0)) }.joined(separator: "\t")
  }
}

extension CommandContext {
  /// Writes the staged changes, except in a dry run, and reports them. A signal that arrives during
  /// the write is handled after it.
  func report(on session: inout SessionDriver, dryRun: Bool) throws -> ChangeReport {
    let staged = session.session.staged.plan ?? ChangePlan(files: [])
    if !dryRun { try session.agreeToOutside(self) }
    let written = try interruptible { cancellation in
      try session.finish(dryRun: dryRun, cancellation: cancellation) { output.notify($0) }
    }
    return report(on: staged, written: written)
  }

  /// What was written, or would be.
  func report(on plan: ChangePlan, written: WrittenChange?) -> ChangeReport {
    let plan = written?.plan ?? plan
    warn(of: plan, written: written)
    return ChangeReport(plan: plan, written: written.map { !$0.plan.isEmpty } ?? false)
  }
}
