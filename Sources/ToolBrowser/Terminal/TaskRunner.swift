import BackendKit
import Synchronization

/// What happens to a task in flight when the program ends.
enum TaskEnding: Sendable {
  /// It is cancelled, and not waited for.
  case dropped
  /// It is cancelled and waited for: it has started other programs, which end with this one.
  case cancelled
  /// It is waited for, because it writes, and should not be interrupted.
  case finished
}

/// Runs tasks on background threads, and delivers their results to the loop as events, in the order
/// in which they were posted.
///
/// A task is in flight until its work has returned and all its events were taken; without tasks in
/// flight the program is *idle*, and a test has nothing left to wait for.
final class TaskRunner<Event: Sendable>: Sendable {
  private struct Work {
    let cancellation: Cancellation
    let ending: TaskEnding
  }

  private struct State {
    var events: [Event] = []
    var inFlight: [Int: Work] = [:]
    var nextID = 0
  }

  private let state = Mutex(State())
  private let waker: Waker

  /// A runner that wakes the terminal of the loop.
  init(waker: Waker) {
    self.waker = waker
  }

  /// Whether work is in flight or events are waiting.
  var isBusy: Bool { state.withLock { !$0.inFlight.isEmpty || !$0.events.isEmpty } }

  /// Queues an event for the loop.
  func post(_ event: Event) {
    state.withLock { $0.events.append(event) }
    waker.wake()
  }

  /// Whether work is in flight that the program waits for at the end.
  var hasUnfinishedWork: Bool {
    state.withLock { $0.inFlight.values.contains { $0.ending != .dropped } }
  }

  /// Runs `work` on a background thread. It checks its cancellation between steps, and posts events
  /// as it progresses; events after a cancellation are dropped.
  @discardableResult
  func run(
    ending: TaskEnding = .dropped,
    _ work: @escaping @Sendable (Cancellation, (Event) -> Void) -> Void
  ) -> Cancellation {
    let cancellation = Cancellation()
    let id = state.withLock { state in
      state.nextID += 1
      state.inFlight[state.nextID] = Work(cancellation: cancellation, ending: ending)
      return state.nextID
    }
    let job: @Sendable () -> Void = { [self] in
      work(cancellation) { event in
        if !cancellation.isCancelled { post(event) }
      }
      state.withLock { $0.inFlight[id] = nil }
      waker.wake()
    }
    // If the system provides no thread, the loop is blocked meanwhile.
    if !Threads.start(job) { job() }
    return cancellation
  }

  /// Removes and returns the waiting events.
  func takeEvents() -> [Event] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  /// Cancels the work in flight, without waiting for it, except for work that must finish.
  func cancelAll() {
    let inFlight = state.withLock { Array($0.inFlight.values) }
    for work in inFlight where work.ending != .finished { work.cancellation.cancel() }
  }
}
