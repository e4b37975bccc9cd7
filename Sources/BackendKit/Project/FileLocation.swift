/// Where a file that mise reads or would make really lies, and who chose a place outside of its
/// project.
package struct FileLocation: Sendable, Hashable {
  /// What leads out of a project without anybody having agreed to it. Whoever wrote the checkout
  /// decides by it what a change here writes to.
  package enum Cause: Sendable, Hashable {
    /// A symbolic link in the project, to a file or to a folder that it lies in.
    case link
    /// A file of the project that nobody has trusted; its absolute path.
    case settings(String)
  }

  /// The absolute path, as mise finds it.
  package let path: String
  /// The absolute path without links, also where there is nothing yet.
  package let target: String
  /// Who chose a target outside of the project; nil where it lies inside, and where the user chose it.
  package let cause: Cause?

  /// Whether a link leads there, or a path with `..`.
  package var isElsewhere: Bool { target != path }
}

extension MiseProject {
  /// Where a file really lies. The user's and the machine's own files, and what lies in the home
  /// folder itself, are nobody else's choice.
  package func location(of path: String) -> FileLocation {
    let target = Files.place(of: path)
    return FileLocation(path: path, target: target, cause: cause(of: path, target))
  }

  private func cause(of path: String, _ target: String) -> FileLocation.Cause? {
    if let level = files.first(where: { $0.path == path })?.level, level != .project { return nil }
    guard let folder = search.folder(of: path) else { return cause(ofIncluded: path, target) }
    let project = boundary(of: folder)
    if Paths.isInside(target, project) { return nil }
    // The names of files come from settings; what is at a usual name is what a link makes of it.
    if Paths.isInside(path, project) { return .link }
    return search.settings.namedBy.first { settings in
      !search.trust.isTrusted(settings, root: ConfigRoot.of(settings))
    }.map(FileLocation.Cause.settings)
  }

  /// The same of a file that only `task_config.includes` names.
  private func cause(ofIncluded path: String, _ target: String) -> FileLocation.Cause? {
    guard taskSources.contains(where: { $0.path == path }),
      !Paths.isInside(target, boundary(of: directory))
    else { return nil }
    return files.first { file in
      file.level == .project && file.needsTrust
        && contents.contains { $0.file == file.path && $0.content.taskIncludes != nil }
    }.map { .settings($0.path) }
  }

  /// What a folder's files may change without a question: the git checkout that it is in, else the
  /// folder. The home folder is no checkout, for all that the user has lies in it.
  private func boundary(of folder: String) -> String {
    let home = Files.place(of: search.settings.directories.home)
    let checkout = Paths.ancestors(folder).prefix { $0 != "/" && $0 != home }
      .first { Files.kind(Paths.join($0, ".git")) != nil }
    return checkout ?? folder
  }
}
