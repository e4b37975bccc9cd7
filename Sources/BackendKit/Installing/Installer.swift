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
    /// The options of the entry, as `ToolEntry` has them: `digest` and `platform` bind what ocx
    /// installs; mise reads them itself.
    public var options: [String: String]

    /// An item of parts; the key is the tool's own unless another is given.
    public init(
      tool: ToolName, version: String? = nil, key: String? = nil, options: [String: String] = [:]
    ) {
      self.key = key ?? tool.key
      self.tool = tool
      self.version = version
      self.options = options
    }

    /// What an entry asks for; nil where its name is none of OCX.
    public init?(_ entry: ToolEntry) {
      guard let tool = entry.tool else { return nil }
      self.init(tool: tool, version: entry.request, key: entry.key, options: entry.options)
    }

    /// What is given to mise: `ocx:ocx.sh/kitware/cmake@4.3`.
    var argument: String { key + "@" + (version ?? "latest") }
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
    self.offline = offline || environment.isTrue("MISE_OFFLINE")
  }

  /// The absolute path of mise; nil where installs go through ocx alone.
  public var mise: String? { MiseProgram.locate(environment)?.path }

  /// Installs these, one after the other; one that fails keeps no other from it. `report` gets the
  /// lines of mise or ocx as they come, cleaned, and those of failures but the one that is thrown.
  ///
  /// - Throws: `.noPlugin` where mise fails and its plugin is not there: mise only says that the
  ///   name is none. It may fetch the plugin itself, where `[plugins]` names one.
  public func install(
    _ items: [Item], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {
    let mise = mise
    var first: InstallerFailure?
    for item in items where !cancellation.isCancelled {
      do throws(InstallerFailure) {
        if let mise {
          try install(item, mise: mise, cancellation, report)
        } else {
          try installWithOCX(item, cancellation, report)
        }
      } catch {
        if first != nil { report(error.message) }
        first = first ?? error
      }
    }
    if let first { throw first }
  }

  /// Brings the index up to date for these tools (`ocx index update`).
  public func refresh(
    tools: [ToolName], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {
    try requireNetwork(for: tools.map(\.description))
    let stamps = RefreshTimestamps(environment: environment, index: index)
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
    try requireNetwork(for: registries)
    for registry in registries {
      try withOCX(tool: nil) { (client) throws(OCXFailure) in
        try client.sync(registry: registry, cancellation: cancellation) {
          Self.pass($0, to: report)
        }
      }
    }
  }

  private func requireNetwork(for subjects: [String]) throws(InstallerFailure) {
    if !NetworkPolicy.allowsAsking(environment, offline: offline) {
      throw .offline(subject: subjects.joined(separator: ", "))
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
        "--cd", directory, "install", "--yes", item.argument,
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
    if result.succeeded { return }
    let plugin = PluginInstallation(environment: environment)
    guard plugin.isLinked else { throw .noPlugin(link: plugin.link) }
    throw .mise(
      argument: item.argument, directory: directory, status: result.status, reason: said.cause)
  }

  // MARK: Through ocx

  private func installWithOCX(
    _ item: Item, _ cancellation: Cancellation, _ report: @escaping @Sendable (String) -> Void
  ) throws(InstallerFailure) {
    let client: OCXClient
    do throws(OCXFailure) {
      client = try OCXClient.locate(environment: environment, offline: offline)
    } catch {
      throw .ocx(error)
    }
    try DirectInstall(
      item: item, client: client, environment: environment, index: index,
      cancellation: cancellation, report: report
    ).run()
  }

  /// The client, with failures explained by the index.
  private func withOCX(
    tool: ToolName?, _ work: (OCXClient) throws(OCXFailure) -> Void
  ) throws(InstallerFailure) {
    do throws(OCXFailure) {
      try work(try OCXClient.locate(environment: environment, offline: offline))
    } catch {
      guard let tool else { throw .ocx(error) }
      let diagnosis = OCXDiagnosis(index: index, environment: environment)
      throw .ocx(diagnosis.explain(error, tool: tool))
    }
  }

  /// Hands a line of ocx's log on.
  static func pass(_ line: String, to report: (String) -> Void) {
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
