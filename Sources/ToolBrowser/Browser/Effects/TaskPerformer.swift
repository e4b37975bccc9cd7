import BackendKit

/// Turns a job into its outcome. Blocks; runs on background threads, several at a time.
struct TaskPerformer: Sendable {
  let options: BrowserOptions

  /// The project as it is on disk now.
  func workspace() -> Workspace {
    Workspace.open(
      environment: options.environment, directory: options.projectDirectory,
      indexOverride: options.indexOverride, offline: options.offline)
  }

  /// The index that was asked for.
  var index: IndexCollection {
    IndexCollection.locate(override: options.indexOverride, environment: options.environment)
  }

  /// The changes of this user, by their journal.
  var changes: Changes { Changes(environment: options.environment) }

  /// Does the job; `report` takes what is known on the way.
  func outcome(
    of job: SessionTask, _ cancellation: Cancellation,
    report: @escaping @Sendable (Progress) -> Void
  ) -> Outcome {
    do {
      switch job {
      case .openIndex: return try openIndex(cancellation, report)
      case .openProject: return .projectOpened(openProject(cancellation))
      case .inspect(let tool, let digests):
        return .inspected(try inspect(tool, digests, cancellation))
      case .pin(let request, let place, let withDigest):
        return .staged([try pin(request, place, withDigest, workspace())], skipped: [])
      case .pinNewest(let places, let precision, let withDigest):
        return pinNewest(places, precision, withDigest)
      case .unpin(let ids): return unpin(ids)
      case .upgrade(let pins, let level): return upgrade(pins, to: level)
      case .plan(let changes): return .planned(try plan(changes))
      case .write(let plan): return .written(try write(plan))
      case .planUndo: return .undoPlanned(try planUndo())
      case .undo: return .undone(try undo())
      case .chooseTarget(let path): return .targetChosen(try target(at: path))
      case .install(let items): return try install(items, cancellation, report)
      case .refreshTools(let tools): return try refresh(tools, cancellation, report)
      case .refreshRegistries(let names): return try refresh(names, cancellation, report)
      }
    } catch {
      return cancellation.isCancelled ? .cancelled : .failed(ErrorMessage(error))
    }
  }
}
