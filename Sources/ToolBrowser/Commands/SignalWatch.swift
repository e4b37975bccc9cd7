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

  /// Begins to watch.
  static func cancelling(_ cancellation: Cancellation) -> SignalWatch {
    let queue = DispatchQueue(label: "signals")
    return SignalWatch(
      sources: signals.map { number in
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler { cancellation.cancel() }
        source.activate()
        return source
      })
  }

  /// Gives the signals back to the system.
  func end() {
    for source in sources { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
  }
}
