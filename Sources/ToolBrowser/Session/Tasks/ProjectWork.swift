import BackendKit

/// What all performers of tasks need: where they work.
protocol ProjectWork: Sendable {
  var options: SessionOptions { get }
  /// The project if it has already been read; nil to read it again for each task.
  var opened: Workspace? { get }
}

extension ProjectWork {
  /// The current project.
  func workspace() -> Workspace {
    opened
      ?? Workspace.open(
        environment: options.environment, directory: options.projectDirectory,
        indexOverride: options.indexOverride, offline: options.offline,
        host: options.host)
  }

  /// The index to read.
  var index: IndexCollection {
    IndexCollection.locate(override: options.indexOverride, environment: options.environment)
  }
}
