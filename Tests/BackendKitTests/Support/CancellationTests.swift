import BackendKit
import Synchronization
import Testing

@Suite struct CancellationTests {
  @Test func runsHandlersOnceInOrder() {
    let calls = Mutex<[Int]>([])
    let cancellation = Cancellation()
    let registrations = (1...3).map { number in
      cancellation.onCancel { calls.withLock { $0.append(number) } }
    }
    cancellation.cancel()
    cancellation.cancel()
    withExtendedLifetime(registrations) {
      #expect(calls.withLock(\.self) == [1, 2, 3])
    }
  }

  @Test func aLateHandlerRunsAtOnce() {
    let calls = Mutex(0)
    let cancellation = Cancellation()
    cancellation.cancel()
    let registration = cancellation.onCancel { calls.withLock { $0 += 1 } }
    withExtendedLifetime(registration) { #expect(calls.withLock(\.self) == 1) }
  }

  @Test func anEndedOrForgottenHandlerDoesNotRun() {
    let calls = Mutex(0)
    let cancellation = Cancellation()
    let ended = cancellation.onCancel { calls.withLock { $0 += 1 } }
    ended.end()
    _ = cancellation.onCancel { calls.withLock { $0 += 1 } }
    cancellation.cancel()
    #expect(calls.withLock(\.self) == 0)
  }

  @Test func checkThrowsAfterwards() throws {
    let cancellation = Cancellation()
    try cancellation.check()
    cancellation.cancel()
    #expect(throws: CancelledFailure()) { try cancellation.check() }
  }
}
