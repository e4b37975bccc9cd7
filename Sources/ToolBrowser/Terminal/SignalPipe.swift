import BackendKit
import Synchronization

/// Converts signals to bytes of a pipe, so that they are handled with all other input, and never in
/// the middle of something. Only one can be used at a time in a process.
final class SignalPipe {
  /// Readable when a signal has arrived; each byte is a signal number.
  let readEnd: Int32
  private let writeEnd: Int32
  private var previous: [(Int32, sigaction)] = []

  /// The pipe of the handler, which has no argument to pass it by.
  private static let target = Atomic<Int32>(-1)

  /// Catches these signals until `close()`. Those that the program was started to ignore, as under
  /// `nohup`, stay ignored.
  init(_ signals: [Int32]) throws(TerminalFailure) {
    let ends = try PipeEnds()
    readEnd = ends.read
    writeEnd = ends.write
    Self.target.store(writeEnd, ordering: .sequentiallyConsistent)
    for signal in signals { catchSignal(signal) }
  }

  private func catchSignal(_ signal: Int32) {
    var old = sigaction()
    guard sigaction(signal, nil, &old) == 0, !old.isIgnored else { return }
    var action = sigaction.handling { number, _, _ in
      let saved = errno
      var byte = UInt8(truncatingIfNeeded: number)
      _ = write(SignalPipe.target.load(ordering: .sequentiallyConsistent), &byte, 1)
      errno = saved
    }
    if sigaction(signal, &action, nil) == 0 { previous.append((signal, old)) }
  }

  /// The signals that end a program, including rare ones: the terminal must be restored for each.
  static let ending = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
    SIGPIPE,
  ]

  /// Whether a signal is waiting.
  var hasSome: Bool {
    var entry = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }

  /// The signals that have arrived since the last call.
  func drain() -> [Int32] {
    var bytes = [UInt8](repeating: 0, count: 64)
    var signals: [Int32] = []
    while true {
      let count = read(readEnd, &bytes, bytes.count)
      guard count > 0 else { return signals }
      signals += bytes[..<count].map(Int32.init)
    }
  }

  /// Performs the default action of a signal, and reinstalls the handler afterwards: for SIGTSTP
  /// this returns when the program is continued.
  func raiseDefault(_ signal: Int32) {
    var current = sigaction()
    var standard = sigaction.standard
    guard sigaction(signal, &standard, &current) == 0 else { return }
    raise(signal)
    sigaction(signal, &current, nil)
  }

  /// Restores the previous actions.
  func close() {
    for (signal, action) in previous {
      var action = action
      sigaction(signal, &action, nil)
    }
    previous = []
    guard Self.target.exchange(-1, ordering: .sequentiallyConsistent) != -1 else { return }
    closeDescriptor(readEnd)
    closeDescriptor(writeEnd)
  }
}

private func closeDescriptor(_ number: Int32) { close(number) }

extension sigaction {
  /// An action that runs a handler. The handler receives the signal, its details, and the context of
  /// the interrupted code. With the default flags, interrupted system calls are restarted.
  static func handling(
    flags: Int32 = Int32(SA_RESTART),
    _ handler:
      @escaping @convention(c) (
        Int32, UnsafeMutablePointer<siginfo_t>?, UnsafeMutableRawPointer?
      ) -> Void
  ) -> sigaction {
    var action = sigaction()
    #if canImport(Darwin)
      action.__sigaction_u.__sa_sigaction = handler
    #elseif canImport(Musl)
      action.__sa_handler.sa_sigaction = handler
    #else
      action.__sigaction_handler.sa_sigaction = handler
    #endif
    action.sa_flags = flags | Int32(SA_SIGINFO)
    return action
  }

  /// The default action: a handler of zeros is SIG_DFL.
  static var standard: sigaction { sigaction() }

  /// Whether the signal is ignored: SIG_IGN is the number one instead of a pointer.
  var isIgnored: Bool {
    #if canImport(Darwin)
      let handler = __sigaction_u.__sa_handler
    #elseif canImport(Musl)
      let handler = __sa_handler.sa_handler
    #else
      let handler = __sigaction_handler.sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == 1
  }
}
