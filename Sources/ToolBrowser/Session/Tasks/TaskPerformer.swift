import BackendKit

/// Performs the tasks of a session: reads, writes, runs programs. Blocks; may run on several
/// threads at once.
struct TaskPerformer: Sendable {
  let options: SessionOptions
  /// The project if it has already been read; nil to read it again for each task.
  var opened: Workspace?

  private var index: IndexTasks { IndexTasks(options: options, opened: opened) }
  private var project: ProjectTasks { ProjectTasks(options: options, opened: opened) }
  private var pins: PinTasks { PinTasks(options: options, opened: opened) }
  private var changes: ChangeTasks { ChangeTasks(options: options, opened: opened) }
  private var installs: InstallTasks { InstallTasks(options: options, opened: opened) }

  /// Performs a task. `report` receives its progress, possibly on several threads.
  func outcome(
    of task: SessionTask, _ cancellation: BatchCancellation,
    report: @escaping @Sendable (TaskProgress) -> Void
  ) -> TaskOutcome {
    let all = cancellation.all
    do {
      switch task {
      case .openIndex: return try index.openIndex(all, report)
      case .openProject: return .projectOpened(project.openProject(all))
      case .inspect(let tool, let digests, _):
        return .inspected(try index.inspect(tool, digests, all))
      case .pin(let request, let target, let withDigest):
        return .proposed(try pins.proposal(request, target, withDigest))
      case .pinNewest(let targets, let precision, let withDigest):
        return .proposed(pins.pinNewest(targets, precision, withDigest))
      case .unpin(let ids): return .proposed(pins.unpin(ids))
      case .unpinTool(let tool, let scope): return .proposed(try pins.unpin(tool, from: scope))
      case .upgrade(let pins, let level): return .proposed(self.pins.upgrade(pins, to: level))
      case .plan(let staged): return .planned(try changes.plan(staged))
      case .write(let plan, let again): return .written(try changes.write(plan, again: again, all))
      case .planUndo(let request): return .undoPlanned(try changes.planUndo(request))
      case .undo(let plan): return .undone(try changes.undo(plan, all))
      case .undoUnseen(let request): return .undone(try changes.undo(request, all))
      case .chooseTarget(let path): return .targetChosen(try project.target(at: path))
      case .install(let items): return .installed(installs.install(items, cancellation, report))
      case .refresh(let subjects): return .refreshed(installs.refresh(subjects, all, report))
      }
    } catch {
      return all.isCancelled ? .cancelled : .failed(ErrorMessage(error))
    }
  }
}
