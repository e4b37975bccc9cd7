/// The folders in which this program keeps its own files.
enum XDGFolders {
  /// Files that may be lost: `$XDG_CACHE_HOME/ocx-mise-tui`.
  static func cache(_ environment: Environment) -> String {
    folder("XDG_CACHE_HOME", ".cache", environment)
  }

  /// The name of a file of the cache that is about something with a longer name, such as a path.
  static func cacheName(of text: String) -> String { String(SHA256.hex(of: text).prefix(32)) }

  /// Files that must be kept: `$XDG_STATE_HOME/ocx-mise-tui`.
  static func state(_ environment: Environment) -> String {
    folder("XDG_STATE_HOME", ".local/state", environment)
  }

  /// Files for other programs: `$XDG_DATA_HOME/ocx-mise-tui`.
  static func data(_ environment: Environment) -> String {
    folder("XDG_DATA_HOME", ".local/share", environment)
  }

  /// The user's settings: `$XDG_CONFIG_HOME/ocx-mise-tui`.
  static func configuration(_ environment: Environment) -> String {
    folder("XDG_CONFIG_HOME", ".config", environment)
  }

  /// Relative paths in these variables are ignored (XDG Base Directory Specification).
  private static func folder(
    _ variable: String, _ standard: String, _ environment: Environment
  ) -> String {
    let named = environment[variable].flatMap { Paths.isAbsolute($0) ? $0 : nil }
    return Paths.join(named ?? Paths.join(environment.home, standard), "ocx-mise-tui")
  }
}
