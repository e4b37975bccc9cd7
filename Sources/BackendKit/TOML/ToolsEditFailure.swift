/// Why an edit cannot be made. Nothing has been changed.
package enum ToolsEditFailure: UserFacingError, Equatable {
  /// The file does not parse.
  case malformed(TOMLFailure)
  /// There is no such entry, or it has no such element.
  case noEntry(key: String)
  /// The entry is not valid for mise; with its line and the reason.
  case notATool(key: String, line: Int, reason: String)
  /// It cannot be expressed in `.tool-versions`.
  case notExpressible(key: String, reason: String)
  /// No edit was found that changes only what was requested.
  case wouldDiffer(key: String)

  /// The kind of failure.
  package var code: FailureCode {
    switch self {
    case .malformed, .notATool, .wouldDiffer: .data
    case .noEntry: .notFound
    case .notExpressible: .usage
    }
  }

  /// The cause.
  package var message: String {
    switch self {
    case .malformed(let failure): failure.message
    case .noEntry(let key): "there is no \"\(SafeText.clean(key))\" in the file"
    case .notATool(let key, let line, let reason):
      "line \(line): \"\(SafeText.clean(key))\" \(reason)"
    case .notExpressible(let key, let reason): "\"\(SafeText.clean(key))\" \(reason)"
    case .wouldDiffer(let key):
      "\"\(SafeText.clean(key))\" is written in a form that cannot be edited safely"
    }
  }

  package var remedy: Remedy? {
    if case .noEntry = self { .listPins } else { nil }
  }

  /// How to fix it.
  package var hint: String? {
    switch self {
    case .malformed(let failure): failure.hint
    case .noEntry: "to see all pins"
    case .notATool: "fix the entry by hand, then try again"
    case .notExpressible: "pin it in a mise.toml"
    case .wouldDiffer: "edit the entry by hand; the file has not been changed"
    }
  }
}
