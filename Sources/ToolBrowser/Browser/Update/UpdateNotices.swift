import BackendKit

extension State {
  /// Asks the session for something.
  mutating func request(_ intent: Intent) -> [Effect] { perform(session.request(intent)) }

  /// Takes the session's effects: what it tells is shown, the rest is done elsewhere.
  mutating func perform(_ effects: [Session.Effect]) -> [Effect] {
    var rest: [Effect] = []
    for effect in effects {
      switch effect {
      case .start(let id, let task): rest.append(.start(id, task))
      case .cancel(let id): rest.append(.cancel(id))
      case .cancelItem(let index, let id): rest.append(.cancelItem(index, of: id))
      case .tell(let notice): show(notice)
      }
    }
    return rest
  }

  /// Shows what the session tells.
  private mutating func show(_ notice: Notice) {
    switch notice {
    case .refused(let refusal): show(ErrorMessage(refusal))
    case .failed(let problem): show(problem)
    case .cancelled(let task): say("Cancelled: \(task.label)")
    case .line(let line): log.add(LogEntry(.progress, line))
    case .indexListed, .indexFilled, .indexRead:
      isWatchOutdated = true
      showIndex(notice)
    case .projectRead(let previous):
      isWatchOutdated = true
      showProject(after: previous)
    case .inspected: break
    case .installProgressed(let running): noteInstalls(running)
    case .staged, .planned, .plannedAgain, .nothingToChange, .changeRefused, .dropped,
      .nothingStaged, .written, .locksStale:
      showStaged(notice)
    case .undoPlanned(let plan): overlay = .undo(plan, top: 0)
    case .undone(let change):
      note(change)
      say("Took back what was written to \(change.names)")
    case .targetChosen(let target): say("Writes to \(target.name)")
    case .itemCancelled(let item): say("Cancelled: installing \(names([item]))")
    case .installQueued(let items): say("\(names(items)) is installed next")
    case .alreadyInstalling(let items):
      let what = items.count == 1 ? "\(items[0].tool)" : "What is marked"
      status = SafeText.clean(
        text("\(what) is being installed already", KeyHint(.cancel, in: context, "cancels it")))
    case .installed(let results, let id): show(results, of: id)
    case .refreshed(let names): say("Refreshed \(names.joined(separator: ", "))")
    }
  }

  private mutating func showIndex(_ notice: Notice) {
    switch notice {
    case .indexListed:
      if browse.registry >= session.index.registries.count { browse.registry = 0 }
      browse.listAnew(session)
    case .indexFilled:
      browse.table = nil
      browse.refreshHits(session)
      browse.loadVersions(session)
      if browse.versionCursor == ListCursor() { browse.restartVersions(session) }
    default:
      let count = session.index.tools.count
      if count > 0 { log.add(LogEntry(.done, "Read the index: \(count) tools")) }
    }
  }

  /// The files were read anew; cursor and marks stay with their entries. An entry that says
  /// something else now, or stands among others, is not what was marked.
  private mutating func showProject(after previous: ProjectSnapshot?) {
    guard let snapshot = session.project else { return }
    let known = Set((previous?.problems ?? []).map(\.message))
    for problem in snapshot.problems where !known.contains(problem.message) {
      note(problem)
    }
    if lacksOCX, previous?.hasOCX != false { log.add(LogEntry(.failed, MissingOCX.sentence)) }
    let rows = previous?.rows ?? []
    let selected = rows.indices.contains(project.cursor.index) ? rows[project.cursor.index].id : nil
    if let selected, let index = snapshot.rows.firstIndex(where: { $0.id == selected }) {
      project.cursor.index = index
    }
    project.marked.formIntersection(snapshot.rows.map(\.id))
    project.marked = project.marked.filter { id in
      previous?.requests(beside: id) == snapshot.requests(beside: id)
    }
    if previous == nil { browse.restartVersions(session) }
  }

  private mutating func showStaged(_ notice: Notice) {
    switch notice {
    case .staged(let proposal): showStaged(proposal)
    case .planned(true): showPlan()
    case .plannedAgain:
      showPlan()
      say(
        text(
          "The files were changed elsewhere: what is staged was planned again",
          KeyHint(.write, in: context, "shows the diff")))
    case .nothingToChange(let othersAreStaged):
      if othersAreStaged { showPlan() } else { staged = StagedState() }
      status =
        othersAreStaged
        ? "Nothing to change: that is so already." : "Nothing to change: the files say so already."
    case .changeRefused(_, let reason):
      status = nil
      show(reason)
    case .dropped(let change): say("Dropped \(change.change.key)")
    case .nothingStaged: status = "Nothing is staged."
    case .written(let change):
      staged = StagedState()
      note(change)
      say(text("Wrote \(change.names)", KeyHint(.undo, in: .staged, "undoes it")))
    case .locksStale(let locks): for lock in locks { say(SafeText.clean(lock.message)) }
    default: break
    }
  }

  /// Notes what is to be known of a change beside what was written.
  private mutating func note(_ change: WrittenChange) {
    let home = options.environment.home
    for line in change.remarks(display: { Paths.abbreviate($0, home: home) }) {
      log.add(LogEntry(.failed, line))
    }
  }

  private mutating func showStaged(_ proposal: Proposal) {
    for problem in proposal.skipped { note(problem) }
    for version in proposal.foreign {
      let platforms = version.platforms.joined(separator: ", ")
      show(
        ErrorMessage(
          message: "\(version.key) \(version.request) does not run here.",
          hint: "It is for \(platforms). It is staged all the same."))
    }
    for left in proposal.left {
      log.add(LogEntry(.done, "Left: \(LeftText.line(left))"))
    }
    let majors = LeftText.count(proposal.left)
    guard !proposal.changes.isEmpty else {
      if let problem = proposal.skipped.first {
        error = inWordsOfScreen(problem)
      } else {
        status = "Nothing to change." + (majors.map { " Left: \($0)." } ?? "")
      }
      return
    }
    let count = proposal.changes.count
    let what = count == 1 ? proposal.changes[0].change.key : "\(count) changes"
    let skipped = proposal.skipped.count
    let left = [majors, skipped == 0 ? nil : "\(skipped)"].compactMap { $0 }
    status = SafeText.clean(
      text(
        "Staged \(what)"
          + (left.isEmpty ? "" : ", left: \(left.joined(separator: ", ")) (see Log)"),
        KeyHint(.write, in: context, "shows the diff")))
  }

  /// The diff is another one now, and has to be seen before it is written.
  private mutating func showPlan() {
    for warning in session.staged.plan?.warnings ?? [] {
      log.add(LogEntry(.failed, warning.message))
    }
    staged.seen = SeenDiff()
    staged.top = 0
    staged.followsCursor = true
  }

  func names(_ items: [Installer.Item]) -> String {
    items.map { $0.tool.repository + ($0.version.map { "@" + $0 } ?? "") }
      .joined(separator: ", ")
  }
}
