import BackendKit

extension DoctorCommand {
  /// The user's settings: their path, and what has no effect.
  func settings(_ environment: Environment) -> [DoctorReport.Check] {
    guard Files.exists(Settings.path(environment)) else { return [] }
    let settings = Settings.load(environment)
    let problems = settings.allProblems(environment, settings.keyBindings(environment))
    guard problems.isEmpty else {
      return problems.map { .init("settings", .attention, $0.message, hint: $0.hint) }
    }
    return [.init("settings", .good, Settings.displayPath(environment))]
  }
}
