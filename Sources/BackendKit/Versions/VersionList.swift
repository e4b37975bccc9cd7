/// The versions of one package: what mise sees, what is hidden from it, and which tags belong
/// together (docs/design.md, D2). All lists are in OCX's order, ascending.
public struct VersionList: Hashable, Sendable {
  /// The tags of the root. Versions are derived from them on demand, because listing a registry
  /// only needs the newest version of each package.
  private let records: [TagRecord]
  /// Tags that are not versions, then versions, then `latest`.
  private let entries: [Entry]
  /// The indices of builds that have a plain release.
  private let hiddenBuilds: Set<Int>
  private let packageYank: Yank?
  /// The indices of versions that are too young to be visible. The kind of the other tags still depends
  /// on the whole list: a rolling tag whose only release is too young does not become a release.
  private var tooYoung: Set<Int> = []

  /// The list of tags from a registry or an index. OCX's internal tags and invalid tags are left
  /// out.
  ///
  /// - Parameter packageYank: the yank of the whole package, which applies to every tag.
  package init(records: [TagRecord], packageYank: Yank? = nil) {
    self.records = records
    self.packageYank = packageYank
    entries = Entry.sorted(records)
    hiddenBuilds = Entry.buildsBesidePlain(entries)
  }

  /// The list without the versions that are too young at `now`, in seconds since 1970; nil if that
  /// leaves out none, or would leave nothing that mise sees and whose content is accepted.
  package func oldEnough(
    _ age: MinimumReleaseAge, now: Int64, accepting accepts: (Digest) -> Bool = { _ in true }
  ) -> VersionList? {
    var list = self
    list.tooYoung = Set(
      entries.indices.filter {
        age.oldEnoughAt(observed: records[entries[$0].record].observed, now: now) != nil
      })
    return !list.tooYoung.isEmpty && list.shows(accepting: accepts) ? list : nil
  }

  /// Whether mise sees any version whose content is accepted.
  private func shows(accepting accepts: (Digest) -> Bool) -> Bool {
    entries.indices.reversed().contains { index in
      isVisible(index) && accepts(records[entries[index].record].content)
    }
  }

  private func listed(_ index: Int, names: [String]) -> ListedVersion {
    let entry = entries[index]
    let record = records[entry.record]
    let name = entry.name(of: record.tag)
    return ListedVersion(
      version: name, tag: record.tag, digest: record.content,
      kind: Entry.kind(of: entries, at: index), variant: entry.version?.variant,
      names: names, observed: record.observed,
      yanked: record.yanked ?? packageYank, isEphemeral: record.isEphemeral,
      parsed: entry.version)
  }

  /// One version. Its aliases are searched among all tags.
  private func listed(_ index: Int) -> ListedVersion {
    let digest = records[entries[index].record].content
    let names = entries.filter { records[$0.record].content == digest }.map(name)
    return listed(index, names: names.sorted())
  }

  /// Many versions. Tags are first grouped by digest.
  private func listed(_ indices: some Collection<Int>) -> [ListedVersion] {
    var names: [Digest: [String]] = Dictionary(minimumCapacity: entries.count)
    for entry in entries { names[records[entry.record].content, default: []].append(name(entry)) }
    for digest in names.keys { names[digest]?.sort() }
    return indices.map { listed($0, names: names[records[entries[$0].record].content] ?? []) }
  }

  private func name(_ entry: Entry) -> String { entry.name(of: records[entry.record].tag) }

  /// What mise sees: releases, with variants before plain ones, and builds without a plain release;
  /// with `builds`, all build tags.
  public func visible(builds: Bool = false) -> [ListedVersion] {
    listed(entries.indices.filter { isVisible($0, builds: builds) })
  }

  /// The names of the visible versions, against which a request is resolved.
  package func visibleNames(builds: Bool = false) -> [String] {
    entries.indices.filter { isVisible($0, builds: builds) }.map { name(entries[$0]) }
  }

  /// The number of versions that mise sees.
  package var visibleCount: Int { entries.indices.count { isVisible($0) } }

  private func isVisible(_ index: Int, builds: Bool = false) -> Bool {
    let record = records[entries[index].record]
    guard packageYank == nil, record.yanked == nil, !record.isEphemeral, !tooYoung.contains(index)
    else { return false }
    switch Entry.kind(of: entries, at: index) {
    case .release: return true
    case .build: return builds || !hiddenBuilds.contains(index)
    case .rolling, .other: return false
    }
  }

  /// Every tag except OCX's internal ones.
  public func all() -> [ListedVersion] { listed(entries.indices) }

  /// The visible versions of one track: all for nil, the plain one for `default`, else the variant.
  package func track(variant: String?, builds: Bool = false) -> [ListedVersion] {
    let visible = visible(builds: builds)
    guard let variant else { return visible }
    return visible.filter { $0.variant == (variant == VersionList.plainTrack ? nil : variant) }
  }

  /// The name of the plain track.
  package static let plainTrack = "default"

  /// The variants with visible versions, sorted.
  package var variants: [String] {
    Set(visible().compactMap(\.variant)).sorted()
  }

  /// The newest visible version that is not a pre-release: of the plain track, else of the last
  /// variant. mise uses it for `latest`.
  public var newest: ListedVersion? {
    // Plain releases come after all variants.
    newest { _ in true }
  }

  /// The newest visible version whose content is accepted. The content is checked last, because it
  /// may have to be read from disk.
  package func newest(accepting accepts: (Digest) -> Bool) -> ListedVersion? {
    entries.indices.last { index in
      let entry = entries[index]
      return isVisible(index)
        && !ListedVersion.isPrerelease(name(entry), parsed: entry.version)
        && accepts(records[entry.record].content)
    }.map { listed($0) }
  }

  /// The same for one track; nil for the plain one.
  package func newest(
    ofVariant variant: String?, accepting accepts: (Digest) -> Bool = { _ in true }
  ) -> ListedVersion? {
    releasesFromNewest(ofVariant: variant).first { accepts($0.digest) }.map(listed)
  }

  /// A visible version that is not a pre-release, without its aliases.
  struct Release {
    let index: Int
    let version: Version
    let digest: Digest
  }

  /// The releases of a track, newest first; nil for the plain one.
  func releasesFromNewest(ofVariant variant: String?) -> some Sequence<Release> {
    entries.indices.reversed().lazy.compactMap { index in
      let entry = entries[index]
      guard let version = entry.version, version.variant == variant, isVisible(index),
        !ListedVersion.isPrerelease(name(entry), parsed: version)
      else { return nil }
      return Release(index: index, version: version, digest: records[entry.record].content)
    }
  }

  /// The full version of a release.
  func listed(_ release: Release) -> ListedVersion { listed(release.index) }

  /// The tag with a name in either spelling, hidden or not; nil if there is none.
  package func listed(named name: String) -> ListedVersion? {
    guard let tag = try? Tag(name).text else { return nil }
    return entries.indices.first { records[entries[$0].record].tag == tag }.map { listed($0) }
  }

  /// Names similar to an unknown one.
  package func near(_ name: String) -> [String] {
    Suggestions.near(name, among: visible().reversed().map(\.version))
  }
}

/// A tag in the list.
private struct Entry: Hashable {
  /// The index of its record.
  let record: Int
  /// The version; nil if it is not one.
  let version: Version?
  /// Whether it is `latest`.
  let isLatest: Bool

  init?(tag: String, record: Int) {
    let kind = TagClass(tag)
    guard Tag.isValid(tag), !kind.isReserved(tag) else { return nil }
    self.record = record
    isLatest = kind == .latest
    // If a number is too large, OCX reads only the part before it, which may be another version.
    if case .version(let version) = kind, version.precision == 3 || version.description == tag {
      self.version = version
    } else {
      version = nil
    }
  }

  /// The tag in mise's spelling.
  func name(of tag: String) -> String {
    guard let version, version.build != nil else { return tag }
    return version.miseText
  }

  /// The entries in order. Most pairs differ in their numbers, which are compared first, without
  /// touching a string, because hundreds of lists are sorted.
  static func sorted(_ records: [TagRecord]) -> [Entry] {
    let entries = records.indices.compactMap { Entry(tag: records[$0].tag, record: $0) }
    let keys = entries.indices.map { EntryKey(entries[$0], index: $0) }
    let order = keys.sorted { left, right in
      if left.group != right.group { return left.group < right.group }
      if left.numbers != right.numbers { return left.numbers < right.numbers }
      guard let first = entries[left.index].version, let second = entries[right.index].version
      else {
        return records[entries[left.index].record].tag < records[entries[right.index].record].tag
      }
      return first < second
    }
    return order.map { entries[$0.index] }
  }

  /// A shorter tag is a release only if no longer tag of its line exists. In OCX's order the longer
  /// ones come right before it.
  static func kind(of entries: [Entry], at index: Int) -> ListedVersion.Kind {
    guard let version = entries[index].version else {
      return entries[index].isLatest ? .rolling : .other
    }
    if version.build != nil { return .build }
    guard version.precision < 3, index > 0, let before = entries[index - 1].version,
      before.variant == version.variant, before.major == version.major,
      version.minor == nil || before.minor == version.minor
    else { return .release }
    return .rolling
  }

  /// The builds with a plain release. In OCX's order they come right before it.
  static func buildsBesidePlain(_ entries: [Entry]) -> Set<Int> {
    var indices: Set<Int> = []
    var plain: Version?
    for index in entries.indices.reversed() {
      guard let version = entries[index].version else { continue }
      if version.build == nil {
        plain = version
      } else if version.isBuild(of: plain) {
        indices.insert(index)
      }
    }
    return indices
  }
}

/// A sort key that orders most entries without comparing text.
private struct EntryKey {
  /// 0 for no version, 1 for a variant's, 2 for a plain one, 3 for `latest`.
  let group: Int
  /// The numbers of a plain version; a missing one is the greatest.
  let numbers: (UInt64, UInt64, UInt64)
  let index: Int

  init(_ entry: Entry, index: Int) {
    self.index = index
    guard let version = entry.version else {
      group = entry.isLatest ? 3 : 0
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

  /// Whether it is a build of the other version.
  fileprivate func isBuild(of plain: Version?) -> Bool {
    guard let plain else { return false }
    return major == plain.major && minor == plain.minor && patch == plain.patch
      && prerelease == plain.prerelease && variant == plain.variant
  }
}
