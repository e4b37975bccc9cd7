/// The folders and files that are set by mise's own variables. A variable that is set but empty
/// counts as unset; a leading `~/` means the home folder, as in mise.
struct MiseDirectories: Sendable, Hashable {
  let home: String
  /// The configuration root of the user's and the system's files.
  let globalRoot: String
  /// `~/.config/mise`, whatever `MISE_CONFIG_DIR` says.
  let standardConfig: String
  let config: String
  let system: String
  let data: String
  let installs: String
  let cache: String
  let state: String
  /// The only global file, if a variable sets one.
  let globalFile: String?
  /// The only system file, if a variable sets one.
  let systemFile: String?

  init(environment: Environment) {
    let home = environment.home
    self.home = home
    func path(_ name: String) -> String? {
      environment[name].map { Self.expand($0, environment) }
    }
    func base(_ name: String, _ standard: String) -> String {
      Paths.join(path(name) ?? Paths.join(home, standard), "mise")
    }
    globalRoot = path("MISE_GLOBAL_CONFIG_ROOT") ?? home
    standardConfig = base("XDG_CONFIG_HOME", ".config")
    config = path("MISE_CONFIG_DIR") ?? standardConfig
    system = path("MISE_SYSTEM_CONFIG_DIR") ?? path("MISE_SYSTEM_DIR") ?? "/etc/mise"
    data = path("MISE_DATA_DIR") ?? base("XDG_DATA_HOME", ".local/share")
    installs = path("MISE_INSTALLS_DIR") ?? Paths.join(data, "installs")
    #if os(macOS)
      let standardCache = "Library/Caches"
    #else
      let standardCache = ".cache"
    #endif
    cache = path("MISE_CACHE_DIR") ?? base("XDG_CACHE_HOME", standardCache)
    state = path("MISE_STATE_DIR") ?? base("XDG_STATE_HOME", ".local/state")
    globalFile = path("MISE_GLOBAL_CONFIG_FILE") ?? path("MISE_CONFIG_FILE")
    systemFile = path("MISE_SYSTEM_CONFIG_FILE")
  }

  /// The absolute form of a path from a variable.
  static func expand(_ path: String, _ environment: Environment) -> String {
    if path == "~" { return environment.home }
    if path.hasPrefix("~/") { return Paths.join(environment.home, String(path.dropFirst(2))) }
    return Paths.absolute(path, from: environment.workingDirectory)
  }
}
