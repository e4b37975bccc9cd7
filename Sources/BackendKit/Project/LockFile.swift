/// A `mise.lock`: versions that mise uses without looking at anything else. Only mise writes it
/// (docs/mise.md §10 and §11).
struct LockFile: Sendable, Hashable {
  /// One locked version of a tool.
  struct Entry: Sendable, Hashable {
    let version: String
    /// The environments that the version was locked for; nil for all.
    let environments: [String]?
  }

  /// Its absolute path.
  let path: String
  private let entries: [String: [Entry]]

  /// Reads a lock file; one that cannot be read counts as empty, as for mise. nil if it does not
  /// exist.
  init?(path: String) {
    guard let bytes = try? Files.read(path, limit: ConfigFile.sizeLimit) else { return nil }
    self.path = path
    let tools = (try? TOMLDocument(parsing: bytes))?.root["tools"]?.table
    entries = Dictionary(
      (tools?.entries ?? []).map { ($0.key.name, Self.entries(of: $0.value)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The path of the lock file of a configuration file, whether it exists or not; nil for a
  /// `.tool-versions`, which has none.
  static func path(for file: ConfigFile) -> String? {
    guard file.kind == .toml else { return nil }
    let folder = Paths.parent(file.path)
    let home = Paths.lastComponent(folder) == "conf.d" ? Paths.parent(folder) : folder
    let name = Paths.lastComponent(file.path)
    let environment = environment(of: name).map { "." + $0 } ?? ""
    let local = name.contains(".local.") ? ".local" : ""
    return Paths.join(home, "mise\(environment)\(local).lock")
  }

  /// The environment in a name such as `mise.dev.toml`, `.mise.dev.local.toml`, `config.dev.toml`.
  private static func environment(of name: String) -> String? {
    for stem in ["mise.", ".mise.", "config."] where name.hasPrefix(stem) {
      guard name.hasSuffix(".toml"), name.count > stem.count + ".toml".count else { continue }
      var rest = name.dropFirst(stem.count).dropLast(".toml".count)
      if rest.hasSuffix(".local") { rest = rest.dropLast(".local".count) }
      return rest.isEmpty || rest.contains(".") || rest == "local" ? nil : String(rest)
    }
    return nil
  }

  /// Whether the lock file has any version of a tool.
  func holds(_ identity: String) -> Bool { entries[identity]?.isEmpty == false }

  /// All versions of a tool, in the order of the file.
  func versions(of identity: String) -> [String] { entries[identity]?.map(\.version) ?? [] }

  /// The version that mise uses for a request; nil if mise does not use the lock file for it. A
  /// version is compared as plain text: `1` matches `10.0.0`. `prefix:` compares whole numbers, and
  /// `latest` means the highest.
  ///
  /// - Parameter environments: the active ones; versions that were locked for one of them come
  ///   first.
  func version(of identity: String, for request: String, environments: [String]) -> String? {
    let all = entries[identity] ?? []
    var matching: [Entry]
    switch MiseRequest(request) {
    case .version("latest"):
      let order = MiseTool(versions: [], installed: all.map(\.version)).installed
      matching = order.reversed().compactMap { version in
        all.first { $0.version == version }
      }
    case .version(let text):
      matching = all.filter { $0.version.hasPrefix(text) }
    case .prefix(let text):
      let covered = Set(MiseMatching.matches(text, among: all.map(\.version)))
      matching = all.filter { covered.contains($0.version) }
    case .reference, .sub, .path, .system, .invalid: return nil
    }
    let chosen =
      matching.first { entry in entry.environments?.contains(where: environments.contains) == true }
      ?? matching.first { $0.environments == nil } ?? matching.first
    return chosen?.version
  }

  private static func entries(of value: TOMLValue) -> [Entry] {
    if let array = value.array { return array.flatMap(entries) }
    if let version = value.string { return [Entry(version: version, environments: nil)] }
    // mise compares the options of the backend; this backend has none.
    guard let table = value.table, table["options"]?.table?.entries.isEmpty ?? true,
      let version = table["version"]?.string
    else { return [] }
    return [Entry(version: version, environments: table["env"]?.array?.compactMap(\.string))]
  }
}
