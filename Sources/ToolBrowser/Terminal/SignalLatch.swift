import BackendKit
import Synchronization

/// Notes the signals that would end the program, for as long as something must be cleaned up
/// first. A terminal that goes away sends more than one, before there is a screen and after.
enum SignalLatch {
  /// What a handler may write to.
  private static let first = Atomic<Int32>(0)

  /// The signal that asks the program to end; nil if none has come.
  static var caught: Int32? {
    let number = first.load(ordering: .sequentiallyConsistent)
    return number == 0 ? nil : number
  }

  /// Does `body` while signals are noted; it is up to `body` to look, and to end.
  static func during<Result>(_ body: () throws -> Result) rethrows -> Result {
    var previous: [(Int32, sigaction)] = []
    for number in SignalPipe.ending {
      var old = sigaction()
      guard sigaction(number, nil, &old) == 0, !old.isIgnored else { continue }
      // Without SA_RESTART: a call that waits is to end.
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
