/// Where this program keeps what is its own.
enum XDGFolders {
  /// What may be lost: `$XDG_CACHE_HOME/ocx-mise-tui`.
  static func cache(_ environment: Environment) -> String {
    folder("XDG_CACHE_HOME", ".cache", environment)
  }

  /// What it must remember: `$XDG_STATE_HOME/ocx-mise-tui`.
  static func state(_ environment: Environment) -> String {
    folder("XDG_STATE_HOME", ".local/state", environment)
  }

  /// What it gives to others: `$XDG_DATA_HOME/ocx-mise-tui`.
  static func data(_ environment: Environment) -> String {
    folder("XDG_DATA_HOME", ".local/share", environment)
  }

  /// What the user has set: `$XDG_CONFIG_HOME/ocx-mise-tui`.
  static func configuration(_ environment: Environment) -> String {
    folder("XDG_CONFIG_HOME", ".config", environment)
  }

  /// A relative path in such a variable is to be passed over (XDG Base Directory Specification).
  private static func folder(
    _ variable: String, _ standard: String, _ environment: Environment
  ) -> String {
    let named = environment[variable].flatMap { Paths.isAbsolute($0) ? $0 : nil }
    return Paths.join(named ?? Paths.join(environment.home, standard), "ocx-mise-tui")
  }
}
