/// An entry with its resolved version, what is installed of it, and what is newer.
public struct Pin: Sendable {
  /// The most important fact about a pin. If several apply, the first of this order counts:
  /// `ignored`, `yanked`, `deprecated`, `missing`, `moved`, `outdated`, `current`. A yanked version
  /// stays yanked whatever is installed, and a version that is missing must be installed before
  /// newer ones matter.
  public enum State: String, Sendable, CaseIterable {
    /// Installed, and nothing is newer.
    case current
    /// There is a newer release of the same track, within the request or above it.
    case outdated
    /// The resolved version is not installed, or its install is incomplete.
    case missing
    /// The tag now refers to other content than what is installed; reinstalling updates it.
    case moved
    /// The publisher has yanked the resolved version, or the whole package.
    case yanked
    /// The publisher has deprecated the package.
    case deprecated
    /// mise ignores the entry on this machine: it has no effect.
    case ignored
    /// Unknown: no index, no version that matches the request, a template, or an invalid entry.
    case unknown
  }

  /// The entry.
  public let entry: ToolEntry
  /// The version that mise chooses for it; nil if it is not known.
  public let resolved: String?
  /// The version in the lock file of its file, which is in force whether it is installed or not;
  /// nil if mise does not use the lock file.
  package let locked: String?
  /// Whether mise, in locked mode, refuses the entry because its lock files have no version of it.
  package internal(set) var isRefused: Bool
  /// An earlier entry under the same key that resolves to the same version: mise lists that one.
  package internal(set) var duplicateOf: ToolEntry.Location?
  /// The newest release of the entry's track; nil if the index does not have the tool.
  public let latest: String?
  /// The versions on disk, in mise's order, ascending.
  public let installed: [String]
  /// The folder of the resolved version, if mise considers it installed.
  public let installPath: String?
  /// Why that folder is not a complete install; nil if it is one, or does not exist.
  package let damage: InstallDamage?
  /// Whether the OCX store has the resolved version, so that it installs offline; nil if that is
  /// not known.
  package let isInStore: Bool?
  /// The most important fact about it.
  public let state: State
  /// The yank of the resolved version.
  public let yank: Yank?
  /// The newest patch, minor and major above it; nil if the index does not have the tool.
  package let upgrades: UpgradeOptions?
  /// Whether the tag now refers to other content than what is installed, or than the entry's
  /// digest.
  public let hasMoved: Bool
  /// Whether the tag has moved since it was installed here, and reinstalling updates it: an entry
  /// with a digest does not follow its tag.
  package let needsReinstall: Bool
  /// That the resolved version, which is not installed, does not run where the entry is for, and where it
  /// does: it cannot be installed. nil if it can be, or if that is not known.
  package let elsewhereText: String?
  /// Further warnings, one line each.
  public let warnings: [String]
  /// Why the index could not be read.
  public let failure: IndexFailure?

  /// Whether mise has it in force.
  package var isInForce: Bool { entry.inForce && !isRefused && duplicateOf == nil }

  /// The entry that is in force instead.
  package var shadowedBy: ToolEntry.Location? { entry.shadowedBy ?? duplicateOf }

  /// Whether it counts for exit codes, upgrades and installs. A pin that mise refuses counts as
  /// well, and so does one of a task, which mise installs when it runs the task.
  package var counts: Bool { entry.inForce || entry.format != nil && entry.ignored == nil }

  /// Whether it is not installed, but can be without a network: the OCX store has its version.
  package var isReady: Bool { counts && !isInstalled && isInStore == true }

  /// Whether the resolved version is installed, and complete.
  package var isInstalled: Bool { installPath != nil && damage == nil }
}
