/// The names that mise looks for in a folder, lowest precedence first (docs/mise.md §7; the
/// lists are those of mise 2026.9.15, which no longer reads `.rtx.toml`).
struct ConfigNames {
  /// A file or a folder to look for.
  enum Pattern: Hashable {
    /// A file.
    case file(String)
    /// The fragments of a `conf.d` folder; with an environment, only those of that environment.
    case fragments(folder: String, environment: String?, local: Bool)
  }

  /// What is read, without duplicates; of duplicates, the last is kept. They occur because an
  /// environment may be called `local`, or be listed twice.
  private let read: [Pattern]
  /// Where a file to write is searched for, without duplicates; of duplicates, the first is kept.
  private let written: [Pattern]
  private let environmentFragments: Bool

  init(_ settings: DiscoverySettings) {
    environmentFragments = settings.environmentFragments
    var patterns: [Pattern] = []
    func add(_ pattern: Pattern) { patterns.append(pattern) }
    if let names = settings.toolVersionsNames {
      for name in names { add(.file(name)) }
    } else {
      add(.file(".tool-versions"))
      add(.file(settings.toolVersionsName))
    }
    if settings.configNames.isEmpty {
      for name in Self.plain {
        if name.hasSuffix("conf.d") {
          add(.fragments(folder: name, environment: nil, local: false))
        } else {
          add(.file(name))
        }
        if name == "mise.toml" { add(.file(settings.configName)) }
      }
    } else {
      for name in settings.configNames { add(.file(name)) }
    }
    patterns = patterns.uniqued()
    for environment in settings.environments {
      for local in [false, true] {
        for (folder, stems) in Self.inEnvironments {
          if settings.environmentFragments {
            add(.fragments(folder: folder, environment: environment, local: local))
          }
          for stem in stems {
            add(.file("\(stem).\(environment)\(local ? ".local" : "").toml"))
          }
        }
      }
    }
    read = Array(patterns.reversed().uniqued().reversed())
    written = patterns.uniqued()
  }

  private static let plain = [
    ".config/mise/conf.d", ".config/mise/config.toml", ".config/mise/mise.toml",
    ".config/mise.toml", ".mise/conf.d", ".mise/config.toml", "mise/conf.d", "mise/config.toml",
    "mise.toml", ".mise.toml",
    ".config/mise/config.local.toml", ".config/mise/mise.local.toml", ".config/mise.local.toml",
    ".mise/config.local.toml", "mise/config.local.toml", "mise.local.toml", ".mise.local.toml",
  ]

  private static let inEnvironments: [(folder: String, stems: [String])] = [
    (".config/mise/conf.d", [".config/mise/config", ".config/mise"]),
    ("mise/conf.d", ["mise/config", "mise"]),
    (".mise/conf.d", [".mise/config", ".mise"]),
  ]

  /// The folders, and the names in them, that decide which files are found in a folder.
  func watchedFolders(in folder: String) -> [WatchedFolder] {
    read.map { pattern in
      switch pattern {
      case .file(let name): WatchedFolder(file: Paths.join(folder, name))
      case .fragments(let name, _, _):
        WatchedFolder(Paths.join(folder, name), .some([], endings: [".toml"]))
      }
    }
  }

  /// The folders, and the names in them, that decide which environments have files in a folder.
  static func watchedForEnvironments(in folder: String) -> [WatchedFolder] {
    inEnvironments.flatMap(\.stems).map { stem in
      WatchedFolder(Paths.parent(Paths.join(folder, stem)), .some([], endings: [".toml"]))
    }
  }

  /// The existing paths in a folder, lowest precedence first.
  func paths(in folder: String) -> [String] { paths(in: folder, read) }

  /// The position of a path in the order in which the files of a folder are read, lowest precedence
  /// first, whether it exists or not; nil if mise would not read it.
  func rank(of path: String, in folder: String) -> Int? {
    read.lastIndex { pattern in
      switch pattern {
      case .file(let name): Paths.join(folder, name) == path
      case .fragments(let name, let environment, let local):
        Paths.parent(path) == Paths.join(folder, name)
          && isFragment(Paths.lastComponent(path), environment: environment, local: local)
      }
    }
  }

  /// The same paths in the order in which a file to write is searched for.
  func writtenPaths(in folder: String) -> [String] { paths(in: folder, written) }

  private func paths(in folder: String, _ patterns: [Pattern]) -> [String] {
    var paths: [String] = []
    for pattern in patterns {
      switch pattern {
      case .file(let name):
        let path = Paths.join(folder, name)
        if Files.exists(path) { paths.append(path) }
      case .fragments(let name, let environment, let local):
        paths += fragments(Paths.join(folder, name), environment: environment, local: local)
      }
    }
    return paths
  }

  /// The fragments of a `conf.d` folder, by name, without hidden files.
  func fragments(_ folder: String, environment: String?, local: Bool) -> [String] {
    guard let names = try? Files.list(folder) else { return [] }
    return names.filter { isFragment($0, environment: environment, local: local) }
      .map { Paths.join(folder, $0) }
  }

  private func isFragment(_ name: String, environment: String?, local: Bool) -> Bool {
    guard name.hasSuffix(".toml"), !name.hasPrefix(".") else { return false }
    guard environmentFragments else { return environment == nil }
    let selector = Self.selector(of: name)
    guard let environment else { return selector == nil }
    return selector?.environment == environment && selector?.local == local
  }

  /// The environments for which a folder has files: `ci` for `mise.ci.toml`.
  static func environments(in folder: String) -> [String] {
    inEnvironments.flatMap(\.stems).flatMap { stem -> [String] in
      let path = Paths.join(folder, stem)
      let names = (try? Files.list(Paths.parent(path))) ?? []
      return names.compactMap { name in
        guard name.hasPrefix(Paths.lastComponent(path) + "."), name.hasSuffix(".toml") else {
          return nil
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        let words = parts.drop { $0.isEmpty }.dropFirst().dropLast().filter { $0 != "local" }
        return words.count == 1 ? words.first.map(String.init) : nil
      }
    }
  }

  /// The files of the user's or the system's configuration folder, lowest precedence first.
  func globalPaths(in folder: String, environments: [String]) -> [String] {
    let conf = Paths.join(folder, "conf.d")
    var paths = fragments(conf, environment: nil, local: false)
    func add(_ suffix: String) {
      for stem in ["config", "mise"] {
        let path = Paths.join(folder, "\(stem)\(suffix).toml")
        if Files.isFile(path) { paths.append(path) }
      }
    }
    for local in [false, true] {
      let ending = local ? ".local" : ""
      add(ending)
      for environment in environments {
        if environmentFragments {
          paths += fragments(conf, environment: environment, local: local)
        }
        add(".\(environment)\(ending)")
      }
    }
    return paths.uniqued()
  }

  /// The environment that the name of a fragment refers to: `dev` for `name.dev.toml` and
  /// `name.dev.local.toml`.
  private static func selector(of name: String) -> (environment: String, local: Bool)? {
    var stem = name.dropLast(".toml".count)
    let local = stem.hasSuffix(".local")
    if local { stem = stem.dropLast(".local".count) }
    guard let dot = stem.firstIndex(of: "."), dot != stem.startIndex else { return nil }
    let environment = stem[stem.index(after: dot)...]
    return environment.isEmpty ? nil : (String(environment), local)
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, at its first position.
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
