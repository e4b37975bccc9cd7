import Synchronization

/// Updates parts of the index: registries concurrently, the parts of one registry one after
/// another, since ocx writes one folder for each registry.
struct RefreshBatch {
  let subjects: [RefreshSubject]
  let environment: Environment
  let index: IndexCollection
  let offline: Bool
  let cancellation: Cancellation
  let report: @Sendable (RefreshProgress) -> Void

  func run() -> [RefreshResult] {
    let outcomes = Mutex([RefreshResult.Outcome](repeating: .notStarted, count: subjects.count))
    let groups = Array(Dictionary(grouping: subjects.indices) { subjects[$0].registry }.values)
    Threads.each(groups.count, threads: groups.count) { group in
      for index in groups[group] {
        let outcome = refresh(index)
        outcomes.withLock { $0[index] = outcome }
        report(.finished(index, outcome))
      }
    }
    return zip(subjects, outcomes.withLock { $0 }).map(RefreshResult.init)
  }

  private func refresh(_ number: Int) -> RefreshResult.Outcome {
    if cancellation.isCancelled { return .notStarted }
    report(.started(number))
    do throws(InstallerFailure) {
      try refresh(subjects[number]) { report(.line($0, subject: number)) }
      return .refreshed
    } catch {
      return cancellation.isCancelled ? .cancelled : .failed(error)
    }
  }

  private func refresh(
    _ subject: RefreshSubject, _ report: @escaping @Sendable (String) -> Void
  ) throws(InstallerFailure) {
    guard NetworkPolicy.allowsNetwork(environment, offline: offline) else {
      throw .offline(subject: subject.name)
    }
    do throws(OCXFailure) {
      var client = try OCXClient.locate(environment: environment, offline: offline)
      client.onCommand = { [report = self.report] in report(.command($0)) }
      switch subject {
      case .registry(let name):
        try client.sync(registry: name, cancellation: cancellation) { report($0.line) }
      case .tool(let tool):
        try client.update([tool], cancellation: cancellation) { report($0.line) }
      }
    } catch {
      guard case .tool(let tool) = subject else { throw .ocx(error) }
      let diagnosis = OCXDiagnosis(index: index, environment: environment)
      throw .ocx(diagnosis.explain(error, tool: tool))
    }
    recordSuccess(subject)
  }

  /// Records each tool whose versions are now completely known.
  private func recordSuccess(_ subject: RefreshSubject) {
    let timestamps = RefreshTimestamps(environment: environment, index: index)
    switch subject {
    case .tool(let tool): timestamps.recordSuccess(tool)
    case .registry(let name):
      let sources = ((try? index.sources()) ?? []).filter { $0.registry == name }
      for tool in sources.flatMap({ (try? index.names(in: $0)) ?? [] }) {
        timestamps.recordSuccess(tool)
      }
    }
  }
}
