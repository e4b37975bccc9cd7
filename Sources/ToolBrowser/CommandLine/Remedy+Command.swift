import BackendKit

extension Remedy {
  /// The command for it.
  var command: String {
    let words =
      switch self {
      case .listPins: "pins"
      case .listPackages: "packages"
      case .listVersions(let tool, let all): "versions \(tool)" + (all ? " --all" : "")
      case .refreshIndex(let subject): "refresh" + (subject.map { " \($0)" } ?? "")
      case .installPlugin: "plugin install"
      case .pinDigest: "pin --digest"
      case .listChanges: "undo --list"
      case .undoAnywhere(let number): "undo \(number) --any"
      case .forgetChange: "undo --forget"
      }
    return Program.name + " " + words
  }
}

extension RecoveryNote {
  /// The hint with its command.
  var commandHint: String? {
    guard let action = remedy?.command else { return hint }
    return hint.map { "\($0): \(action)" } ?? action
  }
}

extension UserFacingError {
  /// The hint with its command.
  var commandHint: String? { hint(naming: \.command) }
  /// The error document of the command line.
  var commandJSON: JSONValue { json(naming: \.command) }
}
