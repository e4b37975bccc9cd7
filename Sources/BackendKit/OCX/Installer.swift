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
    self.environment = environment
    self.index = index
    self.directory = directory
    self.offline = offline
  }

  /// The absolute path of mise; nil where installs go through ocx alone.
  public var mise: String? { ExecutableSearch.find("mise", in: environment) }

  /// Installs these, one after the other; the first failure ends it. `report` gets the lines of
  /// mise or ocx as they come, cleaned.
  public func install(
    _ items: [Item], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {}

  /// Brings the index up to date for these tools (`ocx index update`).
  public func refresh(
    tools: [ToolName], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {}

  /// Brings the index up to date for all that these registries list (`ocx index sync`).
  public func refresh(
    registries: [String], cancellation: Cancellation = .never,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(InstallerFailure) {}
}

/// Why an install or a refresh came to nothing.
public enum InstallerFailure: Failure, Equatable {
  /// mise ended with a status other than 0; the last thing that it said.
  case mise(key: String, status: Int32, reason: String?)
  /// mise has no plugin for the keys.
  case noPlugin(link: String)
  /// No tag of the tool is what was asked for.
  case unknownVersion(tool: ToolName, version: String, near: [String])
  /// A name or version that no registry takes.
  case identifier(IdentifierFailure)
  /// ocx refused.
  case ocx(OCXFailure)
  /// mise gave no result at all.
  case process(ProcessFailure)

  private var inner: (any Failure)? {
    switch self {
    case .identifier(let failure): failure
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
    case .unknownVersion: .notFound
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
    case .unknownVersion(let tool, let version, _):
      SafeText.clean("\(tool) has no version \(version)")
    default: ""
    }
  }

  /// One line of mending.
  public var hint: String? {
    if let inner { return inner.hint }
    return switch self {
    case .mise(let key, _, _): "see all that it says: mise install \(ShellWord.quoted(key))"
    case .noPlugin: "put it there: ocx-mise-tui plugin install"
    case .unknownVersion(_, _, let near) where !near.isEmpty:
      "near matches: \(near.joined(separator: ", "))"
    case .unknownVersion(let tool, _, _): "see what there is: ocx-mise-tui versions \(tool) --all"
    default: nil
    }
  }
}
