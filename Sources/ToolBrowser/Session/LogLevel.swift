/// How much a line matters that mise or ocx prints while it works.
enum LogLevel: Hashable {
  /// Something that the person should know, whatever becomes of the work.
  case warning
  /// What is being done now.
  case progress

  init(of line: String) {
    let isWarning =
      line.hasPrefix("warning:") || line.contains(" WARN ") || line.contains("mise WARN")
    self = isWarning ? .warning : .progress
  }
}
