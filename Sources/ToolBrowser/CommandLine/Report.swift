import BackendKit

/// The result of a command, shown as text for people or as JSON for scripts.
protocol Report: Sendable {
  var json: JSONValue { get }
  /// For people: whole lines, or empty.
  func text(_ style: OutputStyle) -> String
  /// The exit status; 0 unless the report has a reason for another.
  var exitCode: Int32 { get }
  /// A note for people on standard error after the text; nil if there is none.
  var note: String? { get }
  /// What was done, in case the text cannot be written; nil if nothing was done.
  var done: String? { get }
}

extension Report {
  var exitCode: Int32 { 0 }
  var note: String? { nil }
  var done: String? { nil }
}
