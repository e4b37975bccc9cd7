import BackendKit

/// The wording of plain text: sentences and words instead of symbols and columns.
enum PlainText {
  static let help = [
    "list: every tool. find WORDS: the tools that match, best first. more: the next lines.",
    "NUMBER, or show NAME: open a tool. versions, versions all: its versions, newest first.",
    "version VERSION: its digest, platforms and full name. readme: what its publisher says.",
    "project: what the files pin. file: which file pins go to; file local, file global, file PATH.",
    "pin VERSION, pin VERSION digest: stage a pin of the open tool, such as pin 4.3.",
    "unpin, unpin NUMBER …: stage that it goes. upgrade NUMBER …, upgrade all, upgrade all major.",
    "staged: the changes and their diff. drop NUMBER: take one off. write: write all or none.",
    "undo: the change that was written last, also by an earlier run.",
    "install, install NUMBER …: the open tool, or all pins. refresh: the index.",
    "registries: what the index lists. log: what happened so far. quit.",
  ]

  /// An age in words.
  static func age(_ short: String) -> String { short == "now" ? "new" : "\(short) old" }

  static func lines(_ problem: ErrorMessage) -> [String] {
    let hint = problem.hint { remedy in
      switch remedy {
      case .refreshIndex(nil): "say refresh"
      case .listPins: "type project"
      case .listPackages: "type list"
      case .listVersions(_, let all): all ? "type versions all" : "type versions"
      case .refreshIndex, .installPlugin, .pinDigest, .listChanges, .undoAnywhere, .forgetChange:
        remedy.command
      }
    }
    return ["Error: \(problem.message)"] + (hint.map { [$0] } ?? [])
  }

  /// The lines for a notice.
  static func lines(_ notice: Notice) -> [String] {
    switch notice {
    case .refused(let refusal): lines(ErrorMessage(refusal))
    case .failed(let problem), .changeRefused(_, let problem): lines(problem)
    case .staged(let proposal): lines(proposal)
    case .nothingToChange(let othersAreStaged):
      [
        othersAreStaged
          ? "Nothing to do: that is already staged."
          : "Nothing to do: the files already contain this."
      ]
    case .nothingStaged: ["Nothing is staged."]
    case .outside(let files):
      files.map { "\($0.targetName) lies outside the project: \($0.reason)." }
        + ["Type yes to write it."]
    case .plannedAgain:
      ["The files were changed elsewhere, so the staged changes have a new diff."]
    case .written(let change):
      notes(change) + ["Wrote \(change.names). undo undoes it."]
    case .locksStale(let locks): locks.map { SafeText.clean($0.message) + "." }
    case .undoPlanned(let undo): diff(undo.plan) + ["Type yes to undo that."]
    case .undone(let change):
      notes(change) + ["Undid what was written to \(change.names)."]
    case .targetChosen(let target): ["Pins are written to \(target.description)."]
    case .installed(let results, _): results.flatMap(lines)
    case .refreshed(let results): lines(results)
    case .miseRefuses(let reasons): reasons.flatMap(refusal)
    case .cancelled, .itemCancelled: ["Cancelled."]
    case .alreadyInstalling(let items): ["Already being installed: \(names(items))."]
    case .installQueued(let items): ["Queued: \(names(items))."]
    case .indexListed, .indexFilled, .indexRead, .projectRead, .inspected, .planned, .dropped,
      .command, .line, .installLine, .installProgressed, .refreshProgressed:
      []
    }
  }

  /// What mise will fail for.
  static func refusal(_ reason: ErrorMessage) -> [String] {
    let reported = lines(reason)
    return ["mise will refuse: \(reason.message)."] + reported.dropFirst()
  }

  private static func notes(_ change: WrittenChange) -> [String] {
    change.notes { $0 }.map { $0 + "." }
  }

  private static func lines(_ proposal: Proposal) -> [String] {
    let foreign = proposal.foreign.map { version in
      "\(version.key) \(version.request) does not run here: it is for "
        + version.platforms.joined(separator: ", ") + "."
    }
    let left = proposal.left.map { "Left: \(SkippedUpgradeText.line($0))." }
    let isNothing = proposal.changes.isEmpty && proposal.skipped.isEmpty
    return proposal.skipped.flatMap(lines) + foreign + left
      + (isNothing ? ["Nothing to do."] : [])
  }

  /// The lines for one item of an install.
  private static func lines(_ result: InstallResult) -> [String] {
    let name = names([result.item])
    return switch result.outcome {
    case .installed: ["Installed \(name)."]
    case .present: ["Already installed: \(name)."]
    case .failed(let failure): lines(ErrorMessage(failure))
    case .cancelled: ["Cancelled: \(name)."]
    case .notStarted: ["Not started: \(name)."]
    }
  }

  /// The lines for a refresh: what is up to date in one sentence, then each failure.
  private static func lines(_ results: [RefreshResult]) -> [String] {
    let refreshed = results.filter { $0.outcome == .refreshed }.map(\.subject.name)
    let failures = results.compactMap(\.failure).map { ErrorMessage($0) }
    return
      (refreshed.isEmpty
      ? [] : ["Refreshed \(SafeText.clean(refreshed.joined(separator: ", ")))."])
      + failures.flatMap(lines)
  }

  private static func names(_ items: [Installer.Item]) -> String {
    let names = items.map { $0.tool.repository + ($0.version.map { "@" + $0 } ?? "") }
    return SafeText.clean(names.joined(separator: ", "))
  }

  /// Why an install leaves a pin out.
  static func skipped(_ skipped: InstallSelection.SkippedPin) -> String {
    let pin = skipped.pin
    let name = "\(pin.entry.key) \(pin.resolved ?? pin.entry.request)"
    let text =
      switch skipped.reason {
      case .yanked: "\(name) is yanked"
      case .elsewhere: "\(name): \(pin.elsewhereText ?? "does not run here")"
      case .unknown: name + (pin.warnings.first.map { ": " + $0 } ?? " is unknown")
      case .moved: "\(name) has moved since it was installed"
      }
    return SafeText.clean("Left: \(text).")
  }

  /// One entry of a file, on a line.
  static func pin(_ row: ProjectRow) -> String {
    var parts = ["\(row.name), pin \(row.request)"]
    if let problem = row.problem { parts.append(problem) }
    if let reason = row.ignoredBecause {
      parts.append("ignored: \(reason)")
    } else if row.isInForce {
      if let resolved = row.resolved {
        parts.append("\(resolved) in force")
        parts.append(row.installed.contains(resolved) ? "installed" : "not installed")
      }
      parts.append(row.pin.state.rawValue)
    } else if let shadow = row.shadowedBy {
      parts.append("shadowed by \(shadow)")
    }
    if let latest = row.latest { parts.append("newest \(latest)") }
    parts.append("in \(row.location)")
    return parts.joined(separator: ", ")
  }

  static func change(_ staged: StagedChange) -> String {
    let key = SafeText.clean(staged.change.key)
    guard let request = staged.change.request else { return "unpin \(key)" }
    return "pin \(key) to \(SafeText.clean(request))"
  }

  /// A diff in words.
  static func diff(_ plan: ChangePlan) -> [String] {
    if plan.files.isEmpty { return ["The files already contain this."] }
    return plan.files.flatMap { file in
      ["File \(SafeText.clean(file.fullName))"]
        + file.diff.lines.compactMap { line in
          let text = SafeText.cleanLines(line.text).first ?? ""
          switch line.kind {
          case .removed: return "removes line \(line.old ?? 0): \(text)"
          case .added: return "adds line \(line.new ?? 0): \(text)"
          default: return nil
          }
        }
    }
  }
}
