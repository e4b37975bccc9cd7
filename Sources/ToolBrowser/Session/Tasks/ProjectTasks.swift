import BackendKit

/// Reads the project: its entries, and the files that can be written.
struct ProjectTasks: ProjectWork {
  let options: SessionOptions
  let opened: Workspace?

  /// The state of each entry of the project's files.
  func openProject(_ cancellation: Cancellation) -> ProjectSnapshot {
    let start = Clock.nanoseconds
    let workspace = workspace()
    let project = workspace.project
    let home = options.environment.home
    var snapshot = ProjectSnapshot(
      directory: SafeText.clean(Paths.abbreviate(project.directory, home: home)))
    let pins = workspace.pins(cancellation)
    let rows = pins.map { ProjectRow($0, project: project) }
    snapshot.watched = WatchedScope(workspace.watchedFolders(pins), since: start)
    snapshot.watchedRoots = WatchedScope(workspace.watchedRoots(pins), since: start)
    snapshot.rows = ProjectRow.distinct(rows)
    snapshot.hasFiles = !project.files.isEmpty
    snapshot.hasOCX = (try? OCXClient.locate(environment: options.environment)) != nil
    snapshot.hasMise = workspace.hasMise
    snapshot.refusals = workspace.refusalsByMise.map { ErrorMessage($0) }
    snapshot.targets = targets(of: project)
    snapshot.problems = project.files.compactMap { ErrorMessage($0, of: project) }
    return snapshot
  }

  /// The files that pins can be written to, each once, the default of `mise use` first.
  private func targets(of project: MiseProject) -> [WriteTarget] {
    let active = (options.environment["MISE_ENV"] ?? "").split(separator: ",").map(String.init)
    let others = project.environments.filter { !active.contains($0) }
    let scopes =
      [.project, .local] + (active + others).map { WriteScope.environment($0) } + [.global]
    var targets: [WriteTarget] = []
    for scope in scopes {
      let path = project.writeTarget(scope)
      guard !targets.contains(where: { $0.path == path }) else { continue }
      targets.append(target(scope, path, of: project))
    }
    return targets
  }

  private func target(_ scope: WriteScope, _ path: String, of project: MiseProject) -> WriteTarget {
    let location = project.location(of: path)
    return WriteTarget(
      scope: scope, path: path, name: SafeText.clean(project.displayPath(path)),
      link: location.isElsewhere ? SafeText.clean(project.displayPath(location.target)) : nil,
      realPath: location.target,
      exists: Files.exists(path), isRead: project.reads(path),
      holdsDigests: project.kind(of: path) != .toolVersions)
  }

  /// The file at a path. The path may be a folder.
  func target(at path: String) throws(PinningFailure) -> WriteTarget {
    let project = workspace().project
    let file = project.writeTarget(.file(path))
    if let known = targets(of: project).first(where: { $0.path == file }) { return known }
    guard project.kind(of: file) != nil else {
      throw .notAConfigFile(project.displayPath(file))
    }
    return target(.file(file), file, of: project)
  }
}
