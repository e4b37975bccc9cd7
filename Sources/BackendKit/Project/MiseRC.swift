/// The settings that mise needs before it looks for `mise.toml`, from `.miserc.toml` files: the
/// nearest to the project first, then those of the user and the system. For each key, the first
/// file that sets it counts.
struct MiseRC {
  private(set) var environments: [String]?
  private(set) var platformEnvironments: Bool?
  private(set) var environmentFragments: Bool?
  private(set) var ceilings: [String]?
  private(set) var ignored: [String]?
  private(set) var configNames: [String]?
  private(set) var toolVersionsNames: [String]?
  /// The files of the project and of folders above it that say how its files are called, by key.
  private(set) var namedBy: [Key: String] = [:]

  /// What decides how files are called.
  enum Key: Hashable {
    case environments, configNames, toolVersionsNames
  }

  init(directory: String, directories: MiseDirectories, environment: Environment) {
    // Only the variable can limit this search: the ceilings in the files are not known yet.
    let ceilings = Self.list(environment.variables["MISE_CEILING_PATHS"] ?? "")
      .map { MiseDirectories.expand($0, environment) }
    var paths: [String] = []
    for folder in Paths.ancestors(directory) {
      if ceilings.contains(folder) { break }
      paths.append(Paths.join(folder, ".miserc.toml"))
      if folder == directories.home || folder == "/" { break }
      paths.append(Paths.join(folder, ".config/miserc.toml"))
    }
    let own = paths.count
    paths.append(Paths.join(directories.config, "miserc.toml"))
    paths.append(Paths.join(directories.system, "miserc.toml"))
    for (index, path) in paths.enumerated() where Files.exists(path) {
      let isProject = index < own && Paths.parent(path) != directories.home
      merge(path, environment, isProject: isProject)
    }
  }

  /// Adds the keys of a file that no nearer file sets. A file that cannot be read is skipped, and
  /// so are templates, which only mise evaluates.
  private mutating func merge(_ path: String, _ environment: Environment, isProject: Bool) {
    guard let bytes = try? Files.read(path, limit: 1 << 20),
      let root = try? TOMLDocument(parsing: bytes).root
    else { return }
    func strings(_ key: String) -> [String]? {
      guard let array = root[key]?.array else { return nil }
      let strings = array.compactMap(\.string)
      return strings.contains(where: RequestCheck.isTemplate) ? nil : strings
    }
    func note(_ key: Key, _ isNew: Bool) { if isNew, isProject { namedBy[key] = path } }
    note(.environments, environments == nil && strings("env") != nil)
    note(.configNames, configNames == nil && strings("override_config_filenames") != nil)
    note(
      .toolVersionsNames,
      toolVersionsNames == nil && strings("override_tool_versions_filenames") != nil)
    environments = environments ?? strings("env")
    platformEnvironments = platformEnvironments ?? root["auto_env"]?.boolean
    environmentFragments = environmentFragments ?? root["env_conf_d"]?.boolean
    ceilings =
      ceilings ?? strings("ceiling_paths")?.map { MiseDirectories.expand($0, environment) }
    let folder = Environment(
      variables: environment.variables, workingDirectory: Paths.parent(path))
    ignored =
      ignored ?? strings("ignored_config_paths")?.map { MiseDirectories.expand($0, folder) }
    configNames = configNames ?? strings("override_config_filenames")
    toolVersionsNames = toolVersionsNames ?? strings("override_tool_versions_filenames")
  }

  /// The parts of a colon-separated list, without empty ones.
  static func list(_ text: String) -> [String] { text.split(separator: ":").map(String.init) }
}

extension Paths {
  /// A folder and its ancestors, up to the root.
  static func ancestors(_ directory: String) -> [String] {
    var folders = [directory]
    while let last = folders.last, last != "/", last != "." { folders.append(parent(last)) }
    return folders
  }
}
