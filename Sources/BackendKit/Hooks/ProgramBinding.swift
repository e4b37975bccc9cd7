/// The path that the plugin is bound to, chosen so that it survives an upgrade of the program.
struct ProgramBinding {
  /// The absolute path.
  let path: String

  /// The path for the program at the absolute path `program`. If mise installed the program, this
  /// is mise's alias of the newest version (`installs/NAME/latest/…`), because an upgrade removes
  /// the folder of a version.
  ///
  /// - Throws: `.shim`.
  init(of program: String, _ environment: Environment) throws(PluginFailure) {
    guard !MiseShims.contain(program) else { throw .shim(path: program) }
    path = Self.alias(of: program, environment) ?? program
  }

  private static func alias(of program: String, _ environment: Environment) -> String? {
    let parts = Paths.components(Paths.normalise(program))
    let named = MiseDirectories(environment: environment).installs
    let own = (try? Files.resolveLinks(named)) ?? named
    // Below a folder of installs: the tool, the version, and at least the program.
    for end in parts.indices where parts.count - end > 3 {
      let folder = "/" + parts[...end].joined(separator: "/")
      // mise has other folders of installs too, such as the system-wide one.
      guard parts[end] == "installs" || folder == own else { continue }
      let latest = Paths.join(folder, parts[end + 1] + "/latest")
      let alias = Paths.join(latest, parts[(end + 3)...].joined(separator: "/"))
      if Files.kind(latest) == .link, Files.isExecutable(alias) { return alias }
    }
    return nil
  }
}
