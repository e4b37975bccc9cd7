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

    init(_ request: HookRequest, _ environment: Environment) throws(InstallFailure) {
      self.init(
        tool: try ToolName(hook: request.tool, environment), builds: try request.options.builds())
    }
  }
}
