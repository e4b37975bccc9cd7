import BackendKit

/// Does the tasks of a session: reads, writes, runs programs. Blocks; may run on several threads at
/// once.
struct TaskPerformer: Sendable {
  let options: SessionOptions
  /// The project that is already read; nil to read it anew for each task.
  var opened: Workspace?

  /// The project as it is on disk now.
  func workspace() -> Workspace {
    opened
      ?? Workspace.open(
        environment: options.environment, directory: options.projectDirectory,
        indexOverride: options.indexOverride, offline: options.offline,
        host: options.host)
  }

  /// The index that was asked for.
  var index: IndexCollection {
    IndexCollection.locate(override: options.indexOverride, environment: options.environment)
  }

  /// The changes of a project, by this user's journal.
  func changes(of project: MiseProject) -> Changes {
    Changes(environment: options.environment, project: ProjectHistory(project))
  }

  /// Does the task; `report` gets what is known on the way, maybe from several threads.
  func outcome(
    of task: SessionTask, _ cancellation: BatchCancellation,
    report: @escaping @Sendable (TaskProgress) -> Void
  ) -> TaskOutcome {
    let all = cancellation.all
    do {
      switch task {
      case .openIndex: return try openIndex(all, report)
      case .openProject: return .projectOpened(openProject(all))
      case .inspect(let tool, let digests): return .inspected(try inspect(tool, digests, all))
      case .pin(let request, let target, let withDigest):
        return try proposal(request, target, withDigest)
      case .pinNewest(let targets, let precision, let withDigest):
        return pinNewest(targets, precision, withDigest)
      case .unpin(let ids): return unpin(ids)
      case .upgrade(let pins, let level): return upgrade(pins, to: level)
      case .plan(let changes): return .planned(try plan(changes))
      case .write(let plan, let again): return .written(try write(plan, again: again, all))
      case .planUndo(let request): return .undoPlanned(try planUndo(request))
      case .undo(let plan): return .undone(try undo(plan, all))
      case .undoUnseen(let request): return .undone(try undo(request, all))
      case .chooseTarget(let path): return .targetChosen(try target(at: path))
      case .install(let items): return .installed(install(items, cancellation, report))
      case .refreshTools(let tools): return try refresh(tools, all, report)
      case .refreshRegistries(let names): return try refresh(names, all, report)
      }
    } catch {
      return all.isCancelled ? .cancelled : .failed(ErrorMessage(error))
    }
  }
}
