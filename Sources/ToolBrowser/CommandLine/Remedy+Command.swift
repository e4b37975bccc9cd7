import BackendKit

extension Remedy {
  /// The command that does it.
  var command: String {
    let words =
      switch self {
      case .listPins: "pins"
      case .listPackages: "packages"
      case .listVersions(let tool, let all): "versions \(tool)" + (all ? " --all" : "")
      case .refreshIndex: "refresh"
      case .installPlugin: "plugin install"
      case .pinDigest: "pin --digest"
      }
    return Program.name + " " + words
  }
}

extension UserFacingError {
  /// The hint as the command line says it.
  var commandHint: String? { hint(naming: \.command) }
  /// The error document of the command line.
  var commandJSON: JSONValue { json(naming: \.command) }
}
