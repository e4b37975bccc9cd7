/// The real location of a file that mise reads or would create, and why it is outside of its project.
package struct FileLocation: Sendable, Hashable {
  /// What redirects a path out of a project without the user's consent. It lets the author of the
  /// checkout decide which file a change is written to.
  package enum Cause: Sendable, Hashable {
    /// A symbolic link in the project, to the file or to a folder that contains it.
    case link
    /// A configuration file of the project that is not trusted; its absolute path.
    case settings(String)
  }

  /// The absolute path, as mise finds it.
  package let path: String
  /// The absolute path with links resolved, whether the file exists or not.
  package let target: String
  /// Why the target is outside of the project; nil if it is inside, or if the user chose it.
  package let cause: Cause?

  /// Whether a link, or a path with `..`, leads to another path.
  package var isElsewhere: Bool { target != path }
}

extension MiseProject {
  /// The real location of a file. Global and system files, and files in the home folder itself, are
  /// always the user's own choice.
  package func location(of path: String) -> FileLocation {
    let target = Files.resolvedTarget(of: path)
    return FileLocation(path: path, target: target, cause: cause(of: path, target))
  }

  private func cause(of path: String, _ target: String) -> FileLocation.Cause? {
    if let level = files.first(where: { $0.path == path })?.level, level != .project { return nil }
    guard let folder = search.folder(of: path) else { return cause(ofIncluded: path, target) }
    let project = boundary(of: folder)
    if Paths.isInside(target, project) { return nil }
    // File names outside of the project come from settings; inside, a link redirects them.
    if Paths.isInside(path, project) { return .link }
    return search.settings.namedBy.first { settings in
      !search.trust.isTrusted(settings, root: ConfigRoot.of(settings))
    }.map(FileLocation.Cause.settings)
  }

  /// The same for a file that is only listed in `task_config.includes`.
  private func cause(ofIncluded path: String, _ target: String) -> FileLocation.Cause? {
    guard taskSources.contains(where: { $0.path == path }),
      !Paths.isInside(target, boundary(of: directory))
    else { return nil }
    return files.first { file in
      file.level == .project && file.needsTrust
        && contents.contains { $0.file == file.path && $0.content.taskIncludes != nil }
    }.map { .settings($0.path) }
  }

  /// The folder in which files may be changed without asking: the git checkout, otherwise the folder
  /// itself. The home folder does not count as a checkout, because it contains all of the user's files.
  private func boundary(of folder: String) -> String {
    let home = Files.resolvedTarget(of: search.settings.directories.home)
    let checkout = Paths.ancestors(folder).prefix { $0 != "/" && $0 != home }
      .first { Files.kind(Paths.join($0, ".git")) != nil }
    return checkout ?? folder
  }
}
