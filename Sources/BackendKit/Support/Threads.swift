import Synchronization

#if os(Linux)
  import CLinux
#endif

/// Plain threads. Dispatch's shared queues would work, but on Linux they monitor their workers with
/// a timer that fires every second, and an idle browser must not use any processor time.
package enum Threads {
  /// Lets all threads of this process share their memory, before the first one starts: threads are
  /// short-lived here, and an arena of memory for each would keep what it was given.
  package static func shareMemory() {
    #if os(Linux)
      linux_share_arenas()
    #endif
  }

  /// Runs `body` on a new thread; returns false if the system cannot create one.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = make(body) else { return false }
    pthread_detach(thread)
    return true
  }

  /// Runs `body` for each number below `count` and returns when all are done. Uses `threads`
  /// threads, including this one; by default as many as there are processors. `body` is not
  /// retained.
  package static func each(
    _ count: Int, threads: Int? = nil, _ body: @escaping @Sendable (Int) -> Void
  ) {
    let threads = threads ?? max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1)
    let next = Counter()
    let work: @Sendable () -> Void = {
      while case let number = next.take(), number < count { body(number) }
    }
    let helpers = (1..<max(min(threads, count), 1)).compactMap { _ in make(work) }
    work()
    for helper in helpers { pthread_join(helper, nil) }
  }

  private final class Counter: Sendable {
    private let value = Atomic(0)
    func take() -> Int { value.wrappingAdd(1, ordering: .relaxed).oldValue }
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static func make(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
    let argument = Unmanaged.passRetained(Body(body)).toOpaque()
    #if canImport(Darwin)
      var thread: pthread_t?
      let result = pthread_create(&thread, nil, { Threads.enter($0) }, argument)
    #else
      var thread = pthread_t()
      let result = pthread_create(&thread, nil, { Threads.enter($0) }, argument)
    #endif
    guard result == 0 else {
      Unmanaged<Body>.fromOpaque(argument).release()
      return nil
    }
    return thread
  }

  private static func enter(_ argument: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
    return nil
  }
}
