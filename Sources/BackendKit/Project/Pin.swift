/// An entry with what is known of it: what it resolves to, what is installed, what is newer.
public struct Pin: Sendable {
  /// What is to be said first of a pin.
  public enum State: String, Sendable, CaseIterable {
    /// Nothing newer than what it resolves to, and that is installed.
    case current
    /// A newer release is there, inside or above what the request covers.
    case outdated
    /// What it resolves to is not installed.
    case missing
    /// The publisher took back what it resolves to, or the whole package.
    case yanked
    /// The publisher has given the package up.
    case deprecated
    /// It cannot be told: no index, a template, a request that is no version, a broken entry.
    case unknown
  }

  /// The entry.
  public let entry: ToolEntry
  /// The version that mise chooses for it; nil where that cannot be told.
  public let resolved: String?
  /// The newest release of the entry's track.
  public let latest: String?
  /// The versions on disk, ascending.
  public let installed: [String]
  /// The folder of the resolved version, where it is installed.
  public let installPath: String?
  /// What is to be said first.
  public let state: State
  /// The yank of what it resolves to.
  public let yank: Yank?
  /// The newest patch, minor and major above it; nil where the index does not know the tool.
  public let ladder: Ladder?
  /// What else is to be known, one line each.
  public let warnings: [String]
  /// Why the index could not be asked.
  public let failure: IndexFailure?
}
