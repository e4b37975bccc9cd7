import BackendKit

extension State {
  /// The effects of the very beginning.
  mutating func start(size: Size) -> [Effect] {
    self.size = size
    showSettingsProblems()
    return [run(.openIndex), run(.openProject)] + settle()
  }

  /// The one way in which anything changes (design D5): takes what happened, asks for work.
  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] {
    var effects: [Effect] = []
    switch occurrence {
    case .input(.key(let key)): effects = press(key)
    case .input(.mouse(let mouse)): effects = point(mouse)
    case .input(.paste(let text)): effects = paste(text)
    case .input(.resize(let size)): self.size = size
    case .input(.tick): tasks.tick()
    case .event(.progress(let id, let progress)): take(progress, of: id)
    case .event(.finished(let id, let outcome)): effects = take(outcome, of: id)
    }
    return effects + settle()
  }

  /// What of the settings has no effect is said first of all; the log has every problem.
  private mutating func showSettingsProblems() {
    let problems = options.settingsProblems.map { ErrorMessage($0) }
    for problem in problems.dropFirst() {
      log.add(LogEntry(.failed, problem.message, hint: problem.hint))
    }
    guard let first = problems.first else { return }
    show(first)
    if problems.count > 1 {
      error = ErrorMessage(
        message: "\(problems.count) problems in the settings. \(first.message)", hint: first.hint)
    }
  }

  /// Notes a piece of work, and asks for it.
  mutating func run(_ job: SessionTask) -> Effect {
    let id = tasks.begin(job.label, isCancellable: job.isCancellable)
    if case .openIndex = job { opening.insert(id) }
    return .run(id, job)
  }

  /// Brings cursors into their lists and lists into their rooms, and asks for what the tool under
  /// the cursor lacks.
  private mutating func settle() -> [Effect] {
    let layout = BrowseLayout(size: size, pane: browse.pane)
    browse.cursor.settle(count: browse.hits.count, height: layout.toolLines)
    loadVersions()
    browse.versionCursor.settle(count: versions.count, height: layout.versionLines)
    if let details = layout.details, browse.pane == .details {
      let lines = DetailsPane(self).lines(width: layout.inner(details).columns).count
      browse.detailsTop = min(browse.detailsTop, max(lines - layout.inner(details).rows, 0))
    } else {
      browse.detailsTop = 0
    }
    let list = ScreenLayout(size: size).list.rows
    project.cursor.settle(count: project.rows.count, height: ProjectLayout(self).rowsInSight)
    if let upgrades = project.upgrades, !project.rows.contains(where: { $0.id == upgrades.row }) {
      project.upgrades = nil
    }
    staged.cursor.settle(count: staged.changes.count, height: staged.changes.count)
    log.cursor.settle(count: log.entries.count, height: list)
    if tab == .staged, overlay == nil, staged.plan != nil { staged.wasSeen = true }
    return inspectSelection()
  }

  /// Asks for platforms, readme and installs when the cursor came to another tool.
  private mutating func inspectSelection() -> [Effect] {
    guard let record = selectedTool, record.summary != nil else { return [] }
    if browse.inspection?.tool == record.tool || browse.inspecting?.tool == record.tool {
      return []
    }
    var effects: [Effect] = []
    if let old = browse.inspecting, tasks.end(old.work) { effects.append(.cancel(old.work)) }
    let job = SessionTask.inspect(record.tool, digests: browse.table?.digests ?? [])
    let id = tasks.begin(job.label, isCancellable: true)
    browse.inspecting = (record.tool, id)
    return effects + [.run(id, job)]
  }

  /// Makes the rows of the versions when the cursor came to another tool.
  mutating func loadVersions() {
    guard browse.table?.tool != selectedTool?.tool else { return }
    browse.table = selectedTool.flatMap { record in
      record.summary.map { VersionTable(tool: record.tool, list: $0.list) }
    }
  }

  /// Says something until the next key, and keeps it in the log.
  mutating func say(_ text: String) {
    status = SafeText.clean(text)
    log.add(LogEntry(.done, text))
  }

  /// Shows an error until a key, and keeps it in the log.
  mutating func show(_ problem: ErrorMessage) {
    error = problem
    log.add(LogEntry(.failed, problem.message, hint: problem.hint))
  }
}
