import Synchronization

/// Installs tools for the command `install` and the key `i`: through mise where it is on PATH, so
/// that mise knows of it, else through ocx. Brings the index up to date, too.
public struct Installer: Sendable {
  /// One tool to install.
  public struct Item: Hashable, Sendable {
    /// The tool as mise has it: `ocx:ocx.sh/kitware/cmake`, or an alias.
    public var key: String
    /// The tool.
    public var tool: ToolName
    /// The version asked for; nil is the newest.
    public var version: String?

    /// An item of parts; the key is the tool's own unless another is given.
    public init(tool: ToolName, version: String? = nil, key: String? = nil) {
      self.key = key ?? tool.key
      self.tool = tool
      self.version = version
    }
  }

  /// The variables and folder of this process.
  public let environment: Environment
  /// The index that versions are looked up in.
  public let index: IndexCollection
  /// Whether the network is not to be used.
  public let offline: Bool
  /// The folder that mise looks for its files from.
  public let directory: String

  /// An installer for a project.
  public init(
    environment: Environment, index: IndexCollection, directory: String, offline: Bool = false
  ) {
    self.environment = environment.usingIndex(index)
    self.index = index
    self.directory = directory
    self.offline = offline
  }

  /// The absolute path of mise; nil where installs go through ocx alone.
  public var mise: String? { MiseProgram.locate(environment)?.path }

  /// Installs these, one after the other; the first failure ends it. `report` gets the lines of
  /// mise or ocx as they come, cleaned.
  ///
  /// - Throws: `.noPlugin` where mise is there and its plugin is not: mise would only say that the
  ///   name is none.
  public func install(
    _ items: [Item], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {
    if let mise {
      let plugin = PluginInstallation(environment: environment)
      guard plugin.isLinked else { throw .noPlugin(link: plugin.link) }
      for item in items { try install(item, mise: mise, cancellation, report) }
    } else {
      for item in items { try installWithOCX(item, cancellation, report) }
    }
  }

  /// Brings the index up to date for these tools (`ocx index update`).
  public func refresh(
    tools: [ToolName], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {
    let stamps = RefreshStamps(environment: environment, index: index)
    for tool in tools {
      try withOCX(tool: tool) { (client) throws(OCXFailure) in
        try client.update([tool], cancellation: cancellation) { Self.pass($0, to: report) }
      }
      stamps.recordSuccess(tool)
    }
  }

  /// Brings the index up to date for all that these registries list (`ocx index sync`).
  public func refresh(
    registries: [String], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {
    for registry in registries {
      try withOCX(tool: nil) { (client) throws(OCXFailure) in
        try client.sync(registry: registry, cancellation: cancellation) {
          Self.pass($0, to: report)
        }
      }
    }
  }

  // MARK: Through mise

  private func install(
    _ item: Item, mise: String, _ cancellation: Cancellation,
    _ report: @escaping @Sendable (String) -> Void
  ) throws(InstallerFailure) {
    let said = LastLine()
    var command = ProcessRunner.Command(
      executable: mise,
      arguments: [
        "--cd", directory, "install", "--yes", item.key + "@" + (item.version ?? "latest"),
      ],
      environment: environment.variables)
    // mise draws its progress over itself where it thinks that somebody looks.
    command.environment["NO_COLOR"] = "1"
    if offline { command.environment["MISE_OFFLINE"] = "1" }
    command.onErrorLine = { line in
      let clean = SafeText.clean(line)
      guard !clean.isEmpty else { return }
      said.take(clean)
      report(clean)
    }
    let result: ProcessResult
    do throws(ProcessFailure) {
      result = try ProcessRunner().run(command, cancellation: cancellation)
    } catch {
      throw .process(error)
    }
    guard result.succeeded else {
      throw .mise(key: item.key, status: result.status, reason: said.cause)
    }
  }

  // MARK: Through ocx

  private func installWithOCX(
    _ item: Item, _ cancellation: Cancellation, _ report: @escaping @Sendable (String) -> Void
  ) throws(InstallerFailure) {
    let reference = try reference(of: item)
    try withOCX(tool: item.tool, version: item.version) { (client) throws(OCXFailure) in
      _ = try client.install(reference, cancellation: cancellation) { Self.pass($0, to: report) }
    }
  }

  /// What a request is to ocx: a tag of that name, else the newest version that it covers, as mise
  /// would resolve it.
  private func reference(of item: Item) throws(InstallerFailure) -> Reference {
    let request = ToolRequest(tool: item.tool, version: item.version ?? "latest")
    let wanted = request.version ?? "latest"
    if let root = try? index.root(of: item.tool) {
      let versions = VersionList(root: root)
      if item.version == nil, let newest = versions.newest {
        return Reference(tool: item.tool, tag: newest.tag)
      }
      if !wanted.hasPrefix("ref:") {
        do throws(UnknownVersion) {
          return Reference(tool: item.tool, tag: try versions.meant(by: wanted, of: item.tool).tag)
        } catch {
          throw .version(error)
        }
      }
    }
    do throws(IdentifierFailure) {
      return try request.reference()
    } catch {
      throw .identifier(error)
    }
  }

  /// The client, with failures explained by the index.
  private func withOCX(
    tool: ToolName?, version: String? = nil, _ work: (OCXClient) throws(OCXFailure) -> Void
  ) throws(InstallerFailure) {
    do throws(OCXFailure) {
      try work(try OCXClient.locate(environment: environment, offline: offline))
    } catch {
      guard let tool else { throw .ocx(error) }
      let diagnosis = OCXDiagnosis(index: index, environment: environment)
      throw .ocx(diagnosis.explain(error, tool: tool, version: version))
    }
  }

  private static func pass(_ line: String, to report: (String) -> Void) {
    if let note = OCXLogLine(line).note { report(note.line) }
  }
}

/// What mise said last, for the failure: its error, not the stack that follows.
private final class LastLine: Sendable {
  private let lines = Mutex<(error: String?, last: String?)>((nil, nil))

  func take(_ line: String) {
    lines.withLock { lines in
      if lines.error == nil, line.contains("ERROR") { lines.error = line }
      lines.last = line
    }
  }

  var cause: String? { lines.withLock { $0.error ?? $0.last } }
}

/// Why an install or a refresh came to nothing.
public enum InstallerFailure: Failure, Equatable {
  /// mise ended with a status other than 0; the last thing that it said.
  case mise(key: String, status: Int32, reason: String?)
  /// mise has no plugin for the keys.
  case noPlugin(link: String)
  /// No tag of the tool is what was asked for.
  case version(UnknownVersion)
  /// A name or version that no registry takes.
  case identifier(IdentifierFailure)
  /// ocx refused.
  case ocx(OCXFailure)
  /// mise gave no result at all.
  case process(ProcessFailure)

  private var inner: (any Failure)? {
    switch self {
    case .identifier(let failure): failure
    case .version(let failure): failure
    case .ocx(let failure): failure
    case .process(let failure): failure
    default: nil
    }
  }

  /// What a script can branch on.
  public var code: FailureCode {
    if let inner { return inner.code }
    return switch self {
    case .noPlugin: .configuration
    default: .inputOutput
    }
  }

  /// One line of cause.
  public var message: String {
    if let inner { return inner.message }
    return switch self {
    case .mise(let key, let status, let reason):
      SafeText.clean("mise ended with \(status) on \(key)" + (reason.map { ": " + $0 } ?? ""))
    case .noPlugin(let link): "mise has no plugin ocx: \(link) is not there"
    default: ""
    }
  }

  /// One line of mending.
  public var hint: String? {
    if let inner { return inner.hint }
    return switch self {
    case .mise(let key, _, _): "see all that it says: mise install \(ShellWord.quoted(key))"
    case .noPlugin: "put it there: ocx-mise-tui plugin install"
    default: nil
    }
  }
}
