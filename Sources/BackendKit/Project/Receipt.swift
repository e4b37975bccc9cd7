#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What an install left in its folder, `receipt.json`: written last, so that a folder without one
/// holds no whole install (design D1; the format is described in docs/receipt.md). The exec-env
/// hook reads it in Lua, so it holds the environment as mise wants it, with nothing left to do.
public struct Receipt: Hashable, Sendable {
  /// The name of the file in the install folder.
  public static let fileName = "receipt.json"
  /// The name of the link to the package root, beside it.
  public static let linkName = "package"
  /// The `format` that this program writes and reads.
  public static let format = 1

  /// One variable for mise; a key that comes again is one more path of the same list.
  public struct Variable: Hashable, Sendable {
    /// Its name.
    public let key: String
    /// Its value.
    public let value: String

    /// A variable of parts.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The tool.
  public var tool: ToolName
  /// The tool as the hook was asked for it, where the registry may be left out.
  public var requestedTool: String
  /// `OCX_DEFAULT_REGISTRY` at the install, which a name without a registry went by; nil where it
  /// was not set.
  public var defaultRegistry: String?
  /// The version as the hook was asked for it.
  public var version: String
  /// What ocx installed: tag and digest.
  public var identifier: Reference
  /// The manifest of the platform.
  public var digest: Digest
  /// The dispatch object that the tag pointed to; nil where the index did not say.
  public var indexDigest: Digest?
  /// The platform of the manifest; nil where the index did not say.
  public var platform: String?
  /// The platform that the entry's option asked for, as it stands there; nil where it asked for none.
  public var requestedPlatform: String?
  /// The absolute path of the package root in the store of ocx.
  public var packageRoot: String
  /// The folder that this receipt lies in, as mise named it: the values below are bound to it.
  public var installPath: String
  /// The program that installed it.
  public var ocxPath: String
  /// Its version.
  public var ocxVersion: String
  /// The variables in the order that mise wants, PATH with one folder each.
  public var variables: [Variable]
  /// When, RFC 3339.
  public var time: String

  /// The path of the receipt of an install folder.
  public static func path(in installPath: String) -> String {
    Paths.join(installPath, fileName)
  }
}

extension Receipt {
  /// The document, keys in the order of docs/receipt.md; what is not known is left out.
  public var json: JSONValue {
    let members: [(String, JSONValue?)] = [
      ("format", .int(Int64(Self.format))),
      ("tool", .string(tool.description)),
      ("requested_tool", .string(requestedTool)),
      ("default_registry", defaultRegistry.map(JSONValue.string)),
      ("version", .string(version)),
      ("identifier", .string(identifier.description)),
      ("digest", .string(digest.description)),
      ("index_digest", indexDigest.map { .string($0.description) }),
      ("platform", platform.map(JSONValue.string)),
      ("requested_platform", requestedPlatform.map(JSONValue.string)),
      ("package_root", .string(packageRoot)),
      ("install_path", .string(installPath)),
      ("ocx", ["path": .string(ocxPath), "version": .string(ocxVersion)]),
      ("env_vars", Self.json(variables)),
      ("time", .string(time)),
    ]
    return .object(members.compactMap { key, value in value.map { (key, $0) } })
  }

  /// Variables as the answer of the exec-env hook has them.
  static func json(_ variables: [Variable]) -> JSONValue {
    .array(variables.map { ["key": .string($0.key), "value": .string($0.value)] })
  }

  /// Reads a document; nil where it is none of this format.
  public init?(_ bytes: [UInt8]) {
    guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)),
      document.format == Self.format,
      let tool = try? ToolName(parsing: document.tool, defaultRegistry: ""),
      let identifier = try? Reference(parsing: document.identifier, defaultRegistry: ""),
      let digest = try? Digest(document.digest)
    else { return nil }
    self.init(
      tool: tool, requestedTool: document.requested_tool,
      defaultRegistry: document.default_registry, version: document.version,
      identifier: identifier, digest: digest,
      indexDigest: document.index_digest.flatMap { try? Digest($0) },
      platform: document.platform, requestedPlatform: document.requested_platform,
      packageRoot: document.package_root, installPath: document.install_path,
      ocxPath: document.ocx.path, ocxVersion: document.ocx.version,
      variables: document.env_vars.map { Variable(key: $0.key, value: $0.value) },
      time: document.time)
  }

  /// Reads the receipt of an install folder; nil where there is none, or none of this format.
  public static func read(in installPath: String) -> Receipt? {
    guard let bytes = try? Files.read(path(in: installPath), limit: 4 << 20) else { return nil }
    return Receipt(bytes)
  }
}

/// The document as it stands.
private struct Document: Decodable {
  struct Program: Decodable {
    let path: String
    let version: String
  }
  struct Pair: Decodable {
    let key: String
    let value: String
  }
  let format: Int
  let tool: String
  let requested_tool: String
  let default_registry: String?
  let version: String
  let identifier: String
  let digest: String
  let index_digest: String?
  let platform: String?
  let requested_platform: String?
  let package_root: String
  let install_path: String
  let ocx: Program
  let env_vars: [Pair]
  let time: String
}
