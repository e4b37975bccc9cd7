import BackendKit

/// A file outside of the project to which something in the project redirects a change. It is
/// written only if the person agrees.
struct OutsideFile: Hashable, Sendable {
  /// The absolute path, as mise finds it, and its form for people.
  let path: String
  let name: String
  /// The real path, absolute and in its form for people.
  let target: String
  let targetName: String
  /// Who chose that location, as a clause.
  let reason: String

  /// A file of a plan; nil if its real path is inside the project, or the user's own choice.
  init?(_ file: FileChange, of project: MiseProject) {
    let location = project.location(of: file.path)
    guard let cause = location.cause else { return nil }
    path = file.path
    name = SafeText.clean(file.displayPath)
    target = location.target
    targetName = SafeText.clean(project.displayPath(location.target))
    reason =
      switch cause {
      case .link: "a link in the project leads there"
      case .settings(let settings):
        "\(SafeText.clean(project.displayPath(settings))) chose it, and is not trusted"
      }
  }
}

/// Why a change of a file outside of the project is not written.
struct OutsideFailure: UserFacingError, Equatable {
  let files: [OutsideFile]
  /// Whether the person was asked and declined.
  var isDeclined = false

  var code: FailureCode { .policy }

  var message: String {
    let names = files.map { "\($0.targetName) lies outside the project: \($0.reason)" }
    return names.joined(separator: "; ") + (isDeclined ? "; left as it is" : "")
  }

  var hint: String? {
    isDeclined || files.isEmpty
      ? nil : "if it is the one you mean, name it: --file \(files[0].path)"
  }
}
