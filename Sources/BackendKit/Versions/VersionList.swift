/// The versions of one package: what mise sees, what is hidden from it, and how the tags hang
/// together (design D2). All lists ascend by OCX's order.
public struct VersionList: Hashable, Sendable {
  /// Tags that are no version, then the versions, then `latest`.
  private let versions: [ListedVersion]
  private let hidden: Set<String>

  /// The list that a root holds. OCX's own tags, and those that no registry would take, are left
  /// out.
  public init(root: PackageRoot) {
    let packageYank =
      root.status == .yanked ? Yank(reason: root.deprecatedMessage ?? "package yanked") : nil
    let entries = root.tags.compactMap(Entry.init).sorted(by: Entry.precedes)
    let lines = VersionLines(entries.compactMap(\.version))
    var byDigest: [Digest: [String]] = [:]
    for entry in entries { byDigest[entry.record.content, default: []].append(entry.name) }
    byDigest = byDigest.mapValues { $0.sorted() }
    var hidden: Set<String> = []
    versions = entries.map { entry in
      if let version = entry.version, version.build != nil, lines.hasPlain(version) {
        hidden.insert(entry.record.tag)
      }
      return ListedVersion(
        version: entry.name, tag: entry.record.tag, digest: entry.record.content,
        kind: lines.kind(of: entry.record.tag, entry.version), variant: entry.version?.variant,
        aliases: byDigest[entry.record.content, default: []].filter { $0 != entry.name },
        observed: entry.record.observed, yanked: entry.record.yanked ?? packageYank,
        parsed: entry.version)
    }
    self.hidden = hidden
  }

  /// What mise sees: concrete releases, variants before the plain ones, and builds that no plain
  /// release stands beside; with `builds`, all build tags.
  public func visible(builds: Bool = false) -> [ListedVersion] {
    versions.filter { version in
      guard version.yanked == nil else { return false }
      switch version.kind {
      case .release: return true
      case .build: return builds || !hidden.contains(version.tag)
      case .rolling, .other: return false
      }
    }
  }

  /// Every tag but OCX's own, also the moving, the yanked and those that are no version.
  public func all() -> [ListedVersion] { versions }

  /// The visible versions of one track: all for nil, `default` the plain one, else the variant.
  public func track(variant: String?, builds: Bool = false) -> [ListedVersion] {
    let visible = visible(builds: builds)
    guard let variant else { return visible }
    return visible.filter { $0.variant == (variant == VersionList.plainTrack ? nil : variant) }
  }

  /// What the plain track is called where tracks have names.
  public static let plainTrack = "default"

  /// The variants that have visible versions, ascending.
  public var variants: [String] {
    Set(visible().compactMap(\.variant)).sorted()
  }

  /// The newest visible version that is no pre-release: of the plain track, or where that has none,
  /// of the last variant. It is what mise takes for `latest`.
  public var newest: ListedVersion? {
    let releases = visible().filter { !$0.isPrerelease }
    return releases.last { $0.variant == nil } ?? releases.last
  }

  /// The tag that a name means, in either spelling, hidden or not; nil where there is none.
  public func listed(named name: String) -> ListedVersion? {
    guard let tag = try? Tag(name).text else { return nil }
    return versions.first { $0.tag == tag }
  }

  /// The names most like one that there is no tag of, for "did you mean".
  public func near(_ name: String) -> [String] {
    FuzzyMatcher.near(name, among: visible().reversed().map(\.version))
  }
}

/// A tag on its way into the list.
private struct Entry {
  let record: PackageRoot.TagRecord
  let version: Version?
  let name: String

  init?(_ record: PackageRoot.TagRecord) {
    guard Tag.isValid(record.tag), !TagClass.isReserved(record.tag) else { return nil }
    self.record = record
    version = Version(record.tag)
    name = version?.miseText ?? record.tag
  }

  static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    switch (left.version, right.version) {
    case (let left?, let right?): left < right
    case (nil, nil): (left.rank, left.name) < (right.rank, right.name)
    case (nil, _): left.rank == 0
    case (_, nil): right.rank != 0
    }
  }

  /// Of a tag that is no version: before the versions, but `latest` after them.
  private var rank: Int { record.tag == "latest" ? 1 : 0 }
}

/// Which lines of versions have longer tags, and which versions have a tag without build.
private struct VersionLines {
  private var longer: Set<[String]> = []
  private var plain: Set<Version> = []

  init(_ versions: [Version]) {
    for version in versions {
      if version.minor != nil { longer.insert(VersionLines.line(version, numbers: 1)) }
      if version.patch != nil { longer.insert(VersionLines.line(version, numbers: 2)) }
      if version.build == nil { plain.insert(version) }
    }
  }

  func hasPlain(_ version: Version) -> Bool { plain.contains(version.withoutBuild) }

  /// A shorter tag is a release of its own only where no longer one of its line exists.
  func kind(of tag: String, _ version: Version?) -> ListedVersion.Kind {
    guard let version else { return tag == "latest" ? .rolling : .other }
    if version.build != nil { return .build }
    let rolls =
      version.precision < 3
      && longer.contains(VersionLines.line(version, numbers: version.precision))
    return rolls ? .rolling : .release
  }

  private static func line(_ version: Version, numbers: Int) -> [String] {
    [version.variant ?? "", String(version.major)]
      + (numbers > 1 ? [version.minor.map { String($0) } ?? ""] : [])
  }
}

extension Version {
  /// The same without its build.
  var withoutBuild: Version {
    Version(
      variant: variant, major: major, minor: minor, patch: patch, prerelease: prerelease,
      build: nil)
  }
}
