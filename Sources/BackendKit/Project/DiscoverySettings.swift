/// The settings that decide which files mise looks for: variables first, then `.miserc.toml`
/// (docs/mise.md §7).
struct DiscoverySettings {
  let directories: MiseDirectories
  /// `MISE_ENV`, later ones win; preceded by the names of the platform, if that is turned on.
  let environments: [String]
  /// Whether `conf.d/NAME.ENV.toml` belongs to an environment; otherwise it is an ordinary
  /// fragment.
  let environmentFragments: Bool
  /// Folders at which the search upwards stops; they are not read.
  let ceilings: Set<String>
  /// Files and folders that are never read.
  let ignored: [String]
  /// The same as patterns, for a file or the folder that it belongs to.
  let ignoredPatterns: [PathGlob]
  /// The names that replace all TOML names except those of environments.
  let configNames: [String]
  /// The names that replace `.tool-versions`; nil for the default.
  let toolVersionsNames: [String]?
  /// The name of a new TOML file: `mise.toml` by default.
  let configName: String
  /// The name of a new file of versions: `.tool-versions` by default.
  let toolVersionsName: String
  /// Whether `~/.tool-versions` counts as a global file.
  let readsGlobalToolVersions: Bool
  /// Whether a new file is a `.tool-versions`.
  let prefersToolVersions: Bool
  /// Whether no file is read at all.
  let readsNothing: Bool
  /// The settings of the project, and of folders above it, that the names of its files come from,
  /// where no variable says them.
  let namedBy: [String]

  init(directory: String, environment: Environment) {
    let directories = MiseDirectories(environment: environment)
    let file = MiseRC(
      directory: directory, directories: directories, environment: environment)
    self.directories = directories
    let variables = environment.variables
    // A variable that is set but empty means "none"; the file is then not used.
    let named = variables["MISE_ENV"] ?? variables["MISE_PROFILE"] ?? variables["MISE_ENVIRONMENT"]
    let chosen = named?.split(separator: ",").map(String.init) ?? file.environments ?? []
    let withPlatform =
      MiseSettings.flag(variables["MISE_AUTO_ENV"]) ?? file.platformEnvironments ?? false
    environments =
      (withPlatform ? Self.platformNames.filter { !chosen.contains($0) } : []) + chosen
    environmentFragments =
      MiseSettings.flag(variables["MISE_ENV_CONF_D"]) ?? file.environmentFragments ?? false
    func paths(_ name: String) -> [String]? {
      variables[name].map { MiseRC.list($0).map { MiseDirectories.expand($0, environment) } }
    }
    ceilings = Set(paths("MISE_CEILING_PATHS") ?? file.ceilings ?? [])
    let ignored = paths("MISE_IGNORED_CONFIG_PATHS") ?? file.ignored ?? []
    ignoredPatterns = ignored.filter(PathGlob.isPattern).compactMap { PathGlob($0) }
    self.ignored = ignored.filter { !PathGlob.isPattern($0) || PathGlob($0) == nil }
    configNames =
      variables["MISE_OVERRIDE_CONFIG_FILENAMES"].map(MiseRC.list) ?? file.configNames ?? []
    let toolVersions = variables["MISE_OVERRIDE_TOOL_VERSIONS_FILENAMES"].map { text in
      text == "none" ? [] : MiseRC.list(text)
    }
    toolVersionsNames = toolVersions ?? file.toolVersionsNames
    configName =
      environment["MISE_DEFAULT_CONFIG_FILENAME"] ?? configNames.first ?? "mise.toml"
    toolVersionsName =
      environment["MISE_DEFAULT_TOOL_VERSIONS_FILENAME"] ?? toolVersionsNames?.first
      ?? ".tool-versions"
    readsGlobalToolVersions = MiseSettings.flag(variables["MISE_USE_TOML"]) == false
    prefersToolVersions = MiseSettings.flag(variables["MISE_ASDF_COMPAT"]) ?? false
    readsNothing = MiseSettings.flag(variables["MISE_NO_CONFIG"]) ?? false
    namedBy = Set(
      [
        named == nil ? file.namedBy[.environments] : nil,
        variables["MISE_OVERRIDE_CONFIG_FILENAMES"] == nil ? file.namedBy[.configNames] : nil,
        toolVersions == nil ? file.namedBy[.toolVersionsNames] : nil,
      ].compactMap(\.self)
    ).sorted()
  }

  /// Whether any path is ignored.
  var ignoresPaths: Bool { !ignored.isEmpty || !ignoredPatterns.isEmpty }

  /// The environments of the platform, the least specific first.
  private static var platformNames: [String] {
    ["unix", HostSystem.name, "\(HostSystem.name)-\(HostSystem.architecture)"]
  }
}

/// This machine's system and architecture, in mise's names.
enum HostSystem {
  #if os(macOS)
    static let name = "macos"
  #else
    static let name = "linux"
  #endif
  #if arch(arm64)
    static let architecture = "arm64"
  #else
    static let architecture = "x64"
  #endif
}
