import BackendKit
import Dispatch

/// Does the work that `update` asks for, off the main thread (design D5). The one place of the
/// browser that touches disk, programs and clipboard.
final class EffectHandler {
  private let performer: TaskPerformer
  private let copy: (String) -> Void
  private var running: [TaskID: Cancellation] = [:]

  init(options: BrowserOptions, copy: @escaping (String) -> Void) {
    performer = TaskPerformer(options: options)
    self.copy = copy
  }

  /// Begins effects, all of them before it waits for any.
  func perform(_ effects: [Effect], _ runner: EffectRunner<Event>) {
    let begun = effects.compactMap { begin($0, runner) }
    // What is nearly always done at once is waited for that long, so that one frame shows the key
    // and its answer, and nothing flickers.
    for work in begun { _ = work.done.wait(timeout: work.limit) }
  }

  private struct Begun {
    let done: DispatchSemaphore
    /// How long the screen waits for the answer before it shows itself without.
    let limit: DispatchTime
  }

  private func begin(_ effect: Effect, _ runner: EffectRunner<Event>) -> Begun? {
    switch effect {
    case .copy(let text): copy(text)
    case .cancel(let id): running.removeValue(forKey: id)?.cancel()
    case .run(let id, let job):
      let done = DispatchSemaphore(value: 0)
      let performer = performer
      running[id] = runner.run { cancellation, post in
        let outcome = performer.outcome(of: job, cancellation) { runner.post(.progress(id, $0)) }
        post(.finished(id, outcome))
        done.signal()
      }
      return Begun(done: done, limit: .now() + .milliseconds(job.grace))
    }
    return nil
  }
}

extension SessionTask {
  /// Milliseconds that the screen waits for the answer before it shows itself without.
  fileprivate var grace: Int {
    switch self {
    case .openIndex, .openProject: 30
    case .inspect: 6
    case .pin, .pinNewest, .unpin, .upgrade, .plan, .planUndo, .write, .undo, .chooseTarget: 12
    case .install, .refreshTools, .refreshRegistries: 0
    }
  }
}
