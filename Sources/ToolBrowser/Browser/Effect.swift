import BackendKit

/// What `update` asks the run loop to do.
enum Effect: Sendable {
  /// Start a task; its events carry the ID.
  case start(TaskID, SessionTask)
  /// Cancel a task if it still runs.
  case cancel(TaskID)
  /// Cancel one item of a task.
  case cancelItem(Int, of: TaskID)
  /// Open a file at a line in the user's editor.
  case edit(file: String, line: Int)
  /// Watch these folders, and no others.
  case watch([WatchedScope])
  /// Report what the watch has noticed.
  case readFileChanges
  /// Check whether anything watched has changed, even if the watch did not notice.
  case checkFolders
  /// Open a web page.
  case open(address: String)
  /// Draw the whole screen again, in case other programs wrote over it.
  case repaint
  /// Put text on the clipboard.
  case copy(String)
}
