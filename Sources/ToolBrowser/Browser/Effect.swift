import BackendKit

/// What `update` asks for.
enum Effect: Sendable {
  /// Begin a task; its events carry the name.
  case start(TaskID, SessionTask)
  /// End a task early, if it still runs.
  case cancel(TaskID)
  /// End one item of a task early.
  case cancelItem(Int, of: TaskID)
  /// Open a file at a line in the user's editor.
  case edit(file: String, line: Int)
  /// Watch what was read from for changes, and nothing else.
  case watch([WatchedScope])
  /// Tell what the watch has heard of.
  case takeNews
  /// Look whether anything that is watched has changed, told or not.
  case look
  /// Open a web page.
  case open(address: String)
  /// Draw the whole screen again, whatever other programs wrote over it.
  case repaint
  /// Put text on the clipboard.
  case copy(String)
}
