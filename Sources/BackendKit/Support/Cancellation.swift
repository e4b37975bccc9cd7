import Synchronization

/// The work was cancelled.
package struct CancelledFailure: UserFacingError, Equatable {
  /// A cancelled call may succeed later.
  package var code: FailureCode { .tryAgain }
  package var message: String { "cancelled" }
  package var hint: String? { nil }

  /// The failure of a cancelled call.
  public init() {}
}

/// Cancels long-running work from any thread. It cannot be reset.
///
/// Blocking functions take one as an argument, and either call `check()` between steps or register
/// with `onCancel` what ends their wait.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var nextID = 0
    var handlers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// A cancellation that has not been requested.
  public init() {}

  /// For work that is never cancelled.
  public static var never: Cancellation { Cancellation() }

  /// Whether `cancel()` was called.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Cancels, and runs the registered handlers on the calling thread. A second call does nothing.
  public func cancel() {
    let handlers = state.withLock { state in
      guard !state.isCancelled else { return [@Sendable () -> Void]() }
      state.isCancelled = true
      defer { state.handlers = [:] }
      return state.handlers.sorted { $0.key < $1.key }.map(\.value)
    }
    for handler in handlers { handler() }
  }

  /// Throws `CancelledFailure` if `cancel()` has been called.
  package func check() throws(CancelledFailure) {
    if isCancelled { throw CancelledFailure() }
  }

  /// Runs `handler` once on `cancel()`; immediately if that has been called already.
  ///
  /// A handler may still be running on another thread when its registration ends, so it must be
  /// harmless then.
  package func onCancel(_ handler: @escaping @Sendable () -> Void) -> Registration {
    let id: Int? = state.withLock { state in
      guard !state.isCancelled else { return nil }
      state.nextID += 1
      state.handlers[state.nextID] = handler
      return state.nextID
    }
    guard let id else {
      handler()
      return Registration {}
    }
    return Registration { [weak self] in
      self?.state.withLock { $0.handlers[id] = nil }
    }
  }

  /// Keeps a handler registered until `end()`, or until the last reference to it is released.
  package final class Registration: Sendable {
    private let remove: @Sendable () -> Void

    fileprivate init(remove: @escaping @Sendable () -> Void) {
      self.remove = remove
    }

    deinit { remove() }

    /// Removes the handler.
    package func end() { remove() }
  }
}
