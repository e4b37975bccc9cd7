/// The inputs of an install and of each hook.
package struct InstallContext: Sendable {
  /// The environment of this process.
  package var environment: Environment
  /// The user's index.
  package var index: IndexCollection
  /// Whether `--offline` was given or a variable says the same.
  package var offline: Bool
  /// Cancels the work.
  package var cancellation: Cancellation
  /// Receives notes as they come, cleaned; called from any thread.
  package var report: @Sendable (LogNote) -> Void
  /// The command for a remedy in hints; by default none, since the library has no commands.
  package var nameRemedy: @Sendable (Remedy) -> String?
  /// Seconds for a registry in total, whatever is requested: `mise ls` waits for each tool.
  var refreshLimit = 10.0
  /// How many of these seconds may be used to ask a registry if the index has nothing.
  var remoteLimit = 8.0

  /// A context with the index that OCX itself would use, unless another is given.
  package init(
    environment: Environment, index: IndexCollection? = nil, offline: Bool = false,
    cancellation: Cancellation = .never, report: @escaping @Sendable (LogNote) -> Void = { _ in },
    nameRemedy: @escaping @Sendable (Remedy) -> String? = { _ in nil }
  ) {
    let index = index ?? IndexCollection.locate(override: nil, environment: environment)
    self.environment = environment.usingIndex(index)
    self.index = index
    // What mise forbids for its own downloads applies to its plugin as well.
    self.offline = offline || environment.isTrue("MISE_OFFLINE")
    self.cancellation = cancellation
    self.report = report
    self.nameRemedy = nameRemedy
  }
}
