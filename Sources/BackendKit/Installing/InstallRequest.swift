/// One version of a tool in a folder of mise: what the install hook installs, and what the
/// environment hook reports on.
package struct InstallRequest: Hashable, Sendable {
  /// The tool.
  package var tool: ToolName
  /// The tool as requested, possibly without a registry.
  package var requestedTool: String
  /// The version in mise's form: a listed one, any other tag, or `ref:sha256:…`.
  package var version: String
  /// The folder that mise created; empty before the install.
  package var installPath: String
  /// The only content that is accepted; nil accepts what the version refers to.
  package var digest: Digest?
  /// The platform to use instead of the host's.
  package var platform: Platform?
  /// The platform as requested.
  package var requestedPlatform: String?
  /// The name of the plugin in mise.
  package var plugin: String

  package init(
    tool: ToolName, version: String, installPath: String, digest: Digest? = nil,
    platform: Platform? = nil, plugin: String = ToolName.backend
  ) {
    self.tool = tool
    requestedTool = tool.description
    self.version = version
    self.installPath = installPath
    self.digest = digest
    self.platform = platform
    requestedPlatform = platform?.description
    self.plugin = plugin
  }

  /// The version as an argument for mise.
  var key: String { "\(plugin):\(requestedTool)@\(version)" }
}
