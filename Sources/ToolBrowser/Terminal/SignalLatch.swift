import BackendKit
import Synchronization

/// Records the signals that would end the program, while something must be cleaned up first. A
/// terminal that is closed sends several, before there is a screen and after.
enum SignalLatch {
  /// An atomic, which a handler may write.
  private static let first = Atomic<Int32>(0)

  /// The signal to terminate; nil if none has arrived.
  static var caught: Int32? {
    let number = first.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }

  /// Runs `body` while signals are recorded; `body` must check for them, and end.
  static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    var previous: [(Int32, sigaction)] = []
    for number in SignalPipe.ending {
      var old = sigaction()
      guard sigaction(number, nil, &old) == 0, !old.isIgnored else { continue }
      // Without SA_RESTART, so that a blocking call returns.
      var action = sigaction.handling(flags: 0) { number, _, _ in
        _ = SignalLatch.first.compareExchange(
          expected: 0, desired: number, ordering: .sequentiallyConsistent)
      }
      if sigaction(number, &action, nil) == 0 { previous.append((number, old)) }
    }
    defer {
      for (number, action) in previous {
        var action = action
        sigaction(number, &action, nil)
      }
      first.store(0, ordering: .sequentiallyConsistent)
    }
    return try body()
  }
}
