/// What mise would read in a folder: its files, highest precedence first, and every `ocx:` entry in
/// them. Read once; nothing is executed and nothing evaluated.
public struct MiseProject: Sendable {
  /// The absolute path of the folder, links resolved, as mise sees it.
  public let directory: String
  /// The files that mise reads, highest precedence first.
  public let files: [ConfigFile]
  /// Every `ocx:` entry, by key in the order of first appearance, those in force first.
  public let entries: [ToolEntry]
  private let search: ConfigSearch

  /// Reads the configuration of a folder. A file that cannot be read or does not parse is in
  /// `files` with its problem, and hides nothing of the others.
  public static func discover(directory: String, environment: Environment) -> MiseProject {
    let absolute = Paths.absolute(directory, from: environment.workingDirectory)
    let search = ConfigSearch(
      directory: (try? Files.resolveLinks(absolute)) ?? absolute, environment: environment)
    var files: [ConfigFile] = []
    var contents: [Int: ConfigContent] = [:]
    for (place, found) in zip(0..., search.files()) {
      var file = ConfigFile(
        path: found.path, kind: search.settings.kind(of: found.path), level: found.level)
      switch Self.read(file) {
      case .success(let content): contents[place] = content
      case .failure(let problem): file.problem = problem.cause
      }
      files.append(file)
    }
    // A project cannot say for itself that it is to be trusted.
    let isParanoid =
      search.settings.isParanoid
      ?? files.indices.lazy.filter { files[$0].level != .project }
      .compactMap { contents[$0]?.isParanoid }.first ?? false
    for (place, content) in contents where files[place].level == .project {
      let path = files[place].path
      files[place].needsTrust =
        isParanoid
        ? !search.trust.isTrusted(path, content: (try? Files.read(path)) ?? [])
        : content.needsTrust && !search.trust.isTrusted(path, root: search.root(of: path))
    }
    return MiseProject(
      directory: search.directory, files: files,
      entries: EntryResolver.entries(
        of: files.indices.compactMap { place in contents[place].map { (files[place].path, $0) } },
        defaultRegistry: ToolName.defaultRegistry(environment: environment)),
      search: search)
  }

  /// The absolute path of the file that a change goes to, whether it is there or not.
  public func writeTarget(_ scope: WriteScope) -> String { search.writeTarget(scope) }

  /// A path for people: from the project's folder (`mise.toml`, `../mise.toml`), `~/…` for what
  /// else lies in the home folder.
  public func displayPath(_ path: String) -> String {
    let home = search.settings.directories.home
    if Paths.isInside(path, directory) { return Paths.relative(path, to: directory) }
    // A file of a folder above is near; the home folder itself is better known as `~`.
    let parent = Paths.parent(path)
    let isNear = [parent, ConfigRoot.of(Paths.join(parent, "config.toml"))].contains { folder in
      folder != "/" && folder != Paths.normalise(home) && Paths.isInside(directory, folder)
    }
    if isNear { return Paths.relative(path, to: directory) }
    return Paths.abbreviate(path, home: home)
  }

  /// Why nothing could be read from a file.
  private struct Problem: Error {
    let cause: any Failure
  }

  private static func read(_ file: ConfigFile) -> Result<ConfigContent, Problem> {
    do {
      let bytes = try Files.read(file.path, limit: 8 << 20)
      switch file.kind {
      case .toml: return .success(ConfigContent(document: try TOMLDocument(parsing: bytes)))
      case .toolVersions: return .success(ConfigContent(toolVersions: bytes))
      }
    } catch let failure as any Failure {
      return .failure(Problem(cause: failure))
    } catch {
      return .failure(Problem(cause: FileFailure.notText(path: file.path)))
    }
  }
}
