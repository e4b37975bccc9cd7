import BackendKit
import Dispatch
import Synchronization

/// Runs a session without a screen: what is asked for is done to its end, one task after the other,
/// before the next line is read or the command ends.
struct SessionDriver {
  private(set) var session: Session
  private let performer: TaskPerformer
  /// Whether index and project are not read again: nobody looks at them after the last change.
  private let isOneShot: Bool

  /// A session that goes on: a conversation.
  init(options: SessionOptions) {
    session = Session(options: options)
    performer = TaskPerformer(options: options)
    isOneShot = false
  }

  /// A session for one command, on a project that is read already.
  init(options: SessionOptions, on workspace: Workspace) {
    session = Session(options: options)
    performer = TaskPerformer(options: options, opened: workspace)
    isOneShot = true
  }

  /// Asks the session, and performs what it starts until there is nothing left to do. `tell` gets
  /// each notice as it comes.
  mutating func request(
    _ intent: Intent, cancellation: Cancellation = Cancellation(), tell: (Notice) -> Void
  ) {
    var effects = session.request(intent)[...]
    while let effect = effects.popFirst() {
      switch effect {
      case .tell(let notice): tell(notice)
      case .start(let id, .openProject) where isOneShot, .start(let id, .openIndex) where isOneShot:
        _ = session.request(.cancel(id))
      case .start(let id, let task):
        effects += perform(task, id, cancellation, tell)
      // Nothing else runs while an intent is taken.
      case .cancel, .cancelItem: break
      }
    }
  }

  /// Asks the session, and gives all notices at the end.
  mutating func request(
    _ intent: Intent, cancellation: Cancellation = Cancellation()
  ) -> [Notice] {
    var notices: [Notice] = []
    request(intent, cancellation: cancellation) { notices.append($0) }
    return notices
  }

  /// Performs a task on a thread of its own, so that its progress is told while it runs.
  private mutating func perform(
    _ task: SessionTask, _ id: TaskID, _ cancellation: Cancellation, _ tell: (Notice) -> Void
  ) -> [Session.Effect] {
    let mailbox = Mailbox()
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
        for effect in session.receive(progress, of: id) {
          if case .tell(let notice) = effect { tell(notice) } else { rest.append(effect) }
        }
      case .finished(let outcome): return rest + session.receive(outcome, of: id)
      }
    }
  }
}

/// What a task posts for the thread that waits for it.
private final class Mailbox: Sendable {
  enum Letter: Sendable {
    case progress(TaskProgress)
    case finished(TaskOutcome)
  }

  private let letters = Mutex<[Letter]>([])
  private let count = DispatchSemaphore(value: 0)

  func post(_ letter: Letter) {
    letters.withLock { $0.append(letter) }
    count.signal()
  }

  /// The next letter; waits until there is one.
  func next() -> Letter {
    count.wait()
    return letters.withLock { $0.removeFirst() }
  }
}
