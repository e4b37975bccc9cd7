import BackendKit

/// A task that every session asks for first, started before there is a screen to show it. What it
/// reports is kept until the session has asked.
final class EarlyTask: Sendable {
  /// What the task replaces in the session, by which it is recognised.
  let subject: SessionTask.Subject?
  let cancellation = BatchCancellation(count: 0)
  private let mailbox = TaskMailbox()

  /// Starts a task; nil if the system provides no thread.
  init?(_ task: SessionTask, _ options: SessionOptions) {
    subject = task.subject
    let started = Threads.start { [mailbox, cancellation] in
      let outcome = TaskPerformer(options: options).outcome(of: task, cancellation) { progress in
        mailbox.post(.progress(progress))
      }
      mailbox.post(.finished(outcome))
    }
    guard started else { return nil }
  }

  /// Waits for the outcome, and passes on the progress until then. May be called once.
  func outcome(report: (TaskProgress) -> Void) -> TaskOutcome {
    while true {
      switch mailbox.next() {
      case .progress(let progress): report(progress)
      case .finished(let outcome): return outcome
      }
    }
  }
}
