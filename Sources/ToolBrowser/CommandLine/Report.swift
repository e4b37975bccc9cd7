import BackendKit

/// What a command found or did: one value, shown as text for people or as JSON for scripts.
protocol Report: Sendable {
  var json: JSONValue { get }
  /// For people: whole lines, or nothing.
  func text(_ style: OutputStyle) -> String
  /// The exit status; 0 unless the report has a reason for another.
  var exitCode: Int32 { get }
  /// What people are told on standard error after the text; nil if it says everything.
  var note: String? { get }
  /// What was done, for when the answer cannot be written; nil if nothing was done.
  var done: String? { get }
}

extension Report {
  var exitCode: Int32 { 0 }
  var note: String? { nil }
  var done: String? { nil }
}
