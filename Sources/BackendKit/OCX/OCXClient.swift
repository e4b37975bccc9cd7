/// The `ocx` program: one method for each command used, with a typed answer (docs/ocx.md §3). ocx
/// does all network access and holds all credentials (docs/design.md, D3). Its environment is
/// passed on, except for what would change the shape of answers.
package struct OCXClient: Sendable {
  /// The options of one call.
  struct Options: Sendable {
    /// Global flags before the subcommand.
    var flags: [String] = []
    /// Additional variables for this call.
    var variables: [String: String] = [:]
    /// The time limit of all attempts together, in seconds; nil for none.
    var timeLimit: Double?
    /// Receives ocx's messages as they come, without duplicates.
    var onNote: (@Sendable (LogNote) -> Void)?
    /// Whether a failure becomes `.failed` with ocx's own status, whatever it means.
    var keepsStatus = false
  }

  /// The absolute path of the program.
  package let program: String
  /// Whether every call is made with `--offline`.
  package let offline: Bool
  let environment: Environment
  let runner: ProcessRunner
  var retry = Retry()
  let cache: ProgramCache
  /// Gets each command that is run, as one would type it.
  var onCommand: @Sendable (String) -> Void = { _ in }

  /// A client of the program at `program`.
  package init(program: String, environment: Environment, offline: Bool = false) {
    self.program = program
    self.environment = environment
    self.offline = offline
    runner = ProcessRunner()
    cache = ProgramCache()
  }

  /// The ocx of this user: the one named by `OCX_MISE_OCX`, else the first on PATH, else the one
  /// that ocx installed itself.
  ///
  /// - Throws: `OCXFailure.absent`, with the searched places.
  package static func locate(
    environment: Environment, offline: Bool = false
  ) throws(OCXFailure) -> OCXClient {
    if let named = environment["OCX_MISE_OCX"] {
      let path = Paths.absolute(named, from: environment.workingDirectory)
      guard Files.isExecutable(path) else {
        throw .absent(searched: "OCX_MISE_OCX, \(SafeText.clean(path))")
      }
      return OCXClient(program: path, environment: environment, offline: offline)
    }
    if let path = ExecutableSearch.find("ocx", in: environment) {
      return OCXClient(program: path, environment: environment, offline: offline)
    }
    let own = Paths.join(
      OCXHome(environment: environment).path, "symlinks/ocx.sh/ocx/cli/current/content/bin/ocx")
    guard Files.isExecutable(own) else {
      throw .absent(searched: "PATH, \(SafeText.clean(own))")
    }
    return OCXClient(program: own, environment: environment, offline: offline)
  }

  // MARK: The program itself

  /// The version of the program, determined once per client.
  ///
  /// - Throws: `.tooOld` below the minimum, `.unknownVersion`, `.process`.
  @discardableResult
  package func checkVersion(
    timeLimit: Double? = nil, cancellation: Cancellation = .never
  ) throws(OCXFailure) -> OCXVersion {
    try cache.version { () throws(OCXFailure) in
      let result = try run(
        ["version"], Options(timeLimit: min(10, timeLimit ?? 10)), cancellation)
      let answer = SafeText.clean(String(result.text.prefix(80)))
      guard result.succeeded, let version = OCXDecoding.version(result.output) else {
        throw .unknownVersion(program: program, answer: answer)
      }
      guard version >= OCXVersion.minimum else {
        throw .tooOld(
          program: program, found: version.description,
          minimum: OCXVersion.minimum.description)
      }
      cache.documentVersions = OCXDecoding.documentVersions(result.output)
      return version
    }
  }

  /// Information about ocx and its host.
  package func about(
    timeLimit: Double? = nil, cancellation: Cancellation = .never
  ) throws(OCXFailure) -> OCXAbout {
    try read(
      call(["about"], subject: "about", Options(timeLimit: timeLimit), cancellation: cancellation),
      OCXDecoding.about)
  }

  // MARK: The index

  /// The tags of a tool in the local index or, with `remote`, in the registry; empty if it is
  /// unknown, which an index registry reports with an empty list (docs/real-programs.md).
  package func tags(
    of tool: ToolName, remote: Bool = false, timeLimit: Double? = nil,
    cancellation: Cancellation = .never
  ) throws(OCXFailure) -> [String] {
    let output = try call(
      ["index", "list", tool.description], subject: tool.description,
      registry: tool.registry, Options(flags: remote ? ["--remote"] : [], timeLimit: timeLimit),
      cancellation: cancellation)
    return try read(output, OCXDecoding.list)[tool.description] ?? []
  }

  /// Updates the local index for these tools. Yanked tags are recorded as such; otherwise one of
  /// them would hide its whole package (docs/real-programs.md).
  package func update(
    _ tools: [ToolName], timeLimit: Double? = nil, cancellation: Cancellation = .never,
    onNote: (@Sendable (LogNote) -> Void)? = nil
  ) throws(OCXFailure) {
    guard let first = tools.first else { return }
    _ = try call(
      ["index", "update"] + tools.map(\.description), subject: first.description,
      registry: first.registry, Self.recordingYanks(timeLimit, onNote), cancellation: cancellation)
  }

  /// Updates the local index for everything that a registry lists.
  package func sync(
    registry: String, timeLimit: Double? = nil, cancellation: Cancellation = .never,
    onNote: (@Sendable (LogNote) -> Void)? = nil
  ) throws(OCXFailure) {
    // Unlike the name of a tool, this one has not been validated yet.
    guard ToolName.isHost(registry) else { throw .usage(subject: registry, reason: nil) }
    _ = try call(
      ["index", "sync", registry], subject: registry, registry: registry,
      Self.recordingYanks(timeLimit, onNote),
      cancellation: cancellation)
  }

  private static func recordingYanks(
    _ timeLimit: Double?, _ onNote: (@Sendable (LogNote) -> Void)?
  ) -> Options {
    Options(variables: ["OCX_ALLOW_YANKED": "1"], timeLimit: timeLimit, onNote: onNote)
  }

  // MARK: Packages

  /// Installs a package and creates its candidate link. A tag that is recorded in the local index
  /// is installed as recorded (docs/real-programs.md).
  ///
  /// - Throws: `.newer` before anything is installed, if answers have an unknown shape.
  package func install(
    _ reference: Reference, platform: Platform? = nil, cancellation: Cancellation = .never,
    onNote: (@Sendable (LogNote) -> Void)? = nil
  ) throws(OCXFailure) -> OCXInstall {
    let name = reference.description
    try checkShapes(asking: reference.tool, cancellation: cancellation)
    let output = try call(
      ["package", "install"] + Self.option(platform) + [name], subject: name,
      registry: reference.tool.registry, Options(onNote: onNote), cancellation: cancellation)
    return try answer(read(output, OCXDecoding.install), for: name)
  }

  /// The environment of a package and its dependencies. Installs those that are missing.
  package func environment(
    of reference: Reference, platform: Platform? = nil, cancellation: Cancellation = .never
  ) throws(OCXFailure) -> OCXEnvironment {
    let name = reference.description
    return try read(
      call(
        ["package", "env"] + Self.option(platform) + [name], subject: name,
        registry: reference.tool.registry, cancellation: cancellation), OCXDecoding.environment)
  }

  /// The environment for the package's own programs (`package env --self`).
  ///
  /// - Throws: `.failed` with ocx's own status and reason if there is none, `.tryAgain` if it may
  ///   succeed later.
  func ownEnvironment(
    of reference: Reference, platform: Platform? = nil, cancellation: Cancellation = .never
  ) throws(OCXFailure) -> OCXEnvironment {
    let name = reference.description
    return try read(
      call(
        ["package", "env", "--self"] + Self.option(platform) + [name], subject: name,
        registry: reference.tool.registry, Options(keepsStatus: true), cancellation: cancellation),
      OCXDecoding.environment)
  }

  /// Removes the candidate link of a reference. Never with `--purge`, which removes packages that
  /// others still use (docs/ocx.md §6).
  package func uninstall(
    _ reference: Reference, timeLimit: Double? = nil, cancellation: Cancellation = .never
  ) throws(OCXFailure) -> [OCXRemoval] {
    let name = reference.description
    return try read(
      call(
        ["package", "uninstall", name], subject: name, registry: reference.tool.registry,
        Options(timeLimit: timeLimit), cancellation: cancellation), OCXDecoding.uninstall)
  }

  private static func option(_ platform: Platform?) -> [String] {
    platform.map { ["--platform=" + $0.description] } ?? []
  }
}
