import BackendKit

/// What a command found: one value that renders as text for people or as JSON for scripts.
protocol Report: Sendable {
  /// The document of cli.md, "JSON".
  var json: JSONValue { get }
  /// For people: whole lines, the last one ended; empty where there is nothing to say.
  func text(_ style: OutputStyle) -> String
  /// What the program ends with; 0 but for `outdated --exit-code`.
  var exitCode: Int32 { get }
  /// What people are told on standard error where there is nothing to list; nil where the answer
  /// says it itself.
  var nothing: String? { get }
  /// What was done, for when the answer that says it cannot be written; nil where nothing was.
  var done: String? { get }
}

extension Report {
  var exitCode: Int32 { 0 }
  var nothing: String? { nil }
  var done: String? { nil }
}
