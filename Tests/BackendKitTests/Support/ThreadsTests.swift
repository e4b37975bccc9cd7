import Dispatch
import Synchronization
import Testing

@testable import BackendKit

struct ThreadsTests {
  @Test("each number is done once, and all of them before it returns", arguments: [0, 1, 2, 1_000])
  func eachNumberOnce(_ count: Int) {
    let done = Mutex([Int](repeating: 0, count: count))
    Threads.each(count) { number in done.withLock { $0[number] += 1 } }
    #expect(done.withLock { $0 } == [Int](repeating: 1, count: count))
  }

  @Test("a started thread runs concurrently")
  func beside() {
    let done = DispatchSemaphore(value: 0)
    #expect(Threads.start { done.signal() })
    // Comes back only when the other thread has signalled.
    done.wait()
  }
}
