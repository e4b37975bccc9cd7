/// Gives back what our installs made in the store of ocx and what nobody uses any more: mise runs
/// no hook when it removes a tool (design D1).
public struct GarbageCollection: Sendable {
  /// One install whose folder is gone.
  public struct Removal: Hashable, Sendable {
    /// The tool.
    public let tool: ToolName
    /// The tag of the candidate.
    public let tag: String
    /// The folder that mise removed.
    public let installPath: String
    /// The candidate link given back; nil where it was there before us, where another install of
    /// ours still has it, or where it leads elsewhere now.
    public let candidate: String?
  }

  /// The variables and folder of this process.
  public let environment: Environment

  /// A collection for this user.
  public init(environment: Environment) {
    self.environment = environment
  }

  /// What was given back, or, with `dryRun`, what would be.
  public func run(
    dryRun: Bool = false, cancellation: Cancellation = .never
  ) throws(HookFailure) -> [Removal] { [] }
}
