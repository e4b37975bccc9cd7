import BackendKit

/// While it exists, interrupt, hang-up and termination cancel work instead of ending the program.
/// It does not use Dispatch's sources, whose threads take half as long to start as the program.
struct SignalWatch {
  private let signals: SignalPipe
  private let ended: Waker

  /// Starts watching; nil if the system has no descriptor or thread left, so that a signal ends the
  /// program.
  static func cancelling(_ cancellation: Cancellation) -> SignalWatch? {
    guard let ended = try? Waker(), let signals = try? SignalPipe([SIGINT, SIGTERM, SIGHUP])
    else { return nil }
    let come = signals.readEnd
    let isWatched = Threads.start {
      var entries = [
        pollfd(fd: come, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ended.readEnd, events: Int16(POLLIN), revents: 0),
      ]
      while poll(&entries, nfds_t(entries.count), -1) < 0 && errno == EINTR {}
      if entries[1].revents == 0 { cancellation.cancel() }
    }
    guard isWatched else {
      signals.close()
      return nil
    }
    return SignalWatch(signals: signals, ended: ended)
  }

  /// Restores the previous actions of the signals.
  func end() {
    ended.wake()
    signals.close()
  }
}
