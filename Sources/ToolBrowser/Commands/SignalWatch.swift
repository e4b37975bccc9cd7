import BackendKit
import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// While it lives, interrupt, hang-up and termination cancel work instead of ending the program.
struct SignalWatch {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]
  private let sources: [any DispatchSourceSignal]
  private let previous: [sigaction]

  /// Begins to watch.
  static func cancelling(_ cancellation: Cancellation) -> SignalWatch {
    let queue = DispatchQueue(label: "signals")
    var previous: [sigaction] = []
    let sources = signals.map { number in
      var old = sigaction()
      sigaction(number, nil, &old)
      previous.append(old)
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler { cancellation.cancel() }
      source.activate()
      return source
    }
    return SignalWatch(sources: sources, previous: previous)
  }

  /// Gives the signals back to whom they belonged.
  func end() {
    for source in sources { source.cancel() }
    for (number, action) in zip(Self.signals, previous) {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}
