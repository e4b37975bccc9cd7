import BackendKit

/// What `doctor` found.
struct DoctorReport: Report {
  /// How a check came out.
  enum Verdict: String, Sendable {
    case good = "ok"
    case attention
    case bad = "failed"
  }

  /// One thing that was looked at.
  struct Check: Sendable {
    let subject: String
    let verdict: Verdict
    let found: String
    let hint: String?
    /// What the program ends with where this is the first that failed.
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
  /// What is told of the machine as well, where the report is for somebody else.
  var machine: MachineSummary?

  /// A check that failed is a failure of its kind; what merely wants attention is none.
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
    // Text that is pasted has no colours and no width.
    let text = machine.lines.joined(separator: "\n") + "\n\n" + table(.bare)
    return "```\n\(machine.withoutHome(text))```\n"
  }

  private func table(_ style: OutputStyle) -> String {
    var table = TextTable([.init(""), .init("CHECK"), .init("FOUND")])
    for check in checks {
      table.add([check.verdict.rawValue, check.subject, check.found])
      if let hint = check.hint { table.add(["", "", "-> " + hint]) }
    }
    return table.text(style: style)
  }
}
