/// The versions of one package: what mise sees, what is hidden from it, and how the tags hang
/// together (design D2). All lists ascend by OCX's order.
public struct VersionList: Hashable, Sendable {
  private let versions: [ListedVersion]

  /// The list that a root holds.
  public init(root: PackageRoot) {
    versions = []
  }

  /// What mise sees: concrete releases, variants before the plain ones; with `builds`, build tags
  /// as well.
  public func visible(builds: Bool = false) -> [ListedVersion] {
    versions
  }

  /// Every tag but OCX's own, also the moving, the yanked and those that are no version.
  public func all() -> [ListedVersion] { versions }

  /// The visible versions of one track: all for nil, `default` the plain one, else the variant.
  public func track(variant: String?, builds: Bool = false) -> [ListedVersion] {
    versions
  }

  /// The variants that have visible versions, ascending.
  public var variants: [String] { [] }

  /// The newest visible plain version that is no pre-release.
  public var newest: ListedVersion? { nil }

  /// The tag that a name means, in either spelling, hidden or not; nil where there is none.
  public func listed(named name: String) -> ListedVersion? { nil }
}
