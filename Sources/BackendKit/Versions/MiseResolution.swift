/// mise's own resolution of a request against the list that the plugin answers and what is
/// installed (contracts/mise.md §2).
public enum MiseResolution {
  /// What `mise ls` says of one entry.
  public struct Resolved: Hashable, Sendable {
    public let version: String
    public let installed: Bool
    /// The folder name below the tool's own.
    public let directory: String

    /// A resolution of parts.
    public init(version: String, installed: Bool, directory: String) {
      self.version = version
      self.installed = installed
      self.directory = directory
    }
  }

  /// What `mise outdated` says of one entry.
  public struct Outdated: Hashable, Sendable {
    public let requested: String
    /// What is installed of it; nil where nothing is.
    public let current: String?
    /// The request that `mise upgrade --bump` would write; nil where it stays.
    public let bump: String?
    public let latest: String

    /// An answer of parts.
    public init(requested: String, current: String?, bump: String?, latest: String) {
      self.requested = requested
      self.current = current
      self.bump = bump
      self.latest = latest
    }
  }

  /// What `mise ls` resolves a request to. `versions` ascend, as the list hook gives them.
  public static func resolve(
    request: String, versions: [String], installed: [String]
  ) -> Resolved {
    Resolved(version: request, installed: false, directory: request)
  }

  /// What `mise outdated` answers, with `bump` what `mise outdated --bump` does; nil for nothing.
  public static func outdated(
    request: String, versions: [String], installed: [String], bump: Bool
  ) -> Outdated? { nil }

  /// What `mise latest TOOL[@REQUEST]` prints; nil for nothing.
  public static func latest(request: String? = nil, versions: [String]) -> String? { nil }

  /// Whether mise takes a version for a pre-release and hides it from ranges.
  public static func isPrerelease(_ version: String) -> Bool { false }
}
