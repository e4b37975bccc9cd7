/// What an install left in its folder, `receipt.json`: written last, so that a folder without one
/// holds no whole install. docs/receipt.md describes the format.
///
/// The exec-env hook reads it in Lua, so it holds the environment as mise wants it, with the
/// folders of the install relative. Its texts are kept as they stand: a reader compares them.
package struct Receipt: Hashable, Sendable {
  /// The name of the file in the install folder.
  package static let fileName = "receipt.json"
  /// The `format` that this program writes and reads.
  package static let format: Int64 = 2

  /// One variable for mise; a key that comes again is one more path of the same list.
  package struct Variable: Hashable, Sendable {
    package let key: String
    /// Its value.
    package let value: PortableValue

    package init(key: String, value: PortableValue) {
      self.key = key
      self.value = value
    }
  }

  /// The tool, registry named.
  package var tool: String
  /// The tool as the hook was asked for it, where the registry may be left out.
  package var requestedTool: String
  /// `OCX_DEFAULT_REGISTRY` at the install, which a name without a registry went by; nil if it
  /// was not set.
  package var defaultRegistry: String?
  /// The version as the hook was asked for it.
  package var version: String
  /// What ocx installed: tag and digest.
  package var identifier: String
  /// The digest of the manifest of the platform.
  package var digest: String
  /// The digest that the tag pointed to; nil if the index did not say.
  package var indexDigest: String?
  /// The platform of the manifest; nil if the index did not say.
  package var platform: String?
  /// The platform that the entry's option asked for, as it stands there; nil if it asked for none.
  package var requestedPlatform: String?
  /// The version of ocx that installed it.
  package var ocxVersion: String
  /// The variables in the order that mise wants, PATH with one folder each.
  package var variables: [Variable]
  /// The packages that were installed with the one that was asked for.
  package var dependencies: [PackageFolder]
  /// When, RFC 3339.
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
