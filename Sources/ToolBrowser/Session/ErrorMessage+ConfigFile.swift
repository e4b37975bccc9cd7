import BackendKit

extension ErrorMessage {
  /// The error of a configuration file that could not be read, with its position if known; nil if
  /// it was read.
  init?(_ file: ConfigFile, of project: MiseProject) {
    guard let problem = file.problem else { return nil }
    let name = project.displayPath(file.path)
    if let failure = problem as? TOMLFailure {
      self.init(
        ChangeFailure.unparsable(
          file: name, line: failure.line, column: failure.column, reason: failure.reason))
    } else {
      self.init(
        code: problem.code, message: "\(name): \(problem.message)", hint: problem.hint,
        remedy: problem.remedy)
    }
  }
}

extension MiseProject {
  /// The cause of a failure: a tool may only seem unpinned because a file could not be read.
  func cause(of failure: PinningFailure, scope: WriteScope?) -> any UserFacingError {
    guard case .notPinned = failure else { return failure }
    let suspects = files.filter { file in
      scope.map { writeTarget($0) == file.path } ?? true
    }
    return suspects.lazy.compactMap { ErrorMessage($0, of: self) }.first ?? failure
  }
}
