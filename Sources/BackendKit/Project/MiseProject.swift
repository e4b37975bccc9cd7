/// What mise would read in a folder: its files, highest precedence first, and every `ocx:` entry in
/// them. Read once; nothing is executed and no template is evaluated.
public struct MiseProject: Sendable {
  /// The absolute path of the folder, links resolved, as mise sees it.
  public let directory: String
  /// The files that mise reads, highest precedence first.
  public let files: [ConfigFile]
  /// Every `ocx:` entry, by key in the order of first appearance, those in force first.
  public let entries: [ToolEntry]
  /// The settings of mise that affect what is in force.
  let settings: MiseSettings
  /// Whether a file lists the plugin of this backend, so that mise fetches it itself.
  package let namesPlugin: Bool
  let search: ConfigSearch
  /// The contents of the files, highest precedence first.
  let contents: [(file: String, content: ConfigContent)]
  private let defaultRegistry: String

  /// Reads the configuration of a folder. A file that cannot be read or parsed is listed in `files`
  /// with its problem, and does not affect the others.
  public static func discover(directory: String, environment: Environment) -> MiseProject {
    let absolute = Paths.absolute(directory, from: environment.workingDirectory)
    let search = ConfigSearch(
      directory: (try? Files.resolveLinks(absolute)) ?? absolute, environment: environment)
    var files: [ConfigFile] = []
    var contents: [Int: ConfigContent] = [:]
    for (index, found) in zip(0..., search.files()) {
      var file = ConfigFile(
        path: found.path, kind: search.settings.kind(of: found.path), level: found.level)
      do {
        contents[index] = try Self.read(file.path, file.kind)
      } catch {
        file.problem = error as? any UserFacingError ?? FileFailure.notText(path: file.path)
      }
      files.append(file)
    }
    let settings = MiseSettings(
      environment: environment,
      layers: files.indices.compactMap { index in
        contents[index]?.settings.map { table in
          MiseSettings.Layer(file: files[index].path, level: files[index].level, table: table)
        }
      })
    let isParanoid = settings.isParanoid
    for (index, content) in contents where files[index].level == .project {
      let path = files[index].path
      files[index].needsTrust =
        isParanoid
        ? !search.trust.isTrusted(path, content: (try? Files.read(path)) ?? [])
        : content.needsTrust && !search.trust.isTrusted(path, root: search.root(of: path))
    }
    let registry = ToolName.defaultRegistry(environment: environment)
    let ordered = files.indices.compactMap { index in
      contents[index].map { (file: files[index].path, content: $0) }
    }
    return MiseProject(
      directory: search.directory, files: files,
      entries: EntryResolver.entries(
        of: ordered, defaultRegistry: registry, filter: EntryFilter(settings)),
      settings: settings, namesPlugin: contents.values.contains(where: \.namesPlugin),
      search: search, contents: ordered, defaultRegistry: registry)
  }

  /// The absolute path of the file that a change is written to, whether it exists or not. For one
  /// of the project's files it is the path in `files`, however the scope names it.
  package func writeTarget(_ scope: WriteScope) -> String {
    let path = search.writeTarget(scope)
    return file(at: path)?.path ?? path
  }

  /// The files that declare tools of tasks.
  var taskSources: [TaskFiles.Source] {
    TaskFiles.sources(
      configurations: ownContents.filter(\.content.hasTasks).map(\.file),
      includes: taskIncludes, folders: search.projectFolders)
  }

  /// What the project's own TOML files say.
  private var ownContents: [(file: String, content: ConfigContent)] {
    let own = Set(files.filter { $0.level == .project && $0.kind == .toml }.map(\.path))
    return contents.filter { own.contains($0.file) }
  }

  /// The folders of tasks that replace the usual ones, by the folder of the file that lists them.
  private var taskIncludes: [String: [String]] {
    Dictionary(
      ownContents.compactMap { file, content in
        content.taskIncludes.map { (search.root(of: file), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Throws `TOMLFailure` and `FileFailure`.
  func entries(of source: TaskFiles.Source) throws -> [ToolEntry] {
    let bytes = try Files.read(source.path, limit: ConfigFile.sizeLimit)
    let tools = try TaskTools(parsing: bytes, as: source.format)
    return EntryResolver.entries(
      of: tools.entriesInForce.map { entry in
        (source, entry.task ?? source.task, ConfigContent(entry, of: tools))
      }, among: contents, defaultRegistry: defaultRegistry, filter: EntryFilter(settings))
  }

  /// `minimum_release_age` in the settings of the files, as it is written; nil if none sets it. The
  /// option of an entry and the variable take precedence.
  package var minimumReleaseAge: String? { settings.minimumReleaseAge }

  /// Whether the settings of the files turn on mise's experimental features. The variable takes
  /// precedence.
  package var isExperimental: Bool { settings.isExperimental }

  /// The lock file that mise uses for the entries of a configuration file; nil if there is none, or
  /// mise's settings turn lock files off.
  func lockFile(for path: String) -> LockFile? {
    guard settings.usesLockFiles,
      let file = file(at: path)
        ?? kind(of: path).map({ ConfigFile(path: path, kind: $0, level: .project) }),
      let lock = LockFile.path(for: file)
    else { return nil }
    return LockFile(path: lock)
  }

  /// The active environments.
  var activeEnvironments: [String] { search.settings.environments }

  /// The active environments (`MISE_ENV`) and those for which the folder has files, sorted.
  package var environments: [String] {
    Set(search.settings.environments + ConfigNames.environments(in: directory)).sorted()
  }

  /// The folders that decide which files exist and what is in them.
  package var watchedFolders: [WatchedFolder] {
    search.watchedFolders + files.map { WatchedFolder(file: $0.path) }
      + files.compactMap { LockFile.path(for: $0).map(WatchedFolder.init(file:)) }
      + taskSources.map { WatchedFolder(file: $0.path) }
      + TaskFiles.watchedFolders(includes: taskIncludes, folders: search.projectFolders)
  }

  /// The format of a file, existing or not; nil if mise would not read it.
  package func kind(of path: String) -> ConfigFile.Kind? {
    file(at: path)?.kind ?? search.settings.namedKind(of: path)
  }

  /// The `ocx:` entries of a file, whether it belongs to the project or not; empty if it does not
  /// exist.
  ///
  /// - Throws: `TOMLFailure`, `FileFailure`.
  package func entries(in path: String) throws -> [ToolEntry] {
    if let file = file(at: path) {
      if let problem = file.problem { throw problem }
      return entries.filter { $0.file == file.path }
    }
    guard let kind = kind(of: path), Files.exists(path) else { return [] }
    return EntryResolver.entries(
      of: [(path, try Self.read(path, kind))], defaultRegistry: defaultRegistry,
      filter: EntryFilter(settings))
  }

  private func file(at path: String) -> ConfigFile? {
    if let file = files.first(where: { $0.path == path }) { return file }
    guard let target = try? Files.resolveLinks(path) else { return nil }
    return files.first { (try? Files.resolveLinks($0.path)) == target }
  }

  /// A path for people: relative to the project's folder (`mise.toml`, `../mise.toml`), or `~/…`
  /// for other files in the home folder.
  package func displayPath(_ path: String) -> String {
    let home = search.settings.directories.home
    if Paths.isInside(path, directory) { return Paths.relative(path, to: directory) }
    // Files of the folders above are shown relative, but the home folder itself is clearer as `~`.
    let parent = Paths.parent(path)
    let isNear = [parent, ConfigRoot.of(Paths.join(parent, "config.toml"))].contains { folder in
      folder != "/" && folder != Paths.normalise(home) && Paths.isInside(directory, folder)
    }
    if isNear { return Paths.relative(path, to: directory) }
    return Paths.abbreviate(path, home: home)
  }

  /// Throws `TOMLFailure` and `FileFailure`.
  private static func read(_ path: String, _ kind: ConfigFile.Kind) throws -> ConfigContent {
    try ConfigContent(parsing: try Files.read(path, limit: ConfigFile.sizeLimit), as: kind)
  }
}
