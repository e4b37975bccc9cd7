/// The level of a line that mise or ocx prints.
enum LogLevel: Hashable {
  /// Something the user should know, whatever the outcome.
  case warning
  /// What is being done now.
  case progress

  init(of line: String) {
    let isWarning =
      line.hasPrefix("warning:") || line.contains(" WARN ") || line.contains("mise WARN")
    self = isWarning ? .warning : .progress
  }
}
