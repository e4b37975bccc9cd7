import BackendKit

/// What the session's tasks report to the screen.
enum Event: Sendable {
  /// Something known before the task ends.
  case progress(TaskID, TaskProgress)
  /// The task has ended.
  case finished(TaskID, TaskOutcome)
  /// The editor has ended; whether it could be started.
  case edited(Bool)
  /// Folders that are watched have changed.
  case changed(Set<WatchedFolder>)
  /// A text was copied, or could not be.
  case copied(String, Clipboard.Outcome)
}
