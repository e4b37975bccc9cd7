import BackendKit

extension State {
  /// Takes what work says on its way.
  mutating func take(_ progress: Progress, of id: TaskID) {
    guard tasks.contains(id) else { return }
    switch progress {
    case .names(let snapshot):
      indexModel.open(snapshot)
      if browse.registry >= indexModel.registries.count { browse.registry = 0 }
      browse.hits = isFiltering ? browse.hits : []
      refreshHits()
    case .summaries(let answers):
      indexModel.fill(answers)
      browse.table = nil
      refreshHits()
      loadVersions()
      if browse.versionCursor == ListCursor() { restartVersions() }
    case .line(let line): log.add(LogEntry(.progress, line))
    }
  }

  /// Takes what work came to.
  mutating func take(_ outcome: Outcome, of id: TaskID) -> [Effect] {
    guard tasks.end(id) else { return [] }
    opening.remove(id)
    switch outcome {
    case .indexOpened(let now):
      self.now = now
      indexModel.isOpen = true
      browse.inspection = nil
      let count = indexModel.tools.count
      if count > 0 { log.add(LogEntry(.done, "Read the index: \(count) tools")) }
    case .projectOpened(let snapshot):
      take(snapshot)
      return planAgain()
    case .inspected(let inspection):
      browse.inspecting = nil
      browse.inspection = inspection
    case .staged(let changes, let skipped): return take(changes, skipped: skipped)
    case .planned(let plan): if staged.planning == id { take(plan) }
    case .targetChosen(let target):
      if case .file = target.scope { typedTarget = target }
      scope = target.scope
      say("Writes to \(target.name)")
    case .written(let files):
      if staged.plan?.files.contains(where: { $0.path == typedTarget?.path }) == true {
        typedTarget?.exists = true
      }
      staged = StagedState()
      say(
        text(
          "Wrote \(files.joined(separator: ", "))", KeyHint(.undo, in: .staged, "undoes it")))
      return [run(.openProject)]
    case .undoPlanned(let plan):
      if plan.files.isEmpty {
        status = "There is nothing to take back."
      } else {
        overlay = .undo(plan, top: 0)
      }
    case .undone(let files):
      say("Took back what was written to \(files.joined(separator: ", "))")
      return [run(.openProject)] + replan()
    case .installed(let what):
      say("Installed \(what)")
      browse.inspection = nil
      return [run(.openProject)]
    case .refreshed(let what):
      say("Refreshed \(what)")
      return [run(.openIndex), run(.openProject)]
    case .failed(let problem):
      if browse.inspecting?.work == id { browse.inspecting = nil }
      show(problem)
      if staged.planning == id { return refusePlan(problem) }
      if staged.writing == id {
        // The files are not what was planned on: the next w writes what is seen from now on.
        staged.writing = nil
        return replan() + [run(.openProject)]
      }
    case .cancelled:
      if browse.inspecting?.work == id { browse.inspecting = nil }
      if staged.planning == id { staged.planning = nil }
    }
    return []
  }

  /// The files were read anew; cursor and marks stay with their entries. An entry that says
  /// something else now, or stands among others, is not what was marked.
  private mutating func take(_ snapshot: ProjectSnapshot) {
    let selected = selectedRow?.id
    let known = Set((project.snapshot?.problems ?? []).map(\.message))
    for problem in snapshot.problems where !known.contains(problem.message) {
      log.add(LogEntry(.failed, problem.message, hint: problem.hint))
    }
    let old = project.snapshot
    let lacked = lacksOCX
    project.snapshot = snapshot
    if lacksOCX, !lacked { log.add(LogEntry(.failed, MissingOCX.sentence)) }
    if let selected, let index = snapshot.rows.firstIndex(where: { $0.id == selected }) {
      project.cursor.index = index
    }
    project.marked.formIntersection(snapshot.rows.map(\.id))
    project.marked = project.marked.filter { id in
      old?.requests(beside: id) == snapshot.requests(beside: id)
    }
    if old == nil { restartVersions() }
  }

  private mutating func take(_ made: [StagedChange], skipped: [ErrorMessage]) -> [Effect] {
    let (changes, doubled) = staged.withoutDoubles(made)
    let skipped = skipped + doubled
    for problem in skipped { log.add(LogEntry(.failed, problem.message, hint: problem.hint)) }
    if changes.isEmpty {
      if let problem = skipped.first { error = problem } else { status = "Nothing to change." }
      return []
    }
    let effects = stage(changes)
    let what = changes.count == 1 ? changes[0].change.key : "\(changes.count) changes"
    let left = skipped.isEmpty ? "" : ", \(skipped.count) left out: see Log"
    status = SafeText.clean(
      text("Staged \(what)\(left)", KeyHint(.write, in: context, "shows the diff")))
    return effects
  }

  /// Takes a key's meaning in Log.
  mutating func performInLog(_ action: Action) {
    let page = max(ScreenLayout(size: size).list.rows - 1, 1)
    let count = log.entries.count
    switch action {
    case .up: log.cursor.move(by: -1, count: count)
    case .down: log.cursor.move(by: 1, count: count)
    case .pageUp: log.cursor.move(by: -page, count: count)
    case .pageDown: log.cursor.move(by: page, count: count)
    case .halfPageUp: log.cursor.move(by: -max(page / 2, 1), count: count)
    case .halfPageDown: log.cursor.move(by: max(page / 2, 1), count: count)
    case .top: log.cursor.index = 0
    case .bottom: log.cursor.index = max(count - 1, 0)
    default: break
    }
  }
}
