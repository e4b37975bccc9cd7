import BackendKit

extension CommandContext {
  /// A session for one command, on a project that is read already. The command asks it with
  /// intents, and only puts what it tells into lines.
  func session(on workspace: Workspace) -> SessionDriver {
    let now = now
    return SessionDriver(
      options: SessionOptions(
        environment: environment, projectDirectory: projectDirectory, indexOverride: indexOverride,
        offline: offline, clock: { now }),
      on: workspace)
  }

  /// Says what a session tells of what was written.
  func tell(_ notice: Notice) {
    guard case .locksStale(let locks) = notice else { return }
    for lock in locks { output.aside("\(SafeText.clean(lock.message))\n") }
  }

  /// Warns of versions that were named and run only on other platforms.
  func warn(of foreign: [ForeignVersion]) {
    for version in foreign {
      let platforms = version.platforms.joined(separator: ", ")
      output.aside(
        "warning: \(version.key) \(version.request) does not run here; it is for \(platforms)\n")
    }
  }
}
