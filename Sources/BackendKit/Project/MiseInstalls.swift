/// mise's install folders, read from disk: which versions of a tool exist (docs/mise.md §1, §3). No
/// process is started.
package struct MiseInstalls: Sendable, Hashable {
  /// One version of one tool on disk.
  package struct InstalledVersion: Sendable, Hashable {
    /// What manages an install.
    package enum Manager: Sendable, Hashable {
      /// mise, in a folder with a receipt of ours.
      case mise
      /// ocx, through the candidate link in its own store, if there is no mise.
      case ocx
    }

    /// The name of the folder: the version with `:` and `/` as `-`.
    package let version: String
    /// Its absolute path.
    package let path: String
    /// What manages it.
    package var manager = Manager.mise

    /// The receipt that was written when it was installed. mise considers any folder an install,
    /// even one that has lost its receipt or its content.
    package func receipt() throws(InstallDamage) -> Receipt { try .ofWholeInstall(path) }
  }

  /// The user's own folder, with one folder for each tool.
  package let directory: String
  /// The folder of mise's data.
  let dataDirectory: String
  /// The folder where mise marks incomplete installs.
  package let cacheDirectory: String
  /// The system's folder and those of `MISE_SHARED_INSTALL_DIRS`, which mise reads after its own.
  package let sharedDirectories: [String]

  /// The folders that mise uses according to `MISE_INSTALLS_DIR`, `MISE_DATA_DIR`, `XDG_DATA_HOME`,
  /// and `MISE_CACHE_DIR`, `XDG_CACHE_HOME`.
  package init(environment: Environment) {
    let directories = MiseDirectories(environment: environment)
    directory = directories.installs
    dataDirectory = directories.data
    cacheDirectory = directories.cache
    let system =
      environment["MISE_SYSTEM_DATA_DIR"].map { MiseDirectories.expand($0, environment) }
      ?? "/usr/local/share/mise"
    let shared = MiseRC.list(environment["MISE_SHARED_INSTALL_DIRS"] ?? "").map {
      MiseDirectories.expand($0, environment)
    }
    let own = directories.installs
    sharedDirectories = ([Paths.join(system, "installs")] + shared).filter {
      $0 != own && Files.isDirectory($0)
    }
  }

  /// The folder name of a tool: the key in heck's kebab case, which is lossy.
  package static func directoryName(for key: String) -> String {
    KebabCase.of(EntryResolver.split(key).identity)
  }

  /// The folder name of a version or a request: `ref:sha256:…` becomes `ref-sha256-…`.
  package static func versionDirectoryName(_ version: String) -> String {
    MiseResolution.directory(of: version)
  }

  /// The installed versions of a tool, in mise's order, ascending: everything that leads to a
  /// folder, is not marked as incomplete and is not one of mise's own runtime links (`./…`).
  package func installed(key: String) -> [InstalledVersion] {
    let name = Self.directoryName(for: key)
    // No install has an empty name: a key without a letter would mean the whole folder.
    if name.isEmpty { return [] }
    var found: [String: InstalledVersion] = [:]
    for directory in [directory] + sharedDirectories {
      let folder = Paths.join(directory, name)
      for version in (try? Files.list(folder)) ?? [] where !version.hasPrefix(".") {
        guard found[version] == nil else { continue }
        let path = Paths.join(folder, version)
        guard isInstalled(path, key: name, version: version) else { continue }
        found[version] = InstalledVersion(version: version, path: path)
      }
    }
    return MiseTool(versions: [], installed: Array(found.keys)).installed.compactMap { found[$0] }
  }

  /// The folders that decide which versions of a tool are installed, and whether these are
  /// complete.
  func watchedFolders(key: String, versions: [String]) -> [WatchedFolder] {
    let name = Self.directoryName(for: key)
    if name.isEmpty { return [] }
    let marker = Paths.join(cacheDirectory, name)
    return ([directory] + sharedDirectories).flatMap { directory -> [WatchedFolder] in
      let folder = Paths.join(directory, name)
      let whole = versions.map { version in
        WatchedFolder(
          Paths.join(folder, Self.versionDirectoryName(version)),
          .some(["receipt.json", "content"]))
      }
      return [
        WatchedFolder(directory, .some([".mise-installs.toml"])), WatchedFolder(folder, .all),
      ]
        + whole
    }
      + versions.map { version in
        WatchedFolder(
          Paths.join(marker, Self.versionDirectoryName(version)), .some(["incomplete"]))
      }
  }

  /// The folders that decide what is installed of tools that are not pinned, and those that are being
  /// installed: the folder of a tool comes first, then that of its version, and last the mark goes that
  /// it is not done.
  func watchedFolders(besides keys: [String]) -> [WatchedFolder] {
    let known = Set(keys.map(Self.directoryName))
    let names = ((try? Files.list(directory)) ?? [])
      .filter { $0.hasPrefix(MisePlugin.name + "-") && !known.contains($0) }
    return [WatchedFolder(directory, .all)]
      + names.flatMap { name -> [WatchedFolder] in
        let folder = Paths.join(directory, name)
        let versions = ((try? Files.list(folder)) ?? []).filter { !$0.hasPrefix(".") }
        return [WatchedFolder(folder, .all)]
          + versions.map { version in
            WatchedFolder(
              Paths.join(cacheDirectory, "\(name)/\(version)"), .some(["incomplete"]))
          }
      }
  }

  private func isInstalled(_ path: String, key: String, version: String) -> Bool {
    if Files.kind(path) == .link, (try? Files.readLink(path))?.hasPrefix("./") == true {
      return false
    }
    let marker = Paths.join(cacheDirectory, "\(key)/\(version)/incomplete")
    return Files.isDirectory(path) && !Files.exists(marker)
  }

  /// Whether one of these links to a folder outside mise's own, as `mise link` creates: then mise
  /// does not use the lock file for the tool.
  func hasForeignLink(_ versions: [InstalledVersion]) -> Bool {
    versions.contains { version in
      guard version.manager == .mise, Files.kind(version.path) == .link,
        let target = try? Files.readLink(version.path), Paths.isAbsolute(target)
      else { return false }
      return ![dataDirectory, cacheDirectory].contains { Paths.isInside(target, $0) }
    }
  }

  /// The keys for which mise created the folders of some keys, as mise recorded them: another key if
  /// two tools share a folder. Keys without a record are left out.
  package func recordedKeys(of keys: Set<String>) -> [String: String] {
    // Read once, and only if the folder of a tool has no record of its own.
    lazy var listed = Self.table(Paths.join(directory, ".mise-installs.toml"))
      .map { table in
        Dictionary(grouping: table.entries.map(\.key.name), by: Self.directoryName(for:))
      }
    var recorded: [String: String] = [:]
    for key in keys {
      let name = Self.directoryName(for: key)
      if let table = Self.table(Paths.join(directory, "\(name)/.mise.backend.toml")) {
        recorded[key] = table["short"]?.string
      } else if let same = listed?[name] {
        recorded[key] = same.first { $0 == key } ?? same.first
      }
    }
    return recorded
  }

  private static func table(_ path: String) -> TOMLTable? {
    guard let bytes = try? Files.read(path, limit: 4 << 20) else { return nil }
    return try? TOMLDocument(parsing: bytes).root
  }
}
