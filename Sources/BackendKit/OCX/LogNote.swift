/// A message about work in progress, shown by mise or in a log.
package enum LogNote: Hashable, Sendable {
  /// Something the user should know, although there is an answer.
  case warning(String)
  /// What is being done now.
  case progress(String)

  /// What it says.
  var text: String {
    switch self {
    case .warning(let text), .progress(let text): text
    }
  }

  /// The message as a line for standard error.
  package var line: String {
    switch self {
    case .warning(let text): "warning: " + text
    case .progress(let text): text
    }
  }
}
