/// Updates the local index for one tool, if that is due.
struct IndexRefresh {
  /// The result of a refresh.
  enum Outcome {
    /// The refresh is not due yet.
    case current
    /// The index is up to date, by this process or another one that was waited for.
    case refreshed
    /// A variable or an option forbids it.
    case forbidden(by: String)
    /// This attempt failed.
    case failed(OCXFailure)
    /// A recent attempt, by another process, failed.
    case failedBefore(CachedFailure)

    /// Whether the registry may be asked directly after the refresh failed.
    var allowsRemoteListing: Bool {
      switch self {
      case .failed(.absent), .failed(.tooOld), .failed(.newer), .failed(.unknownVersion): false
      case .failed(.process(.cancelled)): false
      case .failed: true
      case .failedBefore(let noted): !noted.isFinal
      case .current, .refreshed, .forbidden: false
      }
    }

    /// A warning if the local index is used although it is out of date.
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

  /// Refreshes the index if that is due; always with `force`. Concurrent hooks share one refresh:
  /// the others wait and use its result. `tags` is the number of tags in the index, if known.
  func run(_ tool: ToolName, tags: Int? = nil, force: Bool = false) -> Outcome {
    if let variable = NetworkPolicy.forbiddingVariable(context.environment) {
      return .forbidden(by: variable)
    }
    if context.offline { return .forbidden(by: "--offline") }
    if !force, let known = known(tool, tags: tags) { return known }
    let start = MonotonicClock.now
    let lock = stamps.lock(tool, waiting: context.refreshLimit, cancellation: context.cancellation)
    defer { lock?.release() }
    // The process that held the lock has recorded its result.
    if !force, let known = known(tool) {
      if case .current = known { return .refreshed }
      return known
    }
    do throws(OCXFailure) {
      let client = try OCXClient.locate(environment: context.environment)
      let left = context.refreshLimit - (MonotonicClock.now - start)
      guard left > 0 else {
        // The time limit passed while waiting for another process, which records its result.
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
