/// An unchecked request of a hook. It may contain any text, because hooks receive what a mise.toml
/// says even if it is not trusted.
struct HookRequest {
  fileprivate private(set) var tool: String?
  fileprivate private(set) var version: String?
  fileprivate private(set) var installPath: String?
  /// The search text; empty if there is none.
  private(set) var query = ""
  private(set) var options = InstallOptions()
  /// The plugin's name in mise, which is the prefix of its keys and must be used in hints.
  private(set) var plugin = MisePlugin.name

  init(_ input: [UInt8]) throws(InstallFailure) {
    guard input.count <= Hooks.longestRequest else { throw .request(reason: "it is too long") }
    var request = HookRequest()
    var mistyped: String?
    do throws(JSONFailure) {
      let isObject = try JSONReader.read(input) { (reader) throws(JSONFailure) in
        try reader.objectOrNil { (name, reader) throws(JSONFailure) in
          guard try request.take(name, &reader) else { return mistyped = mistyped ?? name }
        }
      }
      if !isObject { mistyped = mistyped ?? "" }
    } catch {
      throw .request(reason: "it is not a JSON object")
    }
    if let mistyped {
      throw .request(
        reason: mistyped.isEmpty ? "it is not an object" : "'\(mistyped)' has another type")
    }
    self = request
  }

  private init() {}

  /// Reads a member, or skips an unknown one; returns false if it has another type.
  private mutating func take(
    _ name: String, _ reader: inout JSONReader
  ) throws(JSONFailure) -> Bool {
    switch (name, reader.kind()) {
    case (_, .literal) where reader.currentIsNull: try reader.skip()
    case ("tool", .string): tool = try reader.string()
    case ("version", .string): version = try reader.string()
    case ("install_path", .string): installPath = try reader.string()
    case ("query", .string): query = try reader.string()
    case ("plugin", .string):
      let name = try reader.string()
      if !name.isEmpty { plugin = name }
    case ("options", _):
      guard let options = try InstallOptions.read(&reader) else { return false }
      self.options = options
    case ("tool", _), ("version", _), ("install_path", _), ("query", _), ("plugin", _):
      try reader.skip()
      return false
    default: try reader.skip()
    }
    return true
  }
}

extension HookRequest {
  /// The requested tool.
  func requiredTool(_ environment: Environment) throws(InstallFailure) -> ToolName {
    guard let tool else { throw .request(reason: "'tool' is missing") }
    return try ToolName(hook: tool, environment)
  }

  /// The requested version, which the hook validates.
  func requiredVersion() throws(InstallFailure) -> String {
    guard let version else { throw .request(reason: "'version' is missing") }
    return version
  }

  /// The install path as mise passes it: absolute, not the root, without control characters. It may
  /// contain `..` if mise's variables do.
  func requiredInstallPath() throws(InstallFailure) -> String {
    guard let installPath else { throw .request(reason: "'install_path' is missing") }
    guard Paths.isAbsolute(installPath) else {
      throw .relativeInstallPath(installPath)
    }
    guard Paths.normalise(installPath) != "/" else {
      throw .installPath(installPath, reason: "is the root")
    }
    guard installPath.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7f }) else {
      throw .installPath(installPath, reason: "holds a control character")
    }
    return installPath
  }
}

extension ToolName {
  /// The tool of a request. It has no `ocx:` prefix, because mise removes the plugin's name.
  fileprivate init(hook text: String, _ environment: Environment) throws(InstallFailure) {
    do throws(IdentifierFailure) {
      guard !text.hasPrefix("ocx:") else { throw .invalidFormat(text) }
      try self.init(
        parsing: text, defaultRegistry: ToolName.defaultRegistry(environment: environment))
    } catch {
      throw .identifier(error)
    }
  }
}

extension InstallRequest {
  init(_ request: HookRequest, _ environment: Environment) throws(InstallFailure) {
    self.init(
      tool: try request.requiredTool(environment),
      version: try request.requiredVersion(),
      installPath: try request.requiredInstallPath(), digest: try request.options.digest(),
      platform: try request.options.platform(), plugin: request.plugin)
    requestedTool = request.tool ?? requestedTool
    requestedPlatform = platform == nil ? nil : request.options.values["platform"]
  }
}
