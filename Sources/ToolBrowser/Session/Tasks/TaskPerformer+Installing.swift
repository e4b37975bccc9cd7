import BackendKit

extension TaskPerformer {
  private var installer: Installer {
    Installer(
      environment: options.environment, index: index, directory: options.projectDirectory,
      offline: options.offline)
  }

  /// Installs through mise or ocx, and says what became of each item.
  func install(
    _ items: [Installer.Item], _ cancellation: BatchCancellation,
    _ report: @escaping @Sendable (TaskProgress) -> Void
  ) -> [InstallResult] {
    installer.install(items, jobs: options.jobs, cancellation: cancellation) {
      report(.install($0))
    }
  }

  /// Brings what the index knows of tools up to date.
  func refresh(
    _ tools: [ToolName], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (TaskProgress) -> Void
  ) throws(InstallerFailure) -> TaskOutcome {
    try installer.refresh(tools: tools, cancellation: cancellation) { report(.line($0)) }
    return .refreshed(tools.map(\.description))
  }

  /// Brings all that registries list up to date.
  func refresh(
    _ registries: [String], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (TaskProgress) -> Void
  ) throws(InstallerFailure) -> TaskOutcome {
    try installer.refresh(registries: registries, cancellation: cancellation) {
      report(.line($0))
    }
    return .refreshed(registries)
  }
}
