/// The kinds of failure that a caller can act on, with the exit codes of OCX's taxonomy.
public enum FailureCode: String, Sendable, CaseIterable {
  /// The command line or the request is invalid (64).
  case usage = "usage_error"
  /// A document, a digest or a yanked tag is the cause (65).
  case data = "data_error"
  /// A service, an index or a program cannot be reached (69).
  case unavailable
  /// Reading or writing failed (74).
  case inputOutput = "io_error"
  /// The same call may succeed later (75).
  case tryAgain = "temp_fail"
  /// The system denies access (77).
  case permission = "permission_denied"
  /// A configuration file or variable is invalid (78).
  case configuration = "config_error"
  /// A tool, version or file does not exist (79).
  case notFound = "not_found"
  /// A registry accepts none of the credentials (80).
  case authentication = "auth_error"
  /// Offline, frozen or read-only mode forbids it (81).
  case policy = "policy_error"

  /// The exit code of the program.
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

/// An error with a cause and a fix, each on one line.
public protocol UserFacingError: Error, Sendable {
  /// The error code for scripts.
  var code: FailureCode { get }
  /// The cause.
  var message: String { get }
  /// The fix; nil if there is none, or if `remedy` says it all.
  var hint: String? { get }
  /// An action of this program that helps. Each face decides whether it names a command or a key.
  var remedy: Remedy? { get }
}

extension UserFacingError {
  /// Most errors are fixed outside this program.
  public var remedy: Remedy? { nil }
}

/// An action of this program that helps with an error.
public enum Remedy: Hashable, Sendable {
  /// Show the project's pins.
  case listPins
  /// Show all packages.
  case listPackages
  /// Show the versions of a tool; with `all`, including those that mise does not see.
  case listVersions(of: String, all: Bool)
  /// Update the index: all of it, or what it knows of a registry or a tool.
  case refreshIndex(of: String?)
  /// Install this program's version of the plugin.
  case installPlugin
  /// Pin the version again, with its current digest.
  case pinDigest
  /// See which changes can be undone.
  case listChanges
  /// Undo a change wherever it was made.
  case undoAnywhere(Int)
  /// Leave the files of an unfinished change as they are.
  case forgetChange
}

extension UserFacingError {
  /// The hint with its remedy, which `name` puts into words: `try again: PROGRAM refresh`. nil if
  /// there is neither.
  package func hint(naming name: (Remedy) -> String?) -> String? {
    guard let action = remedy.flatMap(name) else { return hint }
    return hint.map { $0 + ": " + action } ?? action
  }

  /// `{"error":{"code":…,"message":…,"hint":…}}`, without `hint` if there is none.
  package func json(naming name: (Remedy) -> String?) -> JSONValue {
    .object(jsonMembers(naming: name))
  }

  /// The members of that document.
  func jsonMembers(naming name: (Remedy) -> String?) -> [(String, JSONValue)] {
    let error = JSONValue.object(omittingNil: [
      ("code", .string(code.rawValue)), ("message", .string(message)),
      ("hint", hint(naming: name).map(JSONValue.string)),
    ])
    return [("error", error)]
  }
}
