import BackendKit

/// An index and a project for trying the program out, without ocx, mise or a network: everything is
/// in one folder, and the user's files are not touched.
struct Demo: Sendable {
  /// The folder that contains everything.
  let folder: String
  /// The index collection.
  let index: IndexCollection
  /// The project's folder.
  let project: String
  /// The environment for everything in the demo: home, configuration, data and state are all below
  /// `folder`, and network access is disabled.
  let environment: Environment

  /// Writes the demo to an existing empty folder.
  ///
  /// - Parameters:
  ///   - folder: its absolute path.
  ///   - base: the user's environment; variables for the terminal and the locale are kept.
  ///   - now: seconds since 1970; the ages of releases are relative to it.
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
  /// unless it is to be kept. If the process is killed, the folder remains until the next demo removes it.
  static func withTemporaryFolder<Result>(
    keep: Bool = false, base: Environment, now: Int64 = Int64(time(nil)),
    body: (Demo) throws -> Result
  ) throws -> Result {
    let parent = base["TMPDIR"] ?? "/tmp"
    let made: DemoFolder
    if keep {
      made = try DemoFolder.kept(in: parent)
    } else {
      DemoFolder.removeAbandoned(in: parent)
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
