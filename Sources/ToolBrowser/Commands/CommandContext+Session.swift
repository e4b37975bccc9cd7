import BackendKit

extension CommandContext {
  /// A session for one command, on a project that has already been read. The command makes requests
  /// and formats the notices.
  ///
  /// - Parameter jobs: how many ocx processes install concurrently; nil for the default.
  func session(on workspace: Workspace, jobs: Int? = nil) -> SessionDriver {
    SessionDriver(of: self, on: workspace, jobs: jobs)
  }

  /// The user's settings; those that have no effect are reported on standard error.
  func settings() -> Settings {
    let settings = Settings.load(environment)
    for problem in settings.problems {
      output.standardError("warning: \(SafeText.clean(problem.message))\n")
      if let hint = problem.hint { output.say(hint: hint) }
    }
    return settings
  }
}

extension Output {
  /// Prints notices about what was written.
  func notify(_ notice: Notice) {
    guard case .locksStale(let locks) = notice else { return }
    for lock in locks { standardError("\(SafeText.clean(lock.message))\n") }
  }
}
