import BackendKit

/// What the session's tasks report to the screen.
enum Event: Sendable {
  /// Something known before the task ends.
  case progress(TaskID, TaskProgress)
  /// The task has ended.
  case finished(TaskID, TaskOutcome)
  /// The editor has been closed, or could not be started.
  case edited(failure: ErrorMessage?)
  /// Whether a program was started to open a web page.
  case opened(address: String, Bool)
  /// Folders that are watched have changed.
  case changed(Set<WatchedFolder>)
  /// A text was copied, or could not be.
  case copied(String, Clipboard.Outcome)
}
