import BackendKit

/// Runs a session without a screen. Each request is carried out completely, one task after the
/// other, before the next one.
struct SessionDriver {
  private(set) var session: Session
  private let performer: TaskPerformer
  /// Whether index and project are not read again after a change, because the command ends then.
  private let isOneShot: Bool

  /// A session with many requests.
  init(options: SessionOptions) {
    session = Session(options: options)
    performer = TaskPerformer(options: options)
    isOneShot = false
  }

  /// A session for one command, on a project that has already been read.
  init(options: SessionOptions, on workspace: Workspace) {
    session = Session(options: options)
    performer = TaskPerformer(options: options, opened: workspace)
    isOneShot = true
  }

  /// Makes a request and performs the tasks that it starts until none is left. `notify` receives each
  /// notice as it comes.
  mutating func request(
    _ intent: Intent, cancellation: Cancellation = Cancellation(), notify: (Notice) -> Void
  ) {
    var effects = session.request(intent)[...]
    while let effect = effects.popFirst() {
      switch effect {
      case .notify(let notice): notify(notice)
      case .start(let id, .openProject) where isOneShot, .start(let id, .openIndex) where isOneShot:
        _ = session.request(.cancel(id))
      case .start(let id, let task):
        effects += perform(task, id, cancellation, notify)
      // No other task runs during a request.
      case .cancel, .cancelItem: break
      }
    }
  }

  /// Makes a request and returns all its notices.
  mutating func request(
    _ intent: Intent, cancellation: Cancellation = Cancellation()
  ) -> [Notice] {
    var notices: [Notice] = []
    request(intent, cancellation: cancellation) { notices.append($0) }
    return notices
  }

  /// Performs a task on its own thread, so that progress is reported while it runs.
  private mutating func perform(
    _ task: SessionTask, _ id: TaskID, _ cancellation: Cancellation, _ notify: (Notice) -> Void
  ) -> [Session.Effect] {
    let mailbox = TaskMailbox()
    let performer = performer
    let work: @Sendable () -> Void = {
      let batch = BatchCancellation(count: task.itemCount, all: cancellation)
      let outcome = performer.outcome(of: task, batch) { mailbox.post(.progress($0)) }
      mailbox.post(.finished(outcome))
    }
    if !Threads.start(work) { work() }
    var rest: [Session.Effect] = []
    while true {
      switch mailbox.next() {
      case .progress(let progress):
        for effect in session.handleProgress(progress, of: id) {
          if case .notify(let notice) = effect { notify(notice) } else { rest.append(effect) }
        }
      case .finished(let outcome): return rest + session.handleOutcome(outcome, of: id)
      }
    }
  }
}
