import BackendKit

/// Installs tools and updates the index, through mise and ocx.
struct InstallTasks: ProjectWork {
  let options: SessionOptions
  let opened: Workspace?

  private var installer: Installer {
    Installer(
      environment: options.environment, index: index, directory: options.projectDirectory,
      offline: options.offline)
  }

  /// Installs through mise or ocx, with a result for each item.
  func install(
    _ items: [Installer.Item], _ cancellation: BatchCancellation,
    _ report: @escaping @Sendable (TaskProgress) -> Void
  ) -> [InstallResult] {
    installer.install(items, jobs: options.jobs, cancellation: cancellation) {
      report(.install($0))
    }
  }

  /// Updates parts of the index, with a result for each.
  func refresh(
    _ subjects: [RefreshSubject], _ cancellation: Cancellation,
    _ report: @escaping @Sendable (TaskProgress) -> Void
  ) -> [RefreshResult] {
    installer.refresh(subjects, cancellation: cancellation) { report(.refresh($0)) }
  }
}
