/// The versions of one package: what mise sees, what is hidden from it, and how the tags hang
/// together (design D2). All lists ascend by OCX's order.
public struct VersionList: Hashable, Sendable {
  /// Tags that are no version, then the versions, then `latest`.
  private let versions: [ListedVersion]
  /// The builds that a plain release stands beside, by their place.
  private let hidden: Set<Int>

  /// The list that a root holds. OCX's own tags, and those that no registry would take, are left
  /// out.
  public init(root: PackageRoot) {
    let packageYank =
      root.status == .yanked ? Yank(reason: root.deprecatedMessage ?? "package yanked") : nil
    let entries = Entry.sorted(root.tags.compactMap(Entry.init))
    var names: [Digest: [String]] = Dictionary(minimumCapacity: entries.count)
    for entry in entries { names[entry.record.content, default: []].append(entry.name) }
    for digest in names.keys { names[digest]?.sort() }
    versions = entries.indices.map { place in
      let entry = entries[place]
      let digest = entry.record.content
      return ListedVersion(
        version: entry.name, tag: entry.record.tag, digest: digest,
        kind: Entry.kind(of: entries, at: place), variant: entry.version?.variant,
        aliases: names[digest]?.filter { $0 != entry.name } ?? [],
        observed: entry.record.observed, yanked: entry.record.yanked ?? packageYank,
        parsed: entry.version)
    }
    hidden = Entry.buildsBesidePlain(entries)
  }

  /// What mise sees: concrete releases, variants before the plain ones, and builds that no plain
  /// release stands beside; with `builds`, all build tags.
  public func visible(builds: Bool = false) -> [ListedVersion] {
    versions.indices.filter { isVisible($0, builds: builds) }.map { versions[$0] }
  }

  /// How many versions mise sees.
  public var visibleCount: Int { versions.indices.count { isVisible($0) } }

  private func isVisible(_ place: Int, builds: Bool = false) -> Bool {
    guard versions[place].yanked == nil else { return false }
    switch versions[place].kind {
    case .release: return true
    case .build: return builds || !hidden.contains(place)
    case .rolling, .other: return false
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
    // Plain releases stand behind all variants.
    versions.indices.last { isVisible($0) && !versions[$0].isPrerelease }.map { versions[$0] }
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
    let tag = record.tag
    let kind = TagClass(tag)
    guard Tag.isValid(tag), !kind.isReserved(tag) else { return nil }
    self.record = record
    if case .version(let version) = kind {
      self.version = version
      name = version.build == nil ? tag : version.miseText
    } else {
      version = nil
      name = tag
    }
  }

  /// In the order of the list. Most pairs are told apart by numbers alone: those are compared
  /// first, without touching a string, for lists are sorted by the hundred.
  static func sorted(_ entries: [Entry]) -> [Entry] {
    let keys = entries.indices.map { EntryKey(entries[$0], place: $0) }
    let order = keys.sorted { left, right in
      if left.group != right.group { return left.group < right.group }
      if left.numbers != right.numbers { return left.numbers < right.numbers }
      return precedes(entries[left.place], entries[right.place])
    }
    return order.map { entries[$0.place] }
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    switch (left.version, right.version) {
    case (let left?, let right?): left < right
    case (nil, nil): (left.rank, left.name) < (right.rank, right.name)
    case (nil, _): left.rank == 0
    case (_, nil): right.rank != 0
    }
  }

  /// Of a tag that is no version: before the versions, but `latest` after them.
  fileprivate var rank: Int { record.tag == "latest" ? 1 : 0 }

  /// A shorter tag is a release of its own only where no longer one of its line exists. In OCX's
  /// order the longer ones stand right before it.
  static func kind(of entries: [Entry], at place: Int) -> ListedVersion.Kind {
    guard let version = entries[place].version else {
      return entries[place].rank == 1 ? .rolling : .other
    }
    if version.build != nil { return .build }
    guard version.precision < 3, place > 0, let before = entries[place - 1].version,
      before.variant == version.variant, before.major == version.major,
      version.minor == nil || before.minor == version.minor
    else { return .release }
    return .rolling
  }

  /// In OCX's order the builds of a version stand right before the version without one.
  static func buildsBesidePlain(_ entries: [Entry]) -> Set<Int> {
    var places: Set<Int> = []
    var plain: Version?
    for place in entries.indices.reversed() {
      guard let version = entries[place].version else { continue }
      if version.build == nil {
        plain = version
      } else if version.isBuild(of: plain) {
        places.insert(place)
      }
    }
    return places
  }
}

/// What sorts most entries without a look at their text.
private struct EntryKey {
  /// No version, a variant's, a plain one, `latest`.
  let group: Int
  /// Of a plain version; a missing one is the greatest.
  let numbers: (UInt64, UInt64, UInt64)
  let place: Int

  init(_ entry: Entry, place: Int) {
    self.place = place
    guard let version = entry.version else {
      group = entry.rank == 1 ? 3 : 0
      numbers = (0, 0, 0)
      return
    }
    let isPlain = version.variant == nil
    group = isPlain ? 2 : 1
    func size(_ number: UInt32?) -> UInt64 { number.map(UInt64.init) ?? .max }
    numbers =
      isPlain ? (UInt64(version.major), size(version.minor), size(version.patch)) : (0, 0, 0)
  }
}

extension Version {
  /// The same without its build.
  var withoutBuild: Version {
    Version(
      variant: variant, major: major, minor: minor, patch: patch, prerelease: prerelease,
      build: nil)
  }

  /// Whether it is the other with a build.
  fileprivate func isBuild(of plain: Version?) -> Bool {
    guard let plain else { return false }
    return major == plain.major && minor == plain.minor && patch == plain.patch
      && prerelease == plain.prerelease && variant == plain.variant
  }
}
