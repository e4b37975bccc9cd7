/// The folder that a configuration file is for: the one that contains `.config/mise`, `.mise`,
/// `mise`, or the file itself. `mise trust` applies to it.
enum ConfigRoot {
  static func of(_ file: String) -> String {
    let folder = Paths.parent(file)
    let above = Paths.parent(folder)
    switch Paths.lastComponent(folder) {
    case "conf.d" where isMiseFolder(above), "tasks" where isMiseFolder(above):
      return withoutConfig(Paths.parent(above))
    case "mise" where isConfig(file), ".mise" where isConfig(file):
      return withoutConfig(above)
    case ".config": return above
    // A project may itself be called `mise`.
    default: return folder
    }
  }

  private static func isMiseFolder(_ folder: String) -> Bool {
    ["mise", ".mise"].contains(Paths.lastComponent(folder))
  }

  /// `config.toml`, `config.dev.toml`, `config.local.toml`.
  private static func isConfig(_ file: String) -> Bool {
    let name = Paths.lastComponent(file)
    return name.hasPrefix("config.") && name.hasSuffix(".toml")
  }

  private static func withoutConfig(_ folder: String) -> String {
    Paths.lastComponent(folder) == ".config" ? Paths.parent(folder) : folder
  }
}
