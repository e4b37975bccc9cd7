import BackendKit

/// Where a command's answer and its asides go. A value, so that a test reads what a user would.
struct Output: Sendable {
  /// Takes text for standard output.
  let answer: @Sendable (String) throws(FileFailure) -> Void
  /// Takes text for standard error: progress, warnings, failures.
  let aside: @Sendable (String) -> Void
  /// Columns where the answer goes to a terminal; nil where it goes to a file or a pipe.
  let columns: Int?

  /// The process's own streams.
  static let standard = Output(
    answer: { (text: String) throws(FileFailure) in try StandardStream.output.write(text) },
    aside: { try? StandardStream.error.write($0) },
    columns: StandardStream.output.columns)
}
