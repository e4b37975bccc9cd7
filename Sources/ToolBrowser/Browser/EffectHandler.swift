import BackendKit
import Dispatch

/// Performs the effects of `update`, off the main thread. The only part of the screen that touches
/// disk, programs and clipboard.
final class EffectHandler {
  private let performer: TaskPerformer
  private let copy: @Sendable (String) -> Clipboard.Outcome
  private let repaint: () -> Void
  private let runAtTerminal: (ProcessRunner.Command) -> Bool
  private let watch: FolderWatch
  /// The variables by which the user's own programs are found.
  private let programs: Environment
  private var running: [TaskID: BatchCancellation] = [:]
  /// A task that has already been started; nil once the session has asked for it.
  private var early: EarlyTask?

  init(
    options: SessionOptions, early: EarlyTask?, programs: Environment, watch: FolderWatch,
    repaint: @escaping () -> Void,
    runAtTerminal: @escaping (ProcessRunner.Command) -> Bool,
    copy: @escaping @Sendable (String) -> Clipboard.Outcome
  ) {
    performer = TaskPerformer(options: options)
    self.early = early
    self.copy = copy
    self.repaint = repaint
    self.runAtTerminal = runAtTerminal
    self.watch = watch
    self.programs = programs
  }

  /// Starts all effects before waiting for any.
  func perform(_ effects: [Effect], _ runner: TaskRunner<Event>) {
    let begun = effects.compactMap { begin($0, runner) }
    // Wait briefly for what usually finishes at once, so that one frame shows the result and
    // nothing flickers.
    for task in begun { _ = task.done.wait(timeout: task.limit) }
  }

  private static func post(_ changed: Set<WatchedFolder>, _ post: (Event) -> Void) {
    if !changed.isEmpty { post(.changed(changed)) }
  }

  private struct Begun {
    let done: DispatchSemaphore
    /// How long the screen waits for the outcome before it is drawn without it.
    let limit: DispatchTime
  }

  private func begin(_ effect: Effect, _ runner: TaskRunner<Event>) -> Begun? {
    switch effect {
    case .copy(let text):
      let copy = copy
      runner.run { _, post in post(.copied(text, copy(text))) }
    case .repaint: repaint()
    case .edit(let file, let line): runner.post(.edited(failure: edit(file, at: line)))
    case .readFileChanges: Self.post(watch.takeChanges()) { runner.post($0) }
    case .watch(let scopes):
      let watch = watch
      runner.run { _, post in Self.post(watch.watch(scopes), post) }
    case .checkFolders:
      let watch = watch
      runner.run { _, post in Self.post(watch.check(), post) }
    case .open(let address):
      let (programs, environment) = (programs, performer.options.environment)
      runner.run { _, post in
        post(.opened(address: address, Self.open(address, programs, environment)))
      }
    case .cancel(let id): running.removeValue(forKey: id)?.all.cancel()
    case .cancelItem(let index, let id): running[id]?[index].cancel()
    case .start(let id, let task):
      let done = DispatchSemaphore(value: 0)
      let performer = performer
      let early = takeEarly(for: task)
      let cancellation = early?.cancellation ?? BatchCancellation(count: task.itemCount)
      running[id] = cancellation
      runner.run(ending: task.ending) { ending, _ in
        let registration = ending.onCancel { cancellation.all.cancel() }
        // A cancelled task reports its outcome as well: an install may be partly done.
        let report: @Sendable (TaskProgress) -> Void = { runner.post(.progress(id, $0)) }
        let outcome =
          early?.outcome(report: report)
          ?? performer.outcome(of: task, cancellation, report: report)
        runner.post(.finished(id, outcome))
        registration.end()
        done.signal()
      }
      return Begun(done: done, limit: .now() + .milliseconds(task.grace))
    }
    return nil
  }

  /// The early task if it is this one; it is used once.
  private func takeEarly(for task: SessionTask) -> EarlyTask? {
    guard let early, early.subject == task.subject else { return nil }
    self.early = nil
    return early
  }

  /// Opens a file in the user's editor; returns why it could not be started.
  private func edit(_ file: String, at line: Int) -> ErrorMessage? {
    guard let editor = Editor(programs) else { return Editor.missing }
    // Nothing else may use the terminal meanwhile.
    let command = editor.command(file: file, line: line, performer.options.environment)
    return runAtTerminal(command) ? nil : Editor.notStarted
  }

  /// Opens a web page; false if there is no program for that.
  private static func open(
    _ address: String, _ programs: Environment, _ environment: Environment
  ) -> Bool {
    let found = ["xdg-open", "open"].lazy.compactMap { ExecutableSearch.find($0, in: programs) }
    guard let program = found.first else { return false }
    let command = ProcessRunner.Command(
      executable: program, arguments: [address], environment: environment.variables)
    // The page outlives this program, so this is not a task and is not cancelled with the others.
    // Whether the page appears is up to the desktop.
    return Threads.start { _ = try? ProcessRunner().run(command) }
  }
}

extension SessionTask {
  /// What becomes of it when the browser ends.
  fileprivate var ending: TaskEnding {
    guard isCancellable else { return .finished }
    return switch self {
    case .install, .refresh: .cancelled
    default: .dropped
    }
  }

  /// How many milliseconds the screen waits for the outcome before it is drawn without it.
  fileprivate var grace: Int {
    switch self {
    case .openIndex, .openProject: 30
    case .inspect(_, _, let isAhead): isAhead ? 0 : 6
    case .pin, .pinNewest, .unpin, .unpinTool, .upgrade, .plan, .planUndo, .write, .undo,
      .undoUnseen,
      .chooseTarget:
      12
    case .install, .refresh: 0
    }
  }
}
