/// Something said while long work runs: what mise or a log shows next to the answer.
package enum LogNote: Hashable, Sendable {
  /// Something that the user should know, though there is an answer.
  case warning(String)
  /// What is being done now.
  case progress(String)

  /// What it says.
  var text: String {
    switch self {
    case .warning(let text), .progress(let text): text
    }
  }

  /// The note as a line for standard error.
  package var line: String {
    switch self {
    case .warning(let text): "warning: " + text
    case .progress(let text): text
    }
  }
}
