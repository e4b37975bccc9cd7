#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The request of a hook as it came: any text may stand in it, for whatever a mise.toml says
/// reaches the hooks, also one that nobody trusts.
struct HookRequest {
  let tool: String
  let version: String?
  let installPath: String?
  let options: HookOptions
  /// The name that mise has for the plugin, the prefix of its keys: what a hint has to repeat.
  let plugin: String

  /// No request is longer: names and versions are short.
  private static let limit = 1 << 20

  init(_ input: [UInt8]) throws(HookFailure) {
    struct Document: Decodable {
      let tool: String
      let version: String?
      let install_path: String?
      let options: HookOptions?
      let plugin: String?
    }
    guard input.count <= Self.limit else { throw .request(reason: "it is too long") }
    do {
      let document = try JSONDecoder().decode(Document.self, from: Data(input))
      tool = document.tool
      version = document.version
      installPath = document.install_path
      options = document.options ?? HookOptions()
      plugin = document.plugin.flatMap { $0.isEmpty ? nil : $0 } ?? PluginInstallation.name
    } catch DecodingError.keyNotFound(let key, _) {
      throw .request(reason: "'\(key.stringValue)' is missing")
    } catch DecodingError.typeMismatch(_, let context) {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .request(reason: path.isEmpty ? "it is no object" : "'\(path)' is of another type")
    } catch {
      throw .request(reason: "it is no JSON object")
    }
  }
}

/// The options of an entry that are text. mise gives scalars as text (contracts/run.md); tables
/// and arrays are its own affairs, such as `postinstall`. An empty Lua table may come as `[]`.
struct HookOptions: Decodable, Hashable {
  private(set) var values: [String: String] = [:]

  init(_ values: [String: String] = [:]) { self.values = values }

  init(from decoder: any Decoder) throws {
    if let array = try? decoder.unkeyedContainer() {
      guard array.count == 0 else {
        throw DecodingError.typeMismatch(
          HookOptions.self,
          DecodingError.Context(codingPath: decoder.codingPath, debugDescription: ""))
      }
      return
    }
    let container = try decoder.container(keyedBy: Key.self)
    for key in container.allKeys {
      if let text = try? container.decode(String.self, forKey: key) {
        values[key.stringValue] = text
      } else if let flag = try? container.decode(Bool.self, forKey: key) {
        values[key.stringValue] = flag ? "true" : "false"
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// `builds`: whether build tags are listed.
  func builds() throws(HookFailure) -> Bool {
    switch values["builds"] {
    case nil, "false", "": false
    case "true": true
    case .some(let value): throw .option(name: "builds", value: value, expected: "true or false")
    }
  }

  /// `digest`: the only content that is taken.
  func digest() throws(HookFailure) -> Digest? {
    guard let value = values["digest"] else { return nil }
    guard let digest = try? Digest(value) else {
      throw .option(
        name: "digest", value: value, expected: "sha256: and 64 hexadecimal digits")
    }
    return digest
  }

  /// `platform`: the one to take instead of the host's.
  func platform() throws(HookFailure) -> Platform? {
    guard let value = values["platform"] else { return nil }
    guard let platform = try? Platform(value) else {
      throw .option(
        name: "platform", value: value, expected: "os/architecture, such as linux/arm64")
    }
    return platform
  }
}

extension Hooks {
  /// A request of the list hook.
  public struct ListRequest: Hashable, Sendable {
    /// The tool.
    public var tool: ToolName
    /// Whether build tags are listed too.
    public var builds: Bool

    /// A request of parts.
    public init(tool: ToolName, builds: Bool = false) {
      self.tool = tool
      self.builds = builds
    }

    init(_ request: HookRequest, _ environment: Environment) throws(HookFailure) {
      self.init(
        tool: try ToolName(hook: request.tool, environment), builds: try request.options.builds())
    }
  }

  /// A request of the install hook.
  public struct InstallRequest: Hashable, Sendable {
    /// The tool.
    public var tool: ToolName
    /// The tool as it was asked for.
    public var requestedTool: String
    /// The version as mise has it: a listed one, any other tag, or `ref:sha256:…`.
    public var version: String
    /// The empty folder that mise made.
    public var installPath: String
    /// The only content that is taken; nil takes what the version stands for.
    public var digest: Digest?
    /// The platform to take instead of the host's.
    public var platform: Platform?
    /// The platform as it was asked for.
    public var requestedPlatform: String?

    /// A request of parts.
    public init(
      tool: ToolName, version: String, installPath: String, digest: Digest? = nil,
      platform: Platform? = nil
    ) {
      self.tool = tool
      requestedTool = tool.description
      requestedPlatform = platform?.description
      self.version = version
      self.installPath = installPath
      self.digest = digest
      self.platform = platform
    }

    init(_ request: HookRequest, _ environment: Environment) throws(HookFailure) {
      tool = try ToolName(hook: request.tool, environment)
      requestedTool = request.tool
      version = try request.requiredVersion()
      installPath = try request.requiredInstallPath()
      digest = try request.options.digest()
      platform = try request.options.platform()
      requestedPlatform = platform == nil ? nil : request.options.values["platform"]
    }
  }

  /// A request of the environment hook.
  public struct EnvRequest: Hashable, Sendable {
    /// The tool.
    public var tool: ToolName
    /// The tool as it was asked for.
    public var requestedTool: String
    /// The version as mise has it.
    public var version: String
    /// The folder of the install.
    public var installPath: String
    /// The content that it must be; nil takes any.
    public var digest: Digest?
    /// The platform that it must be; nil is the host's.
    public var platform: Platform?
    /// The name that mise has for the plugin.
    public var plugin: String

    /// A request of parts.
    public init(
      tool: ToolName, version: String, installPath: String, digest: Digest? = nil,
      platform: Platform? = nil, plugin: String = PluginInstallation.name
    ) {
      self.tool = tool
      requestedTool = tool.description
      self.version = version
      self.installPath = installPath
      self.digest = digest
      self.platform = platform
      self.plugin = plugin
    }

    init(_ request: HookRequest, _ environment: Environment) throws(HookFailure) {
      self.init(
        tool: try ToolName(hook: request.tool, environment),
        version: try request.requiredVersion(),
        installPath: try request.requiredInstallPath(), digest: try request.options.digest(),
        platform: try request.options.platform(), plugin: request.plugin)
      requestedTool = request.tool
    }

    /// The version as mise's command line has it.
    var key: String { "\(plugin):\(requestedTool)@\(version)" }
  }
}

extension HookRequest {
  /// The version; what it may be is for the hook to say.
  func requiredVersion() throws(HookFailure) -> String {
    guard let version else { throw .request(reason: "'version' is missing") }
    return version
  }

  /// The install path: absolute, with no part that leads back, and no control character.
  func requiredInstallPath() throws(HookFailure) -> String {
    guard let installPath else { throw .request(reason: "'install_path' is missing") }
    guard Paths.isAbsolute(installPath) else {
      throw .installPath(installPath, reason: "is not absolute")
    }
    guard Paths.normalise(installPath) == installPath, installPath != "/" else {
      throw .installPath(installPath, reason: "is not in its simplest form")
    }
    guard installPath.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
      throw .installPath(installPath, reason: "holds a control character")
    }
    return installPath
  }
}

extension ToolName {
  /// The tool of a hook's request: a name with no `ocx:` before it, for mise has cut its own
  /// prefix off, whatever the plugin is called.
  init(hook text: String, _ environment: Environment) throws(HookFailure) {
    do throws(IdentifierFailure) {
      guard !text.hasPrefix("ocx:") else { throw .invalidFormat(text) }
      try self.init(
        parsing: text, defaultRegistry: ToolName.defaultRegistry(environment: environment))
    } catch {
      throw .identifier(error)
    }
  }
}
