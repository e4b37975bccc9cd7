import BackendKit

/// The messages of the screen for a notice of the session.
struct NoticeText {
  let session: Session
  /// The context whose keys are named.
  let context: Context
  let bindings: KeyBindings
  let ascii: Bool
  /// The separator between the parts of a line.
  let separator: String

  func messages(for notice: Notice) -> [Message] {
    switch notice {
    case .refused(let refusal): [.error(ErrorMessage(refusal))]
    case .failed(let problem): [.error(problem)]
    case .cancelled(let task): [.done("Cancelled: \(task.label)")]
    case .command(let command): [.logged(LogEntry(.command, command))]
    case .line(let line): [.logged(LogEntry(.progress, line))]
    case .indexRead: indexRead
    case .projectRead(let previous): projectRead(after: previous)
    case .staged(let proposal): staged(proposal)
    case .nothingToChange(let othersAreStaged):
      [
        .status(
          othersAreStaged
            ? "Nothing to do: that is already staged."
            : "Nothing to do: the files already contain this.")
      ]
    case .changeRefused(_, let reason): [.error(reason)]
    case .dropped(let change): [.done("Dropped \(change.change.key)")]
    case .nothingStaged: [.status("Nothing is staged.")]
    case .written(let change):
      notes(of: change) + [
        .done("Wrote \(change.names)", KeyHint(.undo, in: .staged, "undoes it"))
      ]
    case .locksStale(let locks): locks.map { .done($0.message) }
    case .undone(let change):
      notes(of: change) + [.done("Undid what was written to \(change.names)")]
    case .targetChosen(let target): [.done("Pins are written to \(target.description)")]
    case .itemCancelled(let item): [.done("Cancelled: installing \(names([item]))")]
    case .miseRefuses(let reasons): reasons.map { .noted($0) }
    case .installQueued(let items): [.done("Queued: \(names(items))")]
    case .alreadyInstalling(let items): [alreadyInstalling(items)]
    case .installProgressed(let running): progress(of: running)
    case .installed(let results, let id): installed(results, of: id)
    case .refreshed(let results): refreshed(results)
    case .planned(isNew: true): warnings
    case .plannedAgain:
      warnings + [
        .done(
          "Files changed elsewhere; staged changes planned again",
          KeyHint(.write, in: context, "shows the diff"))
      ]
    case .indexListed, .indexFilled, .inspected, .outside, .installLine, .refreshProgressed,
      .planned,
      .undoPlanned:
      []
    }
  }

  private var indexRead: [Message] {
    let count = session.index.tools.count
    return count > 0 ? [.logged(LogEntry(.done, "Read the index: \(count) tools"))] : []
  }

  private func projectRead(after previous: ProjectSnapshot?) -> [Message] {
    guard let snapshot = session.project else { return [] }
    let known = Set((previous?.problems ?? []).map(\.message))
    let isNew = snapshot.lacksOCX(in: session.options) && previous?.hasOCX != false
    return snapshot.problems.filter { !known.contains($0.message) }.map { .noted($0) }
      + (isNew ? [.logged(LogEntry(.failed, MissingOCX.sentence))] : [])
  }

  private func staged(_ proposal: Proposal) -> [Message] {
    let foreign = proposal.foreign.map { version in
      Message.error(
        ErrorMessage(
          message: "\(version.key) \(version.request) does not run here.",
          hint: "It is for \(version.platforms.joined(separator: ", ")). It is staged anyway."
        ))
    }
    let left = proposal.left.map {
      Message.logged(LogEntry(.done, "Left: \(SkippedUpgradeText.line($0))"))
    }
    return proposal.skipped.map { .noted($0) } + foreign + left + [summary(of: proposal)]
  }

  private func summary(of proposal: Proposal) -> Message {
    let majors = SkippedUpgradeText.count(proposal.left)
    guard !proposal.changes.isEmpty else {
      if let problem = proposal.skipped.first { return .shown(problem) }
      return .status("Nothing to do." + (majors.map { " Left: \($0)." } ?? ""))
    }
    let count = proposal.changes.count
    let what = count == 1 ? proposal.changes[0].change.key : "\(count) changes"
    let skipped = proposal.skipped.count
    let left = [majors, skipped == 0 ? nil : "\(skipped)"].compactMap { $0 }
    return .status(
      "Staged \(what)" + (left.isEmpty ? "" : ", left: \(left.joined(separator: ", ")) (see Log)"),
      KeyHint(.write, in: context, "shows the diff"))
  }

  private func alreadyInstalling(_ items: [Installer.Item]) -> Message {
    let what = items.count == 1 ? "\(items[0].tool)" : "What is selected"
    return .status(
      "\(what) is already being installed", KeyHint(.cancel, in: context, "cancels it"))
  }

  /// Warnings about the diff.
  private var warnings: [Message] {
    (session.staged.plan?.warnings ?? []).map { .logged(LogEntry(.failed, $0.message)) }
  }

  /// Warnings about what was written.
  private func notes(of change: WrittenChange) -> [Message] {
    let home = session.options.environment.home
    return change.notes { Paths.abbreviate($0, home: home) }
      .map { .logged(LogEntry(.failed, $0)) }
  }

  /// One log line for each item: that it is being installed, then its result.
  private func progress(of running: InstallQueue.Running) -> [Message] {
    zip(running.items, running.progress).enumerated().compactMap { index, pair in
      let (item, progress) = pair
      let id = LogEntry.ID(task: running.id, item: index)
      switch progress {
      case .waiting: return nil
      case .running:
        return .running(LogEntry(.progress, "Installing \(names([item]))", isOpen: true), id)
      case .ended(let outcome):
        return .running(entry(InstallResult(item, outcome), running.status[index]), id)
      }
    }
  }

  /// The log line for the result of one item.
  private func entry(_ result: InstallResult, _ status: InstallStatus?) -> LogEntry {
    let name = names([result.item])
    func done(_ text: String) -> LogEntry {
      return LogEntry(
        .done, ([text] + (status?.outcome ?? [])).joined(separator: " \(separator) "))
    }
    switch result.outcome {
    case .installed: return done("Installed \(name)")
    case .present: return done("Already installed: \(name)")
    case .cancelled: return LogEntry(.progress, "Cancelled: installing \(name)")
    case .notStarted: return LogEntry(.progress, "Not started: installing \(name)")
    case .failed(let failure):
      let problem = bindings.withHint(ErrorMessage(failure), in: context, ascii: ascii)
      return LogEntry(.failed, problem.message, hint: problem.hint)
    }
  }

  /// The results of all items: the first failure is shown, the log has a line for each.
  private func installed(_ results: [InstallResult], of id: TaskID) -> [Message] {
    let installed = results.filter { $0.outcome == .installed || $0.outcome == .present }
    let failures = results.compactMap { result -> ErrorMessage? in
      if case .failed(let failure) = result.outcome { ErrorMessage(failure) } else { nil }
    }
    return results.enumerated().map { index, result in
      .ended(entry(result, nil), LogEntry.ID(task: id, item: index))
    }
      + (installed.isEmpty ? [] : [.status("Installed \(names(installed.map(\.item)))")])
      + failures.prefix(1).map { .shown($0) }
  }

  /// The results of a refresh; the first failure is shown, all are logged.
  private func refreshed(_ results: [RefreshResult]) -> [Message] {
    let refreshed = results.filter { $0.outcome == .refreshed }.map(\.subject.name)
    let failures = results.compactMap { result -> ErrorMessage? in
      if case .failed(let failure) = result.outcome { ErrorMessage(failure) } else { nil }
    }
    return
      (refreshed.isEmpty ? [] : [.done("Refreshed \(refreshed.joined(separator: ", "))")])
      + messages(of: failures)
  }

  private func messages(of failures: [ErrorMessage]) -> [Message] {
    failures.dropFirst().map { .noted($0) } + failures.prefix(1).map { .error($0) }
  }

  private func names(_ items: [Installer.Item]) -> String {
    items.map { $0.tool.repository + ($0.version.map { "@" + $0 } ?? "") }
      .joined(separator: ", ")
  }
}

extension Notice {
  /// Whether something was read from disk that has to be watched from now on.
  var isReading: Bool {
    switch self {
    case .indexListed, .indexFilled, .indexRead, .projectRead: true
    default: false
    }
  }
}
