import BackendKit
import Synchronization

/// What becomes of a task that is in flight when the program ends.
enum TaskEnding: Sendable {
  /// It is cancelled, and nobody waits for it.
  case dropped
  /// It is cancelled and waited for: it has started other programs, which end with this one.
  case cancelled
  /// It is waited for: it writes, and half of that helps nobody.
  case finished
}

/// Runs tasks on background threads, and brings what they find back to the loop as
/// events, in the order they were posted.
///
/// A task is in flight until its work has returned and every event that it posted was taken
/// out; with none in flight the program is *idle*, and a test that waited for it has nothing left
/// to wait for.
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

  /// A runner that wakes the loop's terminal.
  init(waker: Waker) {
    self.waker = waker
  }

  /// Whether work is in flight or events wait to be taken.
  var isBusy: Bool { state.withLock { !$0.inFlight.isEmpty || !$0.events.isEmpty } }

  /// Has an event taken by the loop as soon as it can.
  func post(_ event: Event) {
    state.withLock { $0.events.append(event) }
    waker.wake()
  }

  /// Whether work is in flight that the program waits for at the end.
  var hasUnfinishedWork: Bool {
    state.withLock { $0.inFlight.values.contains { $0.ending != .dropped } }
  }

  /// Does `work` on a background thread. It looks at its cancellation between steps, and posts
  /// events as it gets on; what it posts after it was cancelled is dropped.
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
    // Where the system gives no thread, a key has to wait.
    if !Threads.start(job) { job() }
    return cancellation
  }

  /// Takes out the events that wait.
  func takeEvents() -> [Event] {
    state.withLock { state in
      defer { state.events = [] }
      return state.events
    }
  }

  /// Cancels what is in flight, without waiting for it; what must finish goes on.
  func cancelAll() {
    let inFlight = state.withLock { Array($0.inFlight.values) }
    for work in inFlight where work.ending != .finished { work.cancellation.cancel() }
  }
}
