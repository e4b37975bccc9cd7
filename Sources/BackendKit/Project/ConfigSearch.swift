/// mise's search for configuration files, and for the one that `mise use` would write (docs/mise.md
/// §7). It looks at names and links, and opens only `.miserc.toml`.
struct ConfigSearch: Sendable {
  /// One file of the search.
  struct Found: Sendable, Hashable {
    let path: String
    let level: ConfigFile.Level
  }

  let directory: String
  let settings: DiscoverySettings
  private let names: ConfigNames
  private let global: [String]
  private let system: [String]
  private let globalTargets: Set<String>
  private let systemTargets: Set<String>
  let trust: TrustStore

  init(directory: String, environment: Environment) {
    self.directory = directory
    settings = DiscoverySettings(directory: directory, environment: environment)
    names = ConfigNames(settings)
    let directories = settings.directories
    if let file = directories.globalFile {
      global = [file]
    } else {
      var paths = names.globalPaths(in: directories.config, environments: settings.environments)
      let toolVersions = Paths.join(directories.home, settings.toolVersionsName)
      if settings.readsGlobalToolVersions, Files.isFile(toolVersions) { paths.append(toolVersions) }
      global = paths
    }
    system =
      directories.systemFile.map { [$0] }
      ?? names.globalPaths(in: directories.system, environments: settings.environments)
    globalTargets = Set(global.map(Self.target))
    systemTargets = Set(system.map(Self.target))
    trust = TrustStore(directories: directories, environment: environment)
  }

  /// The files that mise reads, highest precedence first; each is listed once, even if several
  /// paths lead to it.
  func files() -> [Found] {
    if settings.readsNothing { return [] }
    var paths: [String] = []
    for folder in folders { paths += names.paths(in: folder).reversed() }
    paths += global.reversed() + system.reversed()
    var seen: Set<String> = []
    return paths.compactMap { path in
      let target = Self.target(path)
      guard seen.insert(target).inserted, Files.exists(path) || Files.kind(path) == .link,
        !Files.isDirectory(path), !isIgnored(path)
      else { return nil }
      let level: ConfigFile.Level =
        if globalTargets.contains(target) {
          .global
        } else if systemTargets.contains(target) {
          .system
        } else {
          .project
        }
      return Found(path: path, level: level)
    }
  }

  /// The absolute path of the file that a change goes to.
  func writeTarget(_ scope: WriteScope) -> String {
    switch scope {
    case .project:
      if directory == settings.directories.home { return globalTarget }
      return nearestTarget ?? newFile(in: directory)
    case .local: return environmentTarget("local")
    case .global: return globalTarget
    case .environment(let name): return environmentTarget(name)
    case .file(let path):
      let path = Paths.absolute(path, from: directory)
      guard Files.isDirectory(path) else { return path }
      return target(in: path) ?? newFile(in: path)
    }
  }

  /// The folders, and the names in them, that decide which files are found and which are trusted.
  var watchedFolders: [WatchedFolder] {
    let directories = settings.directories
    var watched = folders.flatMap { folder in
      names.watchedFolders(in: folder) + [
        WatchedFolder(folder, .some([".miserc.toml"])),
        WatchedFolder(file: Paths.join(folder, ".config/miserc.toml")),
      ]
    }
    watched += ConfigNames.watchedForEnvironments(in: directory)
    for folder in [directories.config, directories.system] {
      watched += [folder, Paths.join(folder, "conf.d")].map {
        WatchedFolder($0, .some([], endings: [".toml"]))
      }
    }
    watched += [directories.globalFile, directories.systemFile].compactMap {
      $0.map(WatchedFolder.init(file:))
    }
    if settings.readsGlobalToolVersions {
      watched.append(WatchedFolder(directories.home, .some([settings.toolVersionsName])))
    }
    return watched + trust.watchedFolders
  }

  /// The folder and its ancestors that belong to the project: below the home folder and any
  /// ceiling.
  var projectFolders: [String] {
    folders.prefix { $0 != settings.directories.home && $0 != "/" }
  }

  /// The folder and its ancestors, up to the root or below a ceiling.
  private var folders: some Sequence<String> {
    Paths.ancestors(directory).prefix { !settings.ceilings.contains($0) }
  }

  /// The file with the lowest precedence in the nearest folder that has one; folders where that is
  /// a global file are skipped.
  private var nearestTarget: String? {
    if settings.readsNothing { return nil }
    return folders.lazy.compactMap(target(in:)).first
  }

  private func target(in folder: String) -> String? {
    let paths = names.writtenPaths(in: folder).filter { !isIgnored($0) && !Files.isDirectory($0) }
    guard let lowest = Self.lowest(paths) else { return nil }
    let file = Self.target(lowest)
    return globalTargets.contains(file) || systemTargets.contains(file) ? nil : lowest
  }

  private var globalTarget: String {
    Self.lowest(global) ?? settings.directories.globalFile
      ?? Paths.join(settings.directories.config, "config.toml")
  }

  private func environmentTarget(_ name: String) -> String {
    let hidden = Paths.join(directory, ".mise.\(name).toml")
    return Files.exists(hidden) ? hidden : Paths.join(directory, "mise.\(name).toml")
  }

  private func newFile(in folder: String) -> String {
    let name = settings.prefersToolVersions ? settings.toolVersionsName : settings.configName
    return Paths.join(folder, name)
  }

  /// Fragments are never written; `.tool-versions` only if there is nothing else.
  private static func lowest(_ paths: [String]) -> String? {
    let writable = paths.filter { Paths.lastComponent(Paths.parent($0)) != "conf.d" }
    return writable.first { !$0.hasSuffix(".tool-versions") } ?? writable.first
  }

  /// Whether mise ignores a file: it, or its configuration root, is listed in
  /// `MISE_IGNORED_CONFIG_PATHS` or `.miserc.toml`, or was declined in a trust prompt; or it is
  /// below `~/.config/mise` while another folder replaces that.
  private func isIgnored(_ path: String) -> Bool {
    let directories = settings.directories
    if directories.config != directories.standardConfig,
      Paths.isInside(path, directories.standardConfig),
      !globalTargets.contains(Self.target(path))
    {
      return true
    }
    if !settings.ignoresPaths, !trust.hasDismissed { return false }
    let root = root(of: path)
    return isNamed(path) || isNamed(root) || trust.isDismissed(path, root: root)
  }

  /// The precedence of a path, whether it exists or not: lower ranks come first. nil if mise does
  /// not read it here.
  func rank(of path: String) -> [Int]? {
    if settings.readsNothing || isIgnored(path) { return nil }
    for (distance, folder) in folders.enumerated() {
      if let rank = names.rank(of: path, in: folder) { return [distance, -rank] }
    }
    let target = Self.target(path)
    if globalTargets.contains(target) || path == globalTarget { return [.max - 1] }
    return systemTargets.contains(target) ? [.max] : nil
  }

  /// The folder of the project, or above it, that a path is found from, be it there or not; nil for
  /// what no folder of the project leads to.
  func folder(of path: String) -> String? {
    projectFolders.first { names.rank(of: path, in: $0) != nil }
      ?? projectFolders.first { Paths.isInside(path, $0) }
  }

  /// The configuration root of a file.
  func root(of path: String) -> String {
    let target = Self.target(path)
    let isGlobal = globalTargets.contains(target) || systemTargets.contains(target)
    return isGlobal ? settings.directories.globalRoot : ConfigRoot.of(path)
  }

  private func isNamed(_ path: String) -> Bool {
    if !settings.ignoresPaths { return false }
    if settings.ignored.contains(where: { Paths.isInside(path, $0) }) { return true }
    let target = Self.target(path)
    return settings.ignored.contains { Files.exists($0) && Paths.isInside(target, Self.target($0)) }
      || settings.ignoredPatterns.contains { $0.matches(path) || $0.matches(target) }
  }

  /// The path with symbolic links resolved; unchanged if that fails.
  private static func target(_ path: String) -> String {
    (try? Files.resolveLinks(path)) ?? path
  }
}

extension DiscoverySettings {
  /// The format of a file that mise finds.
  func kind(of path: String) -> ConfigFile.Kind { namedKind(of: path) ?? .toml }

  /// The format of a file by its name and the settings; nil if mise would not read such a file.
  func namedKind(of path: String) -> ConfigFile.Kind? {
    let name = Paths.lastComponent(path)
    if name == configName || configNames.contains(name) { return .toml }
    let isToolVersions =
      name == toolVersionsName || toolVersionsNames?.contains(name) == true
      || name.hasSuffix(".tool-versions")
    if isToolVersions { return .toolVersions }
    let isNamed = path == directories.globalFile || path == directories.systemFile
    return isNamed || name.hasSuffix(".toml") ? .toml : nil
  }
}
