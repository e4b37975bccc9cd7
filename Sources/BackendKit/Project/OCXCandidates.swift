/// The versions that `ocx package install` keeps in its own store: without mise, these are the
/// installed versions. Read from the candidate links; no process is started.
struct OCXCandidates: Sendable {
  private let home: OCXHome

  /// The candidates of this user.
  init(environment: Environment) {
    home = OCXHome(environment: environment)
  }

  /// The folder that decides which versions of a tool exist.
  func watchedFolder(_ tool: ToolName) -> WatchedFolder {
    WatchedFolder(Paths.parent(home.candidate(tool, tag: "latest")), .all)
  }

  /// The versions of a tool, ascending, in mise's notation. A link whose package is gone is
  /// skipped.
  func installed(_ tool: ToolName) -> [MiseInstalls.InstalledVersion] {
    let folder = Paths.parent(home.candidate(tool, tag: "latest"))
    var found: [String: MiseInstalls.InstalledVersion] = [:]
    for tag in (try? Files.list(folder)) ?? [] where Tag.isValid(tag) {
      let path = Paths.join(folder, tag)
      guard Files.isDirectory(Paths.join(path, "content")) else { continue }
      let version = Version(tag)?.miseText ?? tag
      found[version] = MiseInstalls.InstalledVersion(version: version, path: path, manager: .ocx)
    }
    return MiseTool(versions: [], installed: Array(found.keys)).installed.compactMap { found[$0] }
  }
}
