import BackendKit

extension TaskPerformer {
  private var installer: Installer {
    Installer(
      environment: options.environment, index: index, directory: options.projectDirectory,
      offline: options.offline)
  }

  /// Installs through mise or ocx; their lines are reported as they come.
  func install(
    _ items: [Installer.Item], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (Progress) -> Void
  ) throws(InstallerFailure) -> Outcome {
    try installer.install(items, cancellation: cancellation) { report(.line($0)) }
    let names = items.map { $0.tool.repository + ($0.version.map { "@" + $0 } ?? "") }
    return .installed(names.joined(separator: ", "))
  }

  /// Brings what the index knows of tools up to date.
  func refresh(
    _ tools: [ToolName], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (Progress) -> Void
  ) throws(InstallerFailure) -> Outcome {
    try installer.refresh(tools: tools, cancellation: cancellation) { report(.line($0)) }
    return .refreshed(tools.map(\.description).joined(separator: ", "))
  }

  /// Brings all that registries list up to date.
  func refresh(
    _ registries: [String], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (Progress) -> Void
  ) throws(InstallerFailure) -> Outcome {
    try installer.refresh(registries: registries, cancellation: cancellation) {
      report(.line($0))
    }
    return .refreshed(registries.joined(separator: ", "))
  }
}
