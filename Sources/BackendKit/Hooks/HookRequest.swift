#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The request of a hook as it came: any text may stand in it, for whatever a mise.toml says
/// reaches the hooks, also one that nobody trusts.
struct HookRequest {
  fileprivate let tool: String?
  private let version: String?
  private let installPath: String?
  /// What is searched for; empty where the request has none.
  let query: String
  let options: InstallOptions
  /// The name that mise has for the plugin, the prefix of its keys: what a hint has to repeat.
  let plugin: String

  init(_ input: [UInt8]) throws(InstallFailure) {
    struct Document: Decodable {
      let tool: String?
      let version: String?
      let query: String?
      let install_path: String?
      let options: InstallOptions?
      let plugin: String?
    }
    guard input.count <= Hooks.longestRequest else { throw .request(reason: "it is too long") }
    do {
      let document = try JSONDecoder().decode(Document.self, from: Data(input))
      tool = document.tool
      version = document.version
      installPath = document.install_path
      query = document.query ?? ""
      options = document.options ?? InstallOptions()
      plugin = document.plugin.flatMap { $0.isEmpty ? nil : $0 } ?? MisePlugin.name
    } catch DecodingError.typeMismatch(_, let context) {
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .request(reason: path.isEmpty ? "it is no object" : "'\(path)' is of another type")
    } catch {
      throw .request(reason: "it is no JSON object")
    }
  }
}

extension HookRequest {
  /// The tool that it is about.
  func requiredTool(_ environment: Environment) throws(InstallFailure) -> ToolName {
    guard let tool else { throw .request(reason: "'tool' is missing") }
    return try ToolName(hook: tool, environment)
  }

  /// The version; what it may be is for the hook to say.
  func requiredVersion() throws(InstallFailure) -> String {
    guard let version else { throw .request(reason: "'version' is missing") }
    return version
  }

  /// The install path as mise names it, which may lead through `..` where its variables do:
  /// absolute, not the root, and no control character in it.
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
  /// The tool of a hook's request: a name with no `ocx:` before it, for mise has cut its own
  /// prefix off, whatever the plugin is called.
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
