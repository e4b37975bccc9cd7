/// The `receipt.json` of an install folder. It is written last, so that a folder without one is not
/// a complete install. docs/receipt.md describes the format.
///
/// The exec-env hook reads it in Lua, so the environment is stored as mise needs it, with relative
/// folders. Texts are stored unchanged, since readers compare them.
package struct Receipt: Hashable, Sendable {
  /// The name of the file in the install folder.
  package static let fileName = "receipt.json"
  /// The `format` that this program writes and reads.
  package static let format: Int64 = 2

  /// One variable for mise; a repeated key adds a path to the same list.
  package struct Variable: Hashable, Sendable {
    package let key: String
    /// The value.
    package let value: PortableValue

    package init(key: String, value: PortableValue) {
      self.key = key
      self.value = value
    }
  }

  /// The tool, with its registry.
  package var tool: String
  /// The tool as the hook received it, possibly without a registry.
  package var requestedTool: String
  /// `OCX_DEFAULT_REGISTRY` at the time of the install, which applied to a name without a registry;
  /// nil if it was not set.
  package var defaultRegistry: String?
  /// The version as the hook received it.
  package var version: String
  /// What ocx installed: tag and digest.
  package var identifier: String
  /// The digest of the manifest of the platform.
  package var digest: String
  /// The digest that the tag referred to; nil if the index did not have it.
  package var indexDigest: String?
  /// The platform of the manifest; nil if the index did not have it.
  package var platform: String?
  /// The platform in the entry's options, as written; nil if it has none.
  package var requestedPlatform: String?
  /// The version of ocx that installed it.
  package var ocxVersion: String
  /// The variables in the order that mise needs, PATH with one folder each.
  package var variables: [Variable]
  /// The packages that were installed along with the requested one.
  package var dependencies: [PackageFolder]
  /// The time of the install (RFC 3339).
  package var time: String

  package init(
    tool: String, requestedTool: String, defaultRegistry: String?, version: String,
    identifier: String, digest: String, indexDigest: String?, platform: String?,
    requestedPlatform: String?, ocxVersion: String, variables: [Variable],
    dependencies: [PackageFolder], time: String
  ) {
    self.tool = tool
    self.requestedTool = requestedTool
    self.defaultRegistry = defaultRegistry
    self.version = version
    self.identifier = identifier
    self.digest = digest
    self.indexDigest = indexDigest
    self.platform = platform
    self.requestedPlatform = requestedPlatform
    self.ocxVersion = ocxVersion
    self.variables = variables
    self.dependencies = dependencies
    self.time = time
  }

  /// The path of the receipt of an install folder.
  package static func path(in installPath: String) -> String {
    Paths.join(installPath, fileName)
  }
}
