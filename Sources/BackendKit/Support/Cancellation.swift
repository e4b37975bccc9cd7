import Synchronization

/// The work was cancelled.
package struct CancelledFailure: UserFacingError, Equatable {
  /// A cancelled call says nothing about the call itself: the same one may go through later.
  package var code: FailureCode { .tryAgain }
  package var message: String { "cancelled" }
  package var hint: String? { nil }

  /// The failure of a cancelled call.
  public init() {}
}

/// Cancels long work, from any thread. It cannot be reset.
///
/// Blocking functions take one as an argument and either ask `check()` between steps or register
/// what ends their wait with `onCancel`.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var nextID = 0
    var handlers: [Int: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  /// A cancellation that nobody has asked for yet.
  public init() {}

  /// For work that runs to its end: nobody else can cancel it.
  public static var never: Cancellation { Cancellation() }

  /// Whether `cancel()` was called.
  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Cancels, and runs what was registered, on the calling thread; a second call does nothing.
  public func cancel() {
    let handlers = state.withLock { state in
      guard !state.isCancelled else { return [@Sendable () -> Void]() }
      state.isCancelled = true
      defer { state.handlers = [:] }
      return state.handlers.sorted { $0.key < $1.key }.map(\.value)
    }
    for handler in handlers { handler() }
  }

  /// Throws `CancelledFailure` once `cancel()` was called.
  package func check() throws(CancelledFailure) {
    if isCancelled { throw CancelledFailure() }
  }

  /// Runs `handler` once on `cancel()`; at once if that was called already.
  ///
  /// A handler that was started may still be running on another thread when the registration
  /// ends, so it must be harmless then.
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

  /// Keeps a handler registered: until `end()`, or until the last reference to it goes.
  package final class Registration: Sendable {
    private let remove: @Sendable () -> Void

    fileprivate init(remove: @escaping @Sendable () -> Void) {
      self.remove = remove
    }

    deinit { remove() }

    /// Takes the handler back.
    package func end() { remove() }
  }
}
