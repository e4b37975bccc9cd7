/// The versions that `ocx package install` keeps in its own store: without mise, they are what is
/// installed. Read from the candidate links; no process is started.
struct OCXCandidates: Sendable {
  private let home: OCXHome

  /// The candidates of this user.
  init(environment: Environment) {
    home = OCXHome(environment: environment)
  }

  /// The folder that decides which versions of a tool are there.
  func watchedFolder(_ tool: ToolName) -> WatchedFolder {
    WatchedFolder(Paths.parent(home.candidate(tool, tag: "latest")), .all)
  }

  /// The versions of a tool, ascending, in mise's spelling. A link whose package is gone is none.
  func installed(_ tool: ToolName) -> [MiseInstalls.InstalledVersion] {
    let folder = Paths.parent(home.candidate(tool, tag: "latest"))
    var found: [String: MiseInstalls.InstalledVersion] = [:]
    for tag in (try? Files.list(folder)) ?? [] where Tag.isValid(tag) {
      let path = Paths.join(folder, tag)
      guard Files.isDirectory(Paths.join(path, "content")) else { continue }
      let version = Version(tag)?.miseText ?? tag
      found[version] = MiseInstalls.InstalledVersion(version: version, path: path, keeper: .ocx)
    }
    return MiseTool(versions: [], installed: Array(found.keys)).installed.compactMap { found[$0] }
  }
}
