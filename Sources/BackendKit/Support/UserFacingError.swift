/// The kinds of failure that a caller can act on, with the exit codes of OCX's own taxonomy.
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
  /// A registry takes none of the credentials there are (80).
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

/// An error with a cause and a fix, each one line of text.
public protocol UserFacingError: Error, Sendable {
  /// What a script can branch on.
  var code: FailureCode { get }
  /// The cause: what happened, to what.
  var message: String { get }
  /// The fix; nil if there is nothing to do, or if `remedy` says it all.
  var hint: String? { get }
  /// What in this program helps. How its users do that, by a command or a key, is for each face to
  /// say.
  var remedy: Remedy? { get }
}

extension UserFacingError {
  /// Most errors are fixed outside this program.
  public var remedy: Remedy? { nil }
}

/// An action of the program that helps with an error.
public enum Remedy: Hashable, Sendable {
  /// See what the project pins.
  case listPins
  /// See which packages there are.
  case listPackages
  /// See the versions of a tool; with `all` also those that mise does not see.
  case listVersions(of: String, all: Bool)
  /// Update the index: all of it, or what it knows of a registry or a tool.
  case refreshIndex(of: String?)
  /// Put the plugin into mise's folder, in the version of this program.
  case installPlugin
  /// Pin the version again, bound to the content that it has now.
  case pinDigest
  /// See which changes can be undone.
  case listChanges
  /// Undo a change wherever it was made.
  case undoAnywhere(Int)
  /// Leave the files of an unfinished change as they are.
  case forgetChange
}

extension UserFacingError {
  /// The hint with its remedy, which `name` puts into the words of a face: `try again: PROGRAM
  /// refresh`. nil if there is neither.
  package func hint(naming name: (Remedy) -> String?) -> String? {
    guard let action = remedy.flatMap(name) else { return hint }
    return hint.map { $0 + ": " + action } ?? action
  }

  /// `{"error":{"code":…,"message":…,"hint":…}}`; without a hint, no such key.
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
