import BackendKit
import Dispatch
import Synchronization

/// A task that every session asks for first, started before there is a screen to show it. What it
/// reports is kept until the session has asked.
final class EarlyTask: Sendable {
  private struct Reported {
    var progress: [TaskProgress] = []
    var outcome: TaskOutcome?
  }

  /// What the task replaces in the session, by which it is recognised.
  let subject: SessionTask.Subject?
  let cancellation = BatchCancellation(count: 0)
  private let reported = Mutex(Reported())
  /// Signalled after each report.
  private let news = DispatchSemaphore(value: 0)

  /// Starts a task; nil if the system provides no thread.
  init?(_ task: SessionTask, _ options: SessionOptions) {
    subject = task.subject
    let started = Threads.start { [self] in
      let outcome = TaskPerformer(options: options).outcome(of: task, cancellation) { progress in
        self.reported.withLock { $0.progress.append(progress) }
        self.news.signal()
      }
      reported.withLock { $0.outcome = outcome }
      news.signal()
    }
    guard started else { return nil }
  }

  /// Waits for the outcome, and passes on the progress until then. May be called once.
  func outcome(report: (TaskProgress) -> Void) -> TaskOutcome {
    while true {
      news.wait()
      let (progress, outcome) = reported.withLock { reported in
        defer { reported.progress = [] }
        return (reported.progress, reported.outcome)
      }
      for progress in progress { report(progress) }
      if let outcome { return outcome }
    }
  }
}
