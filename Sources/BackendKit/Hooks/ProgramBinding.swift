/// The path that the plugin is bound to, so that it goes on working when the program is upgraded.
struct ProgramBinding {
  /// An absolute path.
  let path: String

  /// The path for the program at `program`, an absolute path. If mise installed it, mise's alias of
  /// the newest version is taken (`installs/NAME/latest/…`), for the folder of a version goes with an
  /// upgrade.
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
    // Below a folder of installs: the tool, the version, and at least the program itself.
    for end in parts.indices where parts.count - end > 3 {
      let folder = "/" + parts[...end].joined(separator: "/")
      // mise has other folders of installs too, such as the machine's.
      guard parts[end] == "installs" || folder == own else { continue }
      let latest = Paths.join(folder, parts[end + 1] + "/latest")
      let alias = Paths.join(latest, parts[(end + 3)...].joined(separator: "/"))
      if Files.kind(latest) == .link, Files.isExecutable(alias) { return alias }
    }
    return nil
  }
}
