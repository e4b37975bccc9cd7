import BackendKit

/// A user's work on one project: index, project, staged changes, write target and running tasks. A
/// value: it takes intents and task outcomes and returns effects. All rules about changes, installs
/// and policies are here; the interfaces (screen, plain text, commands) add none.
struct Session: Sendable {
  /// What the caller is to do.
  enum Effect: Sendable {
    /// Start a task; its progress and outcome are reported back with its ID.
    case start(TaskID, SessionTask)
    /// Cancel a task if it still runs. Its outcome is still reported.
    case cancel(TaskID)
    /// Cancel one item of a task.
    case cancelItem(Int, of: TaskID)
    /// Show a notice.
    case notify(Notice)
  }

  let options: SessionOptions
  private(set) var index = IndexModel()
  /// nil until it has been read.
  private(set) var project: ProjectSnapshot? {
    didSet {
      rowsByTool = [:]
      for row in rows { if let tool = row.tool { rowsByTool[tool, default: []].append(row) } }
    }
  }
  /// The entries of each tool, because every row of a list of tools asks for them.
  private var rowsByTool: [ToolName: [ProjectRow]] = [:]
  private(set) var staged = StagedChanges()
  private(set) var targets = WriteTargets()
  /// The files outside of the project that the person named, or agreed to; without links.
  private var agreed: Set<String> = []
  private(set) var installs = InstallQueue()
  private(set) var inspections = Inspections()
  private(set) var tasks = TasksInFlight()
  /// When the index was read, in seconds since 1970; ages are relative to it.
  private(set) var now: Int64
  /// What has changed on disk since it was read.
  private var outdated: Set<SessionTask.Subject> = []
  /// The newest task of each subject whose outcome was accepted.
  private var answered: [SessionTask.Subject: TaskID] = [:]

  init(options: SessionOptions) {
    self.options = options
    now = options.clock()
  }

  /// The entries of the project.
  var rows: [ProjectRow] { project?.rows ?? [] }

  /// Whether a file is being changed.
  var isWriting: Bool { tasks.items.contains { !$0.task.isCancellable } }

  /// The entries of a tool.
  func rows(of tool: ToolName) -> [ProjectRow] { rowsByTool[tool] ?? [] }

  /// The item of the running install that belongs to an entry, if it can be cancelled on its own:
  /// ocx runs one process per item, mise one for all.
  func cancellableItem(of row: ProjectRow) -> (index: Int, id: TaskID)? {
    guard project?.hasMise == false, let running = installs.running, running.items.count > 1
    else { return nil }
    let index = running.items.indices.first { index in
      if case .ended = running.progress[index] { return false }
      return running.items[index].key == row.id.key
        && running.items[index].version == row.pin.entry.request
    }
    return index.map { ($0, running.id) }
  }

  /// Advances the clock of running tasks by one tick.
  mutating func tick() {
    tasks.tick()
    if installs.running != nil { installs.note(now: options.clock()) }
  }
}

// MARK: Intents

extension Session {
  /// Handles an intent.
  mutating func request(_ intent: Intent) -> [Effect] {
    if let refusal = refusal(of: intent) { return [.notify(.refused(refusal))] }
    switch intent {
    case .readIndex: return [start(.openIndex)]
    case .readProject: return [start(.openProject)]
    case .readChanged(let folders): return read(changed: folders)
    case .inspect(let tool, let digests, let isAhead): return inspect(tool, digests, isAhead)
    case .pin(let request, let target, let withDigest):
      return [start(.pin(request, at: target, withDigest: withDigest))]
    case .pinNewest(let targets, let precision, let withDigest):
      return targets.isEmpty
        ? [] : [start(.pinNewest(targets, precision, withDigest: withDigest))]
    case .unpin(let rows): return rows.isEmpty ? [] : [start(.unpin(rows))]
    case .unpinTool(let tool, let scope): return [start(.unpinTool(tool, from: scope))]
    case .upgrade(let pins, to: .within):
      return install(InstallSelection.newer(within: pins).items)
    case .upgrade(let pins, let level): return [start(.upgrade(pins, to: level))]
    case .drop(let index):
      guard let change = staged.drop(at: index) else { return [] }
      return [.notify(.dropped(change))] + replan()
    case .reviewStaged: return review()
    case .write(let shown): return write(shown)
    case .agree(let paths):
      agreed.formUnion(paths)
      return []
    case .writeUnseen: return writeUnseen()
    case .planUndo(let request): return [start(.planUndo(request))]
    case .undo(let plan): return [start(.undo(plan))]
    case .undoUnseen(let request): return [start(.undoUnseen(request))]
    case .chooseScope(let scope):
      targets.choose(scope)
      return targets.current.map { [.notify(.targetChosen($0))] } ?? []
    case .chooseFile(let path): return [start(.chooseTarget(path))]
    case .install(let items): return install(items)
    case .refresh(let subjects): return subjects.isEmpty ? [] : [start(.refresh(subjects))]
    case .cancel(let id): return cancel(id)
    case .cancelItem(let index, let id):
      guard let running = installs.running, running.id == id, running.items.indices.contains(index)
      else { return [] }
      return [.cancelItem(index, of: id), .notify(.itemCancelled(running.items[index]))]
    }
  }

  /// Why an intent is refused; nil if it is allowed. What is in the store installs offline.
  private func refusal(of intent: Intent) -> Refusal? {
    let refusal = options.refusal(of: intent)
    guard refusal == .offline, case .install(let items) = intent, !items.isEmpty,
      items.allSatisfy(isInStore)
    else { return refusal }
    return options.readOnly ? .readOnly : nil
  }

  private func isInStore(_ item: Installer.Item) -> Bool {
    rows.contains {
      $0.id.key == item.key && $0.pin.entry.request == item.version && $0.pin.isInStore == true
    }
  }

  private mutating func start(_ task: SessionTask) -> Effect { .start(tasks.begin(task), task) }

  /// One tool at a time is inspected: what was asked for last.
  private mutating func inspect(
    _ tool: ToolName, _ digests: [Digest], _ isAhead: Bool
  ) -> [Effect] {
    if inspections.isFresh(tool) { return [] }
    let running = tasks.items.last { $0.task.subject == .inspection }
    if case .inspect(tool, _, _) = running?.task { return [] }
    var effects: [Effect] = []
    if let running {
      _ = tasks.end(running.id)
      effects.append(.cancel(running.id))
    }
    inspections.begin()
    return effects + [start(.inspect(tool, digests: digests, isAhead: isAhead))]
  }

  /// An install or a refresh still reports what became of each item; the outcome of any other
  /// cancelled task is dropped.
  private mutating func cancel(_ id: TaskID) -> [Effect] {
    guard let item = tasks[id], item.task.isCancellable, !item.isEnding else { return [] }
    switch item.task {
    case .install:
      tasks.markEnding(id)
      installs.cancel()
    case .refresh: tasks.markEnding(id)
    default:
      _ = tasks.end(id)
      if staged.planning == id { staged.endPlanning() }
    }
    return [.cancel(id), .notify(.cancelled(item.task))]
  }

  private mutating func install(_ items: [Installer.Item]) -> [Effect] {
    guard !items.isEmpty else { return [] }
    let fresh = installs.fresh(items)
    guard !fresh.isEmpty else { return [.notify(.alreadyInstalling(items))] }
    if installs.running != nil {
      installs.wait(fresh)
      return [.notify(.installQueued(fresh))]
    }
    let refusals = project?.refusals ?? []
    return (refusals.isEmpty ? [] : [.notify(.miseRefuses(refusals))]) + [begin(fresh)]
  }

  private mutating func begin(_ items: [Installer.Item]) -> Effect {
    let task = SessionTask.install(items)
    let id = tasks.begin(task)
    installs.begin(id, items)
    return .start(id, task)
  }
}

// MARK: The disk

extension Session {
  /// The folders that everything known was read from.
  var watched: [WatchedScope] {
    [index.watched] + (project.map { [$0.watched, $0.watchedRoots] } ?? [])
  }

  private mutating func read(changed folders: Set<WatchedFolder>) -> [Effect] {
    guard !folders.isEmpty else { return [] }
    let roots = project?.watchedRoots.folders ?? []
    if !folders.isDisjoint(with: index.watched.folders + roots) { outdated.insert(.index) }
    if !folders.isSubset(of: index.watched.folders) { outdated.insert(.project) }
    inspections.expire()
    return readOutdated()
  }

  /// Reads what is out of date. A read that is already running may predate the change, so another
  /// one follows it.
  private mutating func readOutdated() -> [Effect] {
    var effects: [Effect] = []
    for (subject, task) in [
      (SessionTask.Subject.index, SessionTask.openIndex), (.project, .openProject),
    ]
    where outdated.contains(subject) && tasks.newest(subject) == nil {
      outdated.remove(subject)
      effects.append(start(task))
    }
    return effects
  }
}

// MARK: Staged changes

extension Session {
  /// Whether planning is in progress and was not cancelled.
  private var isPlanning: Bool { staged.planning.map { tasks[$0] != nil } ?? false }

  /// Plans again, because others may have changed the files. The current plan stays until the new
  /// one is there.
  private mutating func review() -> [Effect] {
    guard !staged.isEmpty, !isPlanning, staged.writing == nil else { return [] }
    return plan()
  }

  /// Discards the plan and plans again.
  private mutating func replan() -> [Effect] {
    if let old = staged.planning { _ = tasks.end(old) }
    staged.invalidate()
    return staged.isEmpty ? [] : plan()
  }

  private mutating func plan() -> [Effect] {
    let task = SessionTask.plan(staged.changes)
    let id = tasks.begin(task)
    staged.beginPlanning(id)
    return [.start(id, task)]
  }

  /// Writes the plan that was shown, and only that.
  private mutating func write(_ shown: ChangePlan?) -> [Effect] {
    guard !staged.isEmpty else { return [.notify(.nothingStaged)] }
    guard staged.problem == nil, staged.plan != nil || isPlanning else { return replan() }
    guard let shown, let plan = staged.plan, staged.writing == nil else { return [] }
    guard plan == shown else { return [.notify(.planned(isNew: true))] }
    guard unagreed.isEmpty else { return [.notify(.outside(unagreed))] }
    return begin(writing: .write(plan))
  }

  /// Writes the plan without having shown it.
  private mutating func writeUnseen() -> [Effect] {
    guard let plan = staged.plan, staged.problem == nil, staged.writing == nil
    else { return [.notify(.nothingStaged)] }
    guard unagreed.isEmpty else { return [.notify(.outside(unagreed))] }
    return begin(writing: .write(plan, again: staged.changes.map(\.change)))
  }

  /// The files outside of the project that would be written without consent.
  var unagreed: [OutsideFile] { staged.outside.filter { !agreed.contains($0.target) } }

  private mutating func begin(writing task: SessionTask) -> [Effect] {
    let id = tasks.begin(task)
    staged.beginWriting(id)
    return [.start(id, task)]
  }
}

// MARK: Answers

extension Session {
  /// Handles a progress report of a task.
  mutating func handleProgress(_ progress: TaskProgress, of id: TaskID) -> [Effect] {
    guard let item = tasks[id], isNewest(item.task, id) else { return [] }
    switch progress {
    case .names(let snapshot):
      answered[.index] = id
      index.open(snapshot)
      return [.notify(.indexListed)]
    case .summaries(let answers):
      index.fill(answers)
      return [.notify(.indexFilled)]
    case .line(let line): return [.notify(.line(line))]
    case .install(.command(let command)), .refresh(.command(let command)):
      return [.notify(.command(command))]
    case .install(let progress):
      installs.note(progress, of: id, now: options.clock())
      if case .line(let line, _) = progress {
        return [.notify(LogLevel(of: line) == .warning ? .line(line) : .installLine(line))]
      }
      return installs.running.map { [.notify(.installProgressed($0))] } ?? []
    case .refresh(let progress):
      if case .line(let line, _) = progress { return [.notify(.line(line))] }
      return [.notify(.refreshProgressed(progress))]
    }
  }

  /// Handles the outcome of a task.
  mutating func handleOutcome(_ outcome: TaskOutcome, of id: TaskID) -> [Effect] {
    handle(outcome, of: id) + readOutdated()
  }

  private mutating func handle(_ outcome: TaskOutcome, of id: TaskID) -> [Effect] {
    guard let item = tasks.end(id) else { return [] }
    guard isNewest(item.task, id) else { return [] }
    if let subject = item.task.subject { answered[subject] = id }
    switch outcome {
    case .indexOpened(let now):
      self.now = now
      index.isOpen = true
      inspections.expire()
      return [.notify(.indexRead)]
    case .projectOpened(let snapshot):
      let previous = project
      project = snapshot
      targets.offer(snapshot.targets)
      // A plan in progress may predate what was just read.
      return [.notify(.projectRead(previous: previous))] + (isPlanning ? replan() : review())
    case .inspected(let inspection):
      inspections.note(inspection)
      return [.notify(.inspected)]
    case .proposed(var proposal):
      let (added, refused) = staged.stage(proposal.changes)
      proposal.changes = added
      proposal.skipped += refused
      return [.notify(.staged(proposal))] + (added.isEmpty ? [] : replan())
    case .planned(let answer): return staged.planning == id ? applyPlan(answer) : []
    case .targetChosen(let target):
      // It was named.
      if let realPath = target.realPath { agreed.insert(realPath) }
      targets.choose(target)
      return [.notify(.targetChosen(target))]
    case .written(let change):
      targets.noteWritten(change.plan.files.map(\.path))
      let stale = staged.staleLocks
      staged.clear()
      return [.notify(.written(change))] + (stale.isEmpty ? [] : [.notify(.locksStale(stale))])
        + [start(.openProject)]
    case .undoPlanned(let plan): return [.notify(.undoPlanned(plan))]
    case .undone(let change): return [.notify(.undone(change)), start(.openProject)] + replan()
    case .installed(let results): return endInstall(results, of: id)
    case .refreshed(let results):
      return [.notify(.refreshed(results)), start(.openIndex), start(.openProject)]
    case .failed(let problem): return handleFailure(problem, of: item)
    case .cancelled:
      if staged.planning == id { staged.endPlanning() }
      return [.notify(.cancelled(item.task))]
    }
  }

  /// Whether no newer task with the same subject has been answered.
  private func isNewest(_ task: SessionTask, _ id: TaskID) -> Bool {
    guard let subject = task.subject, let newest = answered[subject] else { return true }
    return newest <= id
  }

  private mutating func applyPlan(_ answer: PlanResult) -> [Effect] {
    let comparison = staged.apply(answer)
    let notice = Notice(comparison, othersAreStaged: !staged.isEmpty)
    guard !answer.refused.isEmpty else { return [.notify(notice)] }
    let refused = answer.refused.map { Effect.notify(.changeRefused($0.change, $0.reason)) }
    return refused + (staged.isEmpty ? [] : [.notify(.planned(isNew: true))])
  }

  /// The disk may have changed even if the install failed.
  private mutating func endInstall(_ results: [InstallResult], of id: TaskID) -> [Effect] {
    inspections.expire()
    let waiting = installs.end(id)
    return [.notify(.installed(results, of: id)), start(.openProject)]
      + (waiting.isEmpty ? [] : [begin(waiting)])
  }

  private mutating func handleFailure(
    _ problem: ErrorMessage, of item: TasksInFlight.Item
  ) -> [Effect] {
    let failed = Effect.notify(.failed(problem))
    if staged.planning == item.id {
      return [failed] + (staged.refuse(problem) ? replan() : [])
    }
    if staged.writing == item.id {
      // The files differ from what was planned: plan again before anything is written.
      staged.endWriting()
      return [failed] + replan() + [start(.openProject)]
    }
    return [failed]
  }
}
