/// The relevant parts of OCX's configuration files, in OCX's order (docs/ocx-0.6.md §8): the
/// system's, the user's, that of the OCX home, a managed one, `OCX_CONFIG`. Later files take
/// precedence, except over sections that the system's file locks. Files that are missing or invalid
/// are ignored; ocx itself reports them.
struct OCXConfiguration {
  private struct File {
    let path: String
    let root: TOMLTable
  }

  private let system: File?
  /// The files in standard places, in ascending precedence; `OCX_NO_CONFIG` disables them.
  private let standardFiles: [File]
  private let explicit: File?
  private let environment: Environment
  /// Whether `OCX_NO_CONFIG` is set. Whether the locked sections of the system's file still apply
  /// then depends on the version of ocx.
  private let ignoresStandardFiles: Bool

  /// The path of the system's file.
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
    ignoresStandardFiles = environment.isTrue("OCX_NO_CONFIG")
    system = file(systemPath)
    standardFiles =
      ignoresStandardFiles
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

  /// All files, in ascending precedence.
  private var files: [File] {
    [system].compactMap(\.self) + standardFiles + [explicit].compactMap(\.self)
  }

  // MARK: Default registry

  /// The answer of the files to a question.
  enum Answer: Equatable {
    /// This value, or nil for none.
    case known(String?)
    /// The files cannot decide, so ocx has to be asked; without an answer, this value.
    case unknown(otherwise: String?)
  }

  /// `[registry] default`. The system's file locks the whole section.
  var defaultRegistry: Answer {
    func named(_ file: File?) -> String? {
      let name = file?.root["registry"]?.table?["default"]?.string
      return name?.isEmpty == false ? name : nil
    }
    let below = standardFiles.reversed().lazy.compactMap(named).first
    if system?.root["registry"] != nil {
      return ignoresStandardFiles ? .unknown(otherwise: named(explicit)) : .known(named(system))
    }
    if let name = named(explicit) { return .known(name) }
    return isManaged ? .unknown(otherwise: below) : .known(below)
  }

  /// Whether there is a managed configuration, whose location only ocx knows.
  private var isManaged: Bool {
    guard !ignoresStandardFiles else { return false }
    return environment["OCX_MANAGED_CONFIG"] != nil
      || files.contains { $0.root["managed"]?.table?["source"] != nil }
  }

  // MARK: Trust

  /// The policies that apply to a package, named by registry and repository: those that match it
  /// with the longest text; only those of the system's file if it has any for the package.
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

  /// The file whose `[trust.sigstore]` sets another root of trust; nil if none does. The system's
  /// file locks the whole section.
  var trustRootFile: String? {
    func section(_ file: File) -> TOMLTable? {
      file.root["trust"]?.table?["sigstore"]?.table
    }
    let deciding = system.flatMap { section($0) == nil ? nil : [$0] } ?? files
    return deciding.last { file in
      section(file)?.entries.contains { $0.key.name.contains("root") } == true
    }?.path
  }

  /// The registries that files allow to contact without TLS, sorted. The system's file locks the
  /// entries that it has.
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
