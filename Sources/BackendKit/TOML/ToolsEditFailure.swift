/// Why an edit cannot be made. Nothing was changed.
public enum ToolsEditFailure: UserFacingError, Equatable {
  /// The file does not parse.
  case malformed(TOMLFailure)
  /// There is no such entry, or no such element in it.
  case noEntry(key: String)
  /// What stands there is nothing that mise takes as a tool: the place and why.
  case notATool(key: String, line: Int, reason: String)
  /// `.tool-versions` holds no options and no such words.
  case notExpressible(key: String, reason: String)
  /// The new text would not differ from the old by what was asked alone.
  case wouldDiffer(key: String)

  /// What a script can branch on.
  public var code: FailureCode {
    switch self {
    case .malformed, .notATool, .wouldDiffer: .data
    case .noEntry: .notFound
    case .notExpressible: .usage
    }
  }

  /// One line of cause.
  public var message: String {
    switch self {
    case .malformed(let failure): failure.message
    case .noEntry(let key): "there is no \"\(SafeText.clean(key))\" in it"
    case .notATool(let key, let line, let reason):
      "line \(line): \"\(SafeText.clean(key))\" \(reason)"
    case .notExpressible(let key, let reason): "\"\(SafeText.clean(key))\" \(reason)"
    case .wouldDiffer(let key):
      "\"\(SafeText.clean(key))\" stands in a form that cannot be edited safely"
    }
  }

  /// What in this program helps.
  public var remedy: Remedy? {
    if case .noEntry = self { .listPins } else { nil }
  }

  /// One line of mending.
  public var hint: String? {
    switch self {
    case .malformed(let failure): failure.hint
    case .noEntry: "see what is there"
    case .notATool: "mend the entry by hand, then try again"
    case .notExpressible: "pin it in a mise.toml"
    case .wouldDiffer: "edit the entry by hand; the file was not touched"
    }
  }
}
