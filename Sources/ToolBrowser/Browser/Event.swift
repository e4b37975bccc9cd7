import BackendKit

/// Something that happened outside the screen.
enum Event: Sendable {
  /// A task reported progress.
  case progress(TaskID, TaskProgress)
  /// A task ended.
  case finished(TaskID, TaskOutcome)
  /// The editor has been closed, or could not be started.
  case edited(failure: ErrorMessage?)
  /// Whether a program was started to open a web page.
  case opened(address: String, Bool)
  /// Watched folders have changed.
  case changed(Set<WatchedFolder>)
  /// Text was copied, or could not be.
  case copied(String, Clipboard.Outcome)
}
