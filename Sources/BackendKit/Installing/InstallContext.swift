/// What an install, and each hook, works with.
package struct InstallContext: Sendable {
  /// The variables and folder of this process.
  package var environment: Environment
  /// The index of the user.
  package var index: IndexCollection
  /// Whether `--offline` was given; the variables are looked at as well.
  package var offline: Bool
  /// Ends the work.
  package var cancellation: Cancellation
  /// Gets notes as they come, cleaned; called from any thread.
  package var report: @Sendable (LogNote) -> Void
  /// What a remedy is called in the hints of answers; by default nothing, for the library has no
  /// commands.
  package var nameRemedy: @Sendable (Remedy) -> String?
  /// Seconds for a registry in all, whatever is asked of it: `mise ls` waits for each tool.
  var refreshLimit = 10.0
  /// Seconds of these for asking a registry where the index has nothing.
  var remoteLimit = 8.0

  /// A context on the index that OCX itself would use, unless another is given.
  package init(
    environment: Environment, index: IndexCollection? = nil, offline: Bool = false,
    cancellation: Cancellation = .never, report: @escaping @Sendable (LogNote) -> Void = { _ in },
    nameRemedy: @escaping @Sendable (Remedy) -> String? = { _ in nil }
  ) {
    let index = index ?? IndexCollection.locate(override: nil, environment: environment)
    self.environment = environment.usingIndex(index)
    self.index = index
    // What mise forbids its own downloads, it forbids those of its plugin.
    self.offline = offline || environment.isTrue("MISE_OFFLINE")
    self.cancellation = cancellation
    self.report = report
    self.nameRemedy = nameRemedy
  }
}
