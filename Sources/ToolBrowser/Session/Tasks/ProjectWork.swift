import BackendKit

/// What the performers of tasks share: where they work.
protocol ProjectWork: Sendable {
  var options: SessionOptions { get }
  /// The project that is already read; nil to read it anew for each task.
  var opened: Workspace? { get }
}

extension ProjectWork {
  /// The project as it is on disk now.
  func workspace() -> Workspace {
    opened
      ?? Workspace.open(
        environment: options.environment, directory: options.projectDirectory,
        indexOverride: options.indexOverride, offline: options.offline,
        host: options.host)
  }

  /// The index that was asked for.
  var index: IndexCollection {
    IndexCollection.locate(override: options.indexOverride, environment: options.environment)
  }
}
