#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// An unchecked request of a hook. It may contain any text, because hooks receive what a mise.toml
/// says even if it is not trusted.
struct HookRequest {
  fileprivate let tool: String?
  private let version: String?
  private let installPath: String?
  /// The search text; empty if there is none.
  let query: String
  let options: InstallOptions
  /// The plugin's name in mise, which is the prefix of its keys and must be used in hints.
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
      throw .request(reason: path.isEmpty ? "it is not an object" : "'\(path)' has another type")
    } catch {
      throw .request(reason: "it is not a JSON object")
    }
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
