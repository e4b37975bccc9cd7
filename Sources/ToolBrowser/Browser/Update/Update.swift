import BackendKit

extension State {
  /// The first effects.
  mutating func start(size: Size) -> [Effect] {
    self.size = size
    showSettingsProblems()
    return request(.readIndex) + request(.readProject) + clampCursors()
  }

  /// The only way to change the state: takes an event, returns effects.
  mutating func update(_ occurrence: LoopEvent<Event>) -> [Effect] {
    var effects: [Effect] = []
    switch occurrence {
    case .input(.key(let key)): effects = handle(key)
    case .input(.mouse(let mouse)): effects = Pointer.handle(mouse, in: &self)
    case .input(.paste(let text)): effects = paste(text)
    case .input(.resize(let size)): self.size = size
    case .input(.tick): session.tick()
    case .input(.returned): effects = [.checkFolders]
    case .input(.filesChanged): effects = [.readFileChanges]
    case .event(.changed(let folders)): effects = request(.readChanged(folders))
    case .event(.progress(let id, let progress)):
      effects = perform(session.handleProgress(progress, of: id))
    case .event(.finished(let id, let outcome)):
      effects = perform(session.handleOutcome(outcome, of: id))
    case .event(.edited(nil)): effects = request(.readProject)
    case .event(.edited(let failure?)): say(.error(failure))
    case .event(.opened(let address, let isOpened)):
      if isOpened {
        say(.done("Opening \(address)"))
      } else {
        say(.done("No program opens web pages here. Copied \(address)"))
        effects = [.copy(address)]
      }
    case .event(.copied(let text, let outcome)): say(.copied(text, outcome, in: context))
    }
    return effects + clampCursors()
  }

  /// Updates the watched folders once the screen has been drawn.
  mutating func watch() -> [Effect] {
    guard isWatchOutdated else { return [] }
    isWatchOutdated = false
    return [.watch(session.watched)]
  }

  /// Shows the first setting that has no effect; the log lists all.
  private mutating func showSettingsProblems() {
    let problems = options.settingsProblems.map { ErrorMessage($0) }
    for problem in problems.dropFirst() { say(.noted(problem)) }
    guard let first = problems.first else { return }
    say(.error(first))
    if problems.count > 1 {
      say(
        .shown(
          ErrorMessage(
            message: "\(problems.count) problems in the settings. \(first.message)",
            hint: first.hint)))
    }
  }

  /// Keeps cursors within their lists, and requests missing details of the selected tool.
  private mutating func clampCursors() -> [Effect] {
    browse.cursor.move(by: 0, count: browse.hits.count)
    browse.loadVersions(session)
    browse.versionCursor.move(by: 0, count: versions.count)
    project.cursor.move(by: 0, count: session.rows.count)
    if let upgrades = project.upgrades, !session.rows.contains(where: { $0.id == upgrades.row }) {
      project.upgrades = nil
    }
    staged.cursor.move(by: 0, count: session.staged.changes.count)
    log.cursor.move(by: 0, count: log.entries.count)
    return inspectSelection()
  }

  /// Asks for platforms, readme and installs when the cursor came to another tool, and then for those
  /// of its neighbours: one step of the cursor is one frame.
  private mutating func inspectSelection() -> [Effect] {
    guard let record = selectedTool, record.summary != nil else { return [] }
    guard session.inspections.isFresh(record.tool) else {
      return request(.inspect(record.tool, digests: browse.table?.digests ?? []))
    }
    return browse.inspectingAhead(in: session).map { request($0) } ?? []
  }
}
