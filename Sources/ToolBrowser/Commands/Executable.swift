import BackendKit

/// Where this program lies.
enum Executable {
  /// Why that cannot be told.
  enum Failure: UserFacingError, Equatable {
    case unknown(name: String)

    var code: FailureCode { .configuration }
    var message: String {
      switch self {
      case .unknown(let name): "cannot tell where \(SafeText.clean(name)) lies"
      }
    }
    var hint: String? { "start it by its absolute path" }
  }

  /// The absolute path of this program, links resolved: from the system where it tells, else from
  /// how it was called.
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
