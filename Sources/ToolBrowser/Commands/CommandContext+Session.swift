import BackendKit

extension CommandContext {
  /// A session for one command, on a project that is read already. The command asks it with
  /// intents, and only puts what it tells into lines.
  ///
  /// - Parameter jobs: how many ocx processes install at once; nil for the default.
  func session(on workspace: Workspace, jobs: Int? = nil) -> SessionDriver {
    SessionDriver(of: self, on: workspace, jobs: jobs)
  }

  /// What the user has set; what of it has no effect is said on standard error.
  func settings() -> Settings {
    let settings = Settings.load(environment)
    for problem in settings.problems {
      output.aside("warning: \(SafeText.clean(problem.message))\n")
      if let hint = problem.hint { output.say(hint: hint) }
    }
    return settings
  }
}

extension Output {
  /// Says what a session tells of what was written.
  func tell(_ notice: Notice) {
    guard case .locksStale(let locks) = notice else { return }
    for lock in locks { aside("\(SafeText.clean(lock.message))\n") }
  }
}
