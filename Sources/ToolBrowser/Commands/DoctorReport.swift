import BackendKit

/// The result of `doctor`.
struct DoctorReport: Report {
  /// The result of one check.
  enum Verdict: String, Sendable {
    case good = "ok"
    case attention
    case bad = "failed"
  }

  /// One check.
  struct Check: Sendable {
    let subject: String
    let verdict: Verdict
    let found: String
    let hint: String?
    /// The exit code of the program if this is the first check that failed.
    private(set) var code: FailureCode?

    init(_ subject: String, _ verdict: Verdict, _ found: String, hint: String? = nil) {
      self.subject = subject
      self.verdict = verdict
      self.found = found
      self.hint = hint
    }

    init(_ subject: String, failure: any UserFacingError) {
      self.init(
        subject, .bad, SafeText.clean(failure.message),
        hint: failure.commandHint.map(SafeText.clean))
      code = failure.code
    }
  }

  let checks: [Check]
  /// Details of the machine, for a report to somebody else.
  var machine: MachineSummary?

  /// The code of the first check that failed; one that only needs attention does not count.
  var exitCode: Int32 { checks.first { $0.code != nil }?.code?.exitCode ?? 0 }

  var json: JSONValue {
    .array(
      checks.map { check in
        .object(omittingNil: [
          ("check", .string(check.subject)), ("state", .string(check.verdict.rawValue)),
          ("found", .string(check.found)), ("hint", .known(check.hint)),
        ])
      })
  }

  func text(_ style: OutputStyle) -> String {
    guard let machine else { return table(style) }
    // Pasted text has no colours and no width.
    let text = machine.lines.joined(separator: "\n") + "\n\n" + table(.bare)
    return "```\n\(machine.withoutHome(text))```\n"
  }

  private func table(_ style: OutputStyle) -> String {
    var table = TextTable([.init(""), .init("CHECK"), .init("FOUND")])
    let lead = checks.reduce(0) { max($0, $1.subject.cellWidth) } + 14
    // On a terminal the text is wrapped in its column.
    let room = style.columns.map { max($0 - lead, 30) } ?? .max
    for check in checks {
      let found = Wrap.lines(check.found, columns: room)
      table.add([check.verdict.rawValue, check.subject, found.first ?? ""])
      let hint = check.hint.map { Wrap.lines("-> " + $0, columns: room) } ?? []
      for line in found.dropFirst() + hint { table.add(["", "", line]) }
    }
    return table.text(style: style)
  }
}
