import Dispatch

/// When and how often a call that failed for the moment (75) is made again (docs/ocx.md §10).
struct Retry: Sendable {
  /// How often a call is made in all.
  var attempts = 3
  /// Seconds before the second attempt; each later wait is twice the one before.
  var firstWait = 0.5
  /// Spreads the waits of many hooks that failed at once, from 0 to 1.
  var jitter: @Sendable () -> Double = { Double.random(in: 0...1) }
  /// Waits this many seconds, or until the switch is thrown.
  var sleep: @Sendable (Double, Cancellation) -> Void = Retry.wait
  /// Seconds that nobody sets back.
  var now: @Sendable () -> Double = { MonotonicClock.now }

  /// Seconds to wait after this many failed attempts: half fixed, half by chance.
  func wait(after failures: Int) -> Double {
    let full = firstWait * Double(1 << min(max(failures - 1, 0), 10))
    return full / 2 + full / 2 * jitter()
  }

  private static func wait(_ seconds: Double, _ cancellation: Cancellation) {
    let semaphore = DispatchSemaphore(value: 0)
    let registration = cancellation.onCancel { semaphore.signal() }
    defer { registration.end() }
    _ = semaphore.wait(timeout: .now() + seconds)
  }
}
