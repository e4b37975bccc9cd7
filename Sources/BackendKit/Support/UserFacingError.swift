/// The kinds of failure that a caller can act on, with the exit codes of OCX's own taxonomy
/// (contracts/ocx.md §3; cli.md, "JSON").
public enum FailureCode: String, Sendable, CaseIterable {
  /// The command line or the request is off (64).
  case usage = "usage_error"
  /// A document, a digest or a yanked tag stands in the way (65).
  case data = "data_error"
  /// A service, an index or a program cannot be reached (69).
  case unavailable
  /// Reading or writing failed (74).
  case inputOutput = "io_error"
  /// The same call may go through later (75).
  case tryAgain = "temp_fail"
  /// The system refuses access (77).
  case permission = "permission_denied"
  /// A configuration file or variable is off (78).
  case configuration = "config_error"
  /// A tool, version or file is not there (79).
  case notFound = "not_found"
  /// A registry wants other credentials (80).
  case authentication = "auth_error"
  /// Offline, frozen or read-only mode forbids it (81).
  case policy = "policy_error"

  /// The code the program ends with.
  public var exitCode: Int32 {
    switch self {
    case .usage: 64
    case .data: 65
    case .unavailable: 69
    case .inputOutput: 74
    case .tryAgain: 75
    case .permission: 77
    case .configuration: 78
    case .notFound: 79
    case .authentication: 80
    case .policy: 81
    }
  }
}

/// A failure that renders as one line of cause and one of mending.
public protocol UserFacingError: Error, Sendable {
  /// What a script can branch on.
  var code: FailureCode { get }
  /// One line: what happened, to what.
  var message: String { get }
  /// One line: what to do about it; nil where there is nothing to do.
  var hint: String? { get }
}

extension UserFacingError {
  /// `{"error":{"code":…,"message":…,"hint":…}}` (cli.md, "JSON"); no hint where there is none.
  public var json: JSONValue { .object(jsonMembers) }

  /// The members of that document.
  var jsonMembers: [(String, JSONValue)] {
    let members: [(String, JSONValue?)] = [
      ("code", .string(code.rawValue)), ("message", .string(message)),
      ("hint", hint.map(JSONValue.string)),
    ]
    return [("error", .object(members.compactMap { key, value in value.map { (key, $0) } }))]
  }
}
