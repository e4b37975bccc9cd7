/// One version of a tool in a folder of mise: what the install hook is to put there, and the
/// environment hook to speak of.
package struct InstallRequest: Hashable, Sendable {
  /// The tool.
  package var tool: ToolName
  /// The tool as it was asked for, where the registry may be left out.
  package var requestedTool: String
  /// The version as mise has it: a listed one, any other tag, or `ref:sha256:…`.
  package var version: String
  /// The folder that mise made; empty before the install.
  package var installPath: String
  /// The only content that is taken; nil takes what the version stands for.
  package var digest: Digest?
  /// The platform to take instead of the host's.
  package var platform: Platform?
  /// The platform as it was asked for.
  package var requestedPlatform: String?
  /// The name that mise has for the plugin.
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

  /// The version as mise's command line has it.
  var key: String { "\(plugin):\(requestedTool)@\(version)" }
}
