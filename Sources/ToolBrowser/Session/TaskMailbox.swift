import Dispatch
import Synchronization

/// A queue from the thread of a task to the thread that waits for it.
final class TaskMailbox: Sendable {
  enum Item: Sendable {
    case progress(TaskProgress)
    case finished(TaskOutcome)
  }

  private let items = Mutex<[Item]>([])
  private let count = DispatchSemaphore(value: 0)

  func post(_ item: Item) {
    items.withLock { $0.append(item) }
    count.signal()
  }

  /// The next message; blocks until there is one.
  func next() -> Item {
    count.wait()
    return items.withLock { $0.removeFirst() }
  }
}
