/// Brings the local index up to date for one tool, where it is time for that.
struct IndexRefresh {
  /// How it went.
  enum Outcome {
    /// It was not time yet.
    case current
    /// The index has what the registry has now: from here, or from a process that was waited for.
    case refreshed
    /// This variable or flag forbids it.
    case forbidden(by: String)
    /// It was tried now.
    case failed(OCXFailure)
    /// It was tried a moment ago, by another process.
    case failedBefore(CachedFailure)

    /// Whether the registry may answer though the refresh did not go well.
    var leavesAsking: Bool {
      switch self {
      case .failed(.absent), .failed(.tooOld), .failed(.newer), .failed(.unknownVersion): false
      case .failed(.process(.cancelled)): false
      case .failed: true
      case .failedBefore(let noted): !noted.isFinal
      case .current, .refreshed, .forbidden: false
      }
    }

    /// What the user should know where the local index answers after all.
    var warning: String? {
      let failure: any UserFacingError
      switch self {
      case .current, .refreshed, .forbidden: return nil
      case .failed(let now): failure = now
      case .failedBefore(let noted): failure = noted
      }
      return "the index is not up to date: \(failure.message)"
        + (failure.hint.map { "; " + $0 } ?? "")
    }
  }

  let context: InstallContext
  let stamps: RefreshTimestamps

  init(context: InstallContext) {
    self.context = context
    stamps = RefreshTimestamps(environment: context.environment, index: context.index)
  }

  /// Refreshes, or says why not; `force` does it also where that was not long ago. Several hooks
  /// that come at once refresh once: the others wait for the one and take what it found. `tags` is
  /// how many the index has, where the caller knows.
  func run(_ tool: ToolName, tags: Int? = nil, force: Bool = false) -> Outcome {
    if let variable = NetworkPolicy.forbiddingVariable(context.environment) {
      return .forbidden(by: variable)
    }
    if context.offline { return .forbidden(by: "--offline") }
    if !force, let known = known(tool, tags: tags) { return known }
    let start = MonotonicClock.now
    let lock = stamps.lock(tool, waiting: context.refreshLimit, cancellation: context.cancellation)
    defer { lock?.release() }
    // The process that held the lock has left a timestamp.
    if !force, let known = known(tool) {
      if case .current = known { return .refreshed }
      return known
    }
    do throws(OCXFailure) {
      let client = try OCXClient.locate(environment: context.environment)
      let left = context.refreshLimit - (MonotonicClock.now - start)
      guard left > 0 else {
        // All the time went into waiting for another process, which leaves the stamp.
        return .failed(
          .process(.timedOut(program: client.program, seconds: context.refreshLimit)))
      }
      try client.update([tool], timeLimit: left, cancellation: context.cancellation)
      stamps.recordSuccess(tool)
      return .refreshed
    } catch .process(.cancelled(let program)) {
      return .failed(.process(.cancelled(program: program)))
    } catch {
      let explained = OCXDiagnosis(index: context.index, environment: context.environment)
        .explain(error, tool: tool)
      stamps.record(tool, failure: explained, isFinal: false)
      return .failed(explained)
    }
  }

  private func known(_ tool: ToolName, tags: Int? = nil) -> Outcome? {
    switch stamps.state(of: tool, tags: tags) {
    case .due: nil
    case .fresh: .current
    case .failed(let noted): .failedBefore(noted)
    }
  }
}
