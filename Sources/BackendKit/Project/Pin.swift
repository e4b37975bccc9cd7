/// An entry with what is known of it: what it resolves to, what is installed, what is newer.
public struct Pin: Sendable {
  /// What is to be said first of a pin. Where several hold, the first of this order is given:
  /// `ignored`, `yanked`, `deprecated`, `missing`, `moved`, `outdated`, `current`. What a publisher
  /// has taken back stays so whatever is installed here; what is not here has to be installed before it
  /// matters that there is something newer.
  public enum State: String, Sendable, CaseIterable {
    /// Installed, and nothing is newer.
    case current
    /// A newer release of the same track is there, inside or above what the request covers.
    case outdated
    /// What it resolves to is not installed, or is not whole any more.
    case missing
    /// The tag names other content now than what is installed: installing it again brings that.
    case moved
    /// The publisher took back what it resolves to, or the whole package.
    case yanked
    /// The publisher has given the package up.
    case deprecated
    /// mise drops the entry on this machine: it counts for nothing.
    case ignored
    /// It cannot be told: no index, nothing that the request matches, a template, a broken entry.
    case unknown
  }

  /// The entry.
  public let entry: ToolEntry
  /// The version that mise chooses for it; nil where that cannot be told.
  public let resolved: String?
  /// The version that the lock file of its file has for it, which is the one in force, installed or
  /// not; nil where mise does not ask the lock.
  package let locked: String?
  /// Whether mise, locked to its lock files, refuses the entry because they have no version of it.
  package internal(set) var isRefused: Bool
  /// An earlier version under the same key that comes to the same version: mise lists that one.
  package internal(set) var repeats: ToolEntry.Place?
  /// The newest release of the entry's track; nil where the index does not know the tool.
  public let latest: String?
  /// The versions on disk, in mise's order, ascending.
  public let installed: [String]
  /// The folder of the resolved version, where mise takes it for installed.
  public let installPath: String?
  /// Why that folder is no whole install; nil where it is one, or is not there.
  package let damage: InstallDamage?
  /// Whether OCX has in its store what it resolves to, so that it installs offline; nil where that
  /// cannot be told.
  package let isInStore: Bool?
  /// What is to be said first.
  public let state: State
  /// The yank of what it resolves to.
  public let yank: Yank?
  /// The newest patch, minor and major above it; nil where the index does not know the tool.
  package let upgrades: UpgradeOptions?
  /// Whether the tag names other content now than what is installed, or than the entry is bound to.
  public let hasMoved: Bool
  /// Whether the tag has moved since it was installed here, and installing it again brings what it
  /// names now: an entry that is bound to content does not follow.
  package let needsReinstall: Bool
  /// What else is to be known, one line each.
  public let warnings: [String]
  /// Why the index could not be asked.
  public let failure: IndexFailure?

  /// Whether mise has it in force.
  package var isInForce: Bool { entry.inForce && !isRefused && repeats == nil }

  /// The entry that is in force instead.
  package var shadowedBy: ToolEntry.Place? { entry.shadowedBy ?? repeats }

  /// Whether it counts: for exit codes, upgrades and installs. What makes mise fail is no good news,
  /// so a pin that mise refuses counts as well.
  /// So does one of a task, which mise installs when it runs the task.
  package var counts: Bool { entry.inForce || entry.format != nil && entry.ignored == nil }

  /// Whether the version that it resolves to is on disk, and whole.
  package var isInstalled: Bool { installPath != nil && damage == nil }
}
