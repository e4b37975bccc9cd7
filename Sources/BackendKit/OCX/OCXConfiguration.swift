/// What OCX's own configuration files say that we have to know (docs/ocx.md §1, §7).
enum OCXConfiguration {
  /// `[registry] default` of the nearest file that has one; nil where none has. A file that is
  /// absent or does not parse says nothing: ocx itself complains of it, and better.
  static func defaultRegistry(_ environment: Environment) -> String? {
    for path in files(environment) {
      guard let bytes = try? Files.read(path, limit: largest),
        let document = try? TOMLDocument(parsing: bytes),
        let registry = document.root["registry"]?.table?["default"]?.string, !registry.isEmpty
      else { continue }
      return registry
    }
    return nil
  }

  private static let largest = 1 << 20

  /// The files, nearest first: `OCX_CONFIG`, that of the OCX home, the user's, the system's.
  /// `OCX_NO_CONFIG` leaves those out that nobody named.
  private static func files(_ environment: Environment) -> [String] {
    var paths = [environment["OCX_CONFIG"]].compactMap(\.self)
    if !environment.isTrue("OCX_NO_CONFIG") {
      paths += [
        Paths.join(OCXHome(environment: environment).path, "config.toml"),
        Paths.join(userFolder(environment), "ocx/config.toml"), "/etc/ocx/config.toml",
      ]
    }
    return paths.map { Paths.absolute($0, from: environment.workingDirectory) }
  }

  private static func userFolder(_ environment: Environment) -> String {
    #if os(macOS)
      Paths.join(environment.home, "Library/Application Support")
    #else
      environment["XDG_CONFIG_HOME"] ?? Paths.join(environment.home, ".config")
    #endif
  }
}
