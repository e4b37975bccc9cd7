import Dispatch

/// How often and when a call that failed temporarily (75) is repeated (docs/ocx.md §10).
struct Retry: Sendable {
  /// The maximum number of attempts.
  var attempts = 3
  /// The wait before the second attempt, in seconds; it doubles for each later one.
  var firstWait = 0.5
  /// A random factor from 0 to 1, so that concurrent hooks do not retry at the same time.
  var jitter: @Sendable () -> Double = { Double.random(in: 0...1) }
  /// Waits this many seconds, or until the cancellation.
  var sleep: @Sendable (Double, Cancellation) -> Void = Retry.wait
  /// Monotonic time in seconds.
  var now: @Sendable () -> Double = { MonotonicClock.now }

  /// Seconds to wait after this many failed attempts: half fixed, half random.
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
