import BackendKit

extension State {
  /// Keeps one line of the log for each item of an install: that it is being installed, and in the
  /// end what became of it.
  mutating func noteInstalls(_ running: InstallQueue.Running) {
    for (index, progress) in running.progress.enumerated() {
      let item = running.items[index]
      let id = LogEntry.ID(task: running.id, item: index)
      switch progress {
      case .waiting: break
      case .running:
        log.put(LogEntry(.progress, "Installing \(names([item]))", isOpen: true), for: id)
      case .ended(let outcome):
        log.put(
          entry(InstallResult(item, outcome), running.status[index]), for: id)
      }
    }
  }

  /// What became of one item.
  private func entry(_ result: InstallResult, _ status: InstallStatus?) -> LogEntry {
    let name = names([result.item])
    func done(_ text: String) -> LogEntry {
      let known = status?.outcome ?? []
      return LogEntry(.done, ([text] + known).joined(separator: " \(marks.separator) "))
    }
    switch result.outcome {
    case .installed: return done("Installed \(name)")
    case .present: return done("Already installed: \(name)")
    case .cancelled: return LogEntry(.progress, "Cancelled: installing \(name)")
    case .notStarted: return LogEntry(.progress, "Not started: installing \(name)")
    case .failed(let failure):
      let problem = inWordsOfScreen(ErrorMessage(failure))
      return LogEntry(.failed, problem.message, hint: problem.hint)
    }
  }

  /// Says what became of all of them: the first failure in its place. The log has a line for each.
  mutating func show(_ results: [InstallResult], of id: TaskID) {
    for (index, result) in results.enumerated() {
      log.finish(entry(result, nil), for: LogEntry.ID(task: id, item: index))
    }
    let installed = results.filter { $0.outcome == .installed || $0.outcome == .present }
    if !installed.isEmpty { status = SafeText.clean("Installed \(names(installed.map(\.item)))") }
    let failures = results.compactMap { result -> ErrorMessage? in
      if case .failed(let failure) = result.outcome { ErrorMessage(failure) } else { nil }
    }
    error = failures.first.map(inWordsOfScreen) ?? error
  }
}
