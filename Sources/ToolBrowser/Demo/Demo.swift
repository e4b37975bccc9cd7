import BackendKit

/// An index and a project to try everything on, without ocx, mise or a network: all of it is in one
/// folder, and nothing of the user's is touched.
struct Demo: Sendable {
  /// The folder that holds it all.
  let folder: String
  /// The index collection.
  let index: IndexCollection
  /// The project's folder.
  let project: String
  /// The environment that everything must be given: home, configuration, data and state are all
  /// below `folder`, and whatever could fetch something is told that it is offline.
  let environment: Environment

  /// Writes the demo into a folder that is there and empty.
  ///
  /// - Parameters:
  ///   - folder: its absolute path.
  ///   - base: the user's environment; what the terminal and the locale need is kept.
  ///   - now: seconds since 1970, from which the ages of releases count back.
  static func make(
    in folder: String, base: Environment, now: Int64 = Int64(time(nil))
  ) throws(FileFailure) -> Demo {
    let project = DemoProject(folder: folder)
    let index = Paths.join(project.store, "index")
    let writer = DemoIndexWriter(folder: index, now: now)
    try writer.writePublished(DemoPackages.published, registry: "ocx.sh")
    try writer.writeDerived(DemoPackages.derived, registry: "registry.example:5000")
    let collection = IndexCollection(path: index)
    try project.write(collection)
    return Demo(
      folder: folder, index: collection, project: project.directory,
      environment: environment(of: project, base: base))
  }

  /// Makes a demo in a new folder below `TMPDIR`, and removes it when `body` is done or throws,
  /// unless it is to be kept. What ends the process at once leaves it: the next demo removes it then.
  static func withTemporaryFolder<Result>(
    keep: Bool = false, base: Environment, now: Int64 = Int64(time(nil)),
    body: (Demo) throws -> Result
  ) throws -> Result {
    let parent = base["TMPDIR"] ?? "/tmp"
    let made: DemoFolder
    if keep {
      made = try DemoFolder.kept(in: parent)
    } else {
      DemoFolder.sweep(parent)
      made = try DemoFolder.temporary(in: parent)
    }
    defer { made.end() }
    return try body(try make(in: made.path, base: base, now: now))
  }

  private static func environment(of project: DemoProject, base: Environment) -> Environment {
    let home = Paths.join(project.folder, "home")
    var variables = base.variables.filter { name, _ in
      !["MISE_", "__MISE", "OCX_", "XDG_"].contains { name.hasPrefix($0) }
        && name != "DOCKER_CONFIG"
    }
    variables["HOME"] = home
    variables["PWD"] = project.directory
    variables["MISE_DATA_DIR"] = project.data
    variables["MISE_SYSTEM_DATA_DIR"] = Paths.join(project.folder, "usr/mise")
    variables["MISE_TRUSTED_CONFIG_PATHS"] = project.folder
    variables["MISE_SYSTEM_DIR"] = Paths.join(project.folder, "etc/mise")
    variables["MISE_CEILING_PATHS"] = project.folder
    variables["MISE_OFFLINE"] = "1"
    variables["OCX_HOME"] = project.store
    variables["OCX_NO_CONFIG"] = "1"
    variables["OCX_OFFLINE"] = "1"
    return Environment(variables: variables, workingDirectory: project.directory)
  }
}
