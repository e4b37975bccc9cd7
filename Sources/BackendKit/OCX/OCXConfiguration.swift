/// What OCX's own configuration files say that we have to know, in OCX's order (docs/ocx-0.6.md §8):
/// the system's, the user's, that of the OCX home, a managed one, `OCX_CONFIG`; the higher wins, but for
/// what the system's file locks. A file that is absent or does not parse says nothing: ocx itself
/// complains of it, and better.
struct OCXConfiguration {
  private struct File {
    let path: String
    let root: TOMLTable
  }

  private let system: File?
  /// Those that nobody named, low to high: `OCX_NO_CONFIG` leaves them out.
  private let standing: [File]
  private let explicit: File?
  private let environment: Environment
  /// Whether `OCX_NO_CONFIG` is set: whether the locked sections of the system's file still hold then
  /// depends on the version of ocx.
  private let isWithout: Bool

  /// Where the system's file is.
  static let systemPath = "/etc/ocx/config.toml"

  init(_ environment: Environment, systemPath: String = Self.systemPath) {
    func file(_ path: String) -> File? {
      let path = Paths.absolute(path, from: environment.workingDirectory)
      guard let bytes = try? Files.read(path, limit: Self.largest),
        let document = try? TOMLDocument(parsing: bytes)
      else { return nil }
      return File(path: path, root: document.root)
    }
    self.environment = environment
    isWithout = environment.isTrue("OCX_NO_CONFIG")
    system = file(systemPath)
    standing =
      isWithout
      ? []
      : [
        Paths.join(Self.userFolder(environment), "ocx/config.toml"),
        Paths.join(OCXHome(environment: environment).path, "config.toml"),
      ].compactMap(file)
    explicit = environment["OCX_CONFIG"].flatMap(file)
  }

  private static let largest = 1 << 20

  private static func userFolder(_ environment: Environment) -> String {
    #if os(macOS)
      Paths.join(environment.home, "Library/Application Support")
    #else
      environment["XDG_CONFIG_HOME"] ?? Paths.join(environment.home, ".config")
    #endif
  }

  /// All files that count, low to high.
  private var files: [File] {
    [system].compactMap(\.self) + standing + [explicit].compactMap(\.self)
  }

  // MARK: Default registry

  /// What the files say of one thing.
  enum Answer: Equatable {
    /// This, or nothing.
    case known(String?)
    /// Something that these files cannot tell, so that ocx has to be asked; without it, this.
    case unknown(otherwise: String?)
  }

  /// `[registry] default`. The system's file locks the whole section.
  var defaultRegistry: Answer {
    func named(_ file: File?) -> String? {
      let name = file?.root["registry"]?.table?["default"]?.string
      return name?.isEmpty == false ? name : nil
    }
    let below = standing.reversed().lazy.compactMap(named).first
    if system?.root["registry"] != nil {
      return isWithout ? .unknown(otherwise: named(explicit)) : .known(named(system))
    }
    if let name = named(explicit) { return .known(name) }
    return isManaged ? .unknown(otherwise: below) : .known(below)
  }

  /// Whether a managed configuration stands above the files: ocx alone knows where it is kept.
  private var isManaged: Bool {
    guard !isWithout else { return false }
    return environment["OCX_MANAGED_CONFIG"] != nil
      || files.contains { $0.root["managed"]?.table?["source"] != nil }
  }

  // MARK: Trust

  /// The policies that decide for a package, named by registry and repository: those that reach it by
  /// the longest text, and those of the system's file alone where it has any for it.
  func policies(for name: String) -> [TrustPolicy] {
    func reaching(_ files: [File]) -> [(reach: Int, policy: TrustPolicy)] {
      files.flatMap { file in
        (file.root["trust"]?.table?["policy"]?.array ?? []).compactMap(\.table)
          .map { TrustPolicy($0, path: file.path) }
      }.compactMap { policy in policy.reach(to: name).map { ($0, policy) } }
    }
    let locked = reaching([system].compactMap(\.self))
    let found = locked.isEmpty ? reaching(files) : locked
    let longest = found.map(\.reach).max()
    return found.filter { $0.reach == longest }.map(\.policy)
  }

  /// Where `[trust.sigstore]` names another root of trust: the file that does, nil where none does. The
  /// system's file locks the whole section.
  var trustRootFile: String? {
    func section(_ file: File) -> TOMLTable? {
      file.root["trust"]?.table?["sigstore"]?.table
    }
    let deciding = system.flatMap { section($0) == nil ? nil : [$0] } ?? files
    return deciding.last { file in
      section(file)?.entries.contains { $0.key.name.contains("root") } == true
    }?.path
  }

  /// The registries that a file lets be asked without TLS, sorted. The system's file locks each entry
  /// that it has.
  var insecureRegistries: [String] {
    var isInsecure: [String: Bool] = [:]
    func take(_ file: File, _ take: (String, Bool) -> Void) {
      for entry in file.root["registries"]?.table?.entries ?? [] {
        take(entry.key.name, entry.value.table?["insecure"]?.boolean == true)
      }
    }
    for file in files { take(file) { isInsecure[$0] = $1 } }
    if let system { take(system) { isInsecure[$0] = $1 } }
    return isInsecure.filter(\.value).keys.sorted()
  }
}
