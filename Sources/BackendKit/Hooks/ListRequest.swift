extension Hooks {
  /// A request to the list hook.
  package struct ListRequest: Hashable, Sendable {
    package var tool: ToolName
    /// Whether build tags are included.
    package var builds: Bool
    /// The platform of the entry; nil for this machine.
    package var platform: Platform?
    /// The entry's own `minimum_release_age`, as written.
    package var minimumReleaseAge: String?

    package init(
      tool: ToolName, builds: Bool = false, platform: Platform? = nil,
      minimumReleaseAge: String? = nil
    ) {
      self.tool = tool
      self.builds = builds
      self.platform = platform
      self.minimumReleaseAge = minimumReleaseAge
    }

    init(_ request: HookRequest, _ environment: Environment) throws(InstallFailure) {
      self.init(
        tool: try request.requiredTool(environment), builds: try request.options.builds(),
        platform: try request.options.platform(),
        minimumReleaseAge: request.options.values["minimum_release_age"])
    }
  }
}
