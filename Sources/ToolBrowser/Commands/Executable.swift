import BackendKit

/// The path of this program.
enum Executable {
  /// The path cannot be determined.
  enum Failure: UserFacingError, Equatable {
    case unknown(name: String)

    var code: FailureCode { .configuration }
    var message: String {
      switch self {
      case .unknown(let name): "cannot find the path of \(SafeText.clean(name))"
      }
    }
    var hint: String? { "run it by its absolute path" }
  }

  /// The absolute path of this program, with links resolved: as the system reports it, else derived
  /// from how it was called.
  static func path(environment: Environment) throws -> String {
    if let own = try? Files.readLink("/proc/self/exe"), Files.exists(own) { return own }
    let name = CommandLine.arguments.first ?? Program.name
    let found =
      name.contains("/")
      ? Paths.absolute(name, from: environment.workingDirectory)
      : ExecutableSearch.find(name, in: environment)
    guard let found, Files.exists(found) else { throw Failure.unknown(name: name) }
    return (try? Files.resolveLinks(found)) ?? found
  }
}
