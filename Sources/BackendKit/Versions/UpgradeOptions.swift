/// How far an upgrade of a pin goes.
public enum UpgradeLevel: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The newest version that the request already covers: no file changes, it is only installed.
  case within
  /// Same major and minor.
  case patch
  /// Same major.
  case minor
  /// Higher major.
  case major

  /// The default level: a new major version must be asked for.
  public static let standard = UpgradeLevel.minor

  private var rank: Int { UpgradeLevel.allCases.firstIndex(of: self) ?? 0 }

  /// `within` is the smallest, `major` the greatest.
  public static func < (left: UpgradeLevel, right: UpgradeLevel) -> Bool {
    left.rank < right.rank
  }
}

/// The possible upgrades of a pin: the newest version of each level, with the precision of the
/// request. Yanked and pre-release versions are never proposed, and a variant stays a variant.
package struct UpgradeOptions: Hashable, Sendable {
  /// The upgrade of one level.
  package struct Step: Hashable, Sendable {
    /// The new request, as precise as the old one; the same request for `within`.
    package let request: String
    /// The version that it resolves to now.
    package let version: ListedVersion
    /// Whether it is known to run, or not to run, on the pin's platform; nil if the index lacks its
    /// content. If any version of the level runs there, this is the newest of those.
    package let isRunnable: Bool?

    /// Whether it runs on the pin's platform. Unknown content counts as runnable: the index has an
    /// object only once it was fetched, and a pin must be upgradable before that.
    package var mayRun: Bool { isRunnable ?? true }

    package init(request: String, version: ListedVersion, isRunnable: Bool? = nil) {
      self.request = request
      self.version = version
      self.isRunnable = isRunnable
    }
  }

  /// The version to upgrade from; nil if the index does not have it.
  package let current: ListedVersion?
  private let steps: [UpgradeLevel: Step]
  private let elsewhere: [UpgradeLevel: ListedVersion]
  private var tooYoung: [UpgradeLevel: TooYoung] = [:]

  /// A version that is not used until it is old enough.
  package struct TooYoung: Hashable, Sendable {
    package let version: ListedVersion
    /// When it is old enough, in seconds since 1970; nil if never.
    package let oldEnoughAt: Int64?

    /// When it is old enough, in words.
    package var day: String {
      oldEnoughAt.map { "is old enough on \(Timestamp.text($0).prefix(10))" }
        ?? "is younger than minimum_release_age allows"
    }
  }

  /// The upgrades of a request.
  ///
  /// - Parameters:
  ///   - current: the current version; nil for the newest that the request covers.
  ///   - runs: whether content runs on the pin's platform; nil if unknown.
  package init(
    request: String, versions: VersionList, current: String?,
    runs: (Digest) -> Bool? = { _ in nil }
  ) {
    let request = UpgradeRequest(request)
    let start = request?.start(in: versions, current: current)
    self.current = start.flatMap { versions.listed(named: $0.description) }
    var steps: [UpgradeLevel: Step] = [:]
    var elsewhere: [UpgradeLevel: ListedVersion] = [:]
    if let request, let start {
      var found: [UpgradeLevel: FoundRelease] = [:]
      for release in versions.releasesFromNewest(ofVariant: start.variant) {
        guard release.version > start else { break }
        guard let level = request.level(of: release.version, above: start),
          found[level]?.runnable == nil
        else { continue }
        found[level, default: FoundRelease(newest: release)].runnable =
          runs(release.digest) ?? true ? release : nil
      }
      for (level, releases) in found {
        let target = versions.listed(releases.runnable ?? releases.newest)
        steps[level] = Step(
          request: request.raised(to: target), version: target, isRunnable: runs(target.digest))
        if let runnable = releases.runnable, runnable.index != releases.newest.index {
          elsewhere[level] = versions.listed(releases.newest)
        }
      }
    }
    self.steps = steps
    self.elsewhere = elsewhere
  }

  /// The upgrade of a level.
  package subscript(level: UpgradeLevel) -> Step? { steps[level] }

  /// The newest version that the request covers.
  package var within: Step? { steps[.within] }
  /// Same major and minor.
  package var patch: Step? { steps[.patch] }
  /// Same major, higher minor.
  package var minor: Step? { steps[.minor] }
  /// Higher major.
  package var major: Step? { steps[.major] }

  /// A version of a level that is newer than its upgrade, but does not run on the pin's platform.
  package func elsewhere(_ level: UpgradeLevel) -> ListedVersion? { elsewhere[level] }

  /// A version of a level that is newer than its upgrade, but too young to be used unless it is
  /// named.
  package func tooYoung(_ level: UpgradeLevel) -> TooYoung? { tooYoung[level] }

  /// Adds the versions that are too young: the difference to the upgrades among all versions.
  func addingTooYoung(
    among all: UpgradeOptions, _ age: MinimumReleaseAge, now: Int64
  ) -> UpgradeOptions {
    var options = self
    for level in UpgradeLevel.allCases {
      guard let version = all[level]?.version, version.version != self[level]?.version.version,
        let day = age.oldEnoughAt(observed: version.observed, now: now)
      else { continue }
      options.tooYoung[level] = TooYoung(version: version, oldEnoughAt: day == .max ? nil : day)
    }
    return options
  }

  /// Whether nothing newer runs on the pin's platform.
  package var isEmpty: Bool { !steps.values.contains(where: \.mayRun) }

  /// The highest upgrade that changes the request, up to a level, and runs on the pin's platform.
  package func highest(upTo level: UpgradeLevel) -> Step? {
    [.major, .minor, .patch].first { $0 <= level && steps[$0]?.mayRun == true }.flatMap {
      steps[$0]
    }
  }
}

/// The newest releases of a level.
private struct FoundRelease {
  let newest: VersionList.Release
  /// The newest that runs on the pin's platform; nil if none has been found.
  var runnable: VersionList.Release?
}

/// A request that can be upgraded: a version or a prefix of one, `latest`, or `prefix:` and either.
private struct UpgradeRequest {
  private let isPrefix: Bool
  private let text: String

  init?(_ request: String) {
    switch MiseRequest(request) {
    case .version(let text): (isPrefix, self.text) = (false, text)
    case .prefix(let text): (isPrefix, self.text) = (true, text)
    case .reference, .sub, .path, .system, .invalid: return nil
    }
  }

  private var whole: String { isPrefix ? "prefix:" + text : text }

  /// The level of a version above the start; nil if it is the start without its build.
  func level(of version: Version, above start: Version) -> UpgradeLevel? {
    guard version.build != nil || version.withoutBuild != start.withoutBuild else { return nil }
    let name = version.build == nil ? version.description : version.miseText
    if MiseResolution.covers(request: whole, version: name) { return .within }
    if version.major != start.major { return version.major > start.major ? .major : nil }
    return version.minor == start.minor ? .patch : .minor
  }

  /// The version to upgrade from. A rolling tag counts as the release that it points to.
  func start(in versions: VersionList, current: String?) -> Version? {
    let name =
      current
      ?? MiseResolution.resolve(
        request: whole, versions: versions.visibleNames(), installed: []
      ).version
    guard let listed = versions.listed(named: name) else { return Version(name) }
    guard listed.kind == .rolling else { return listed.parsed }
    let release = versions.visible().last {
      $0.digest == listed.digest && $0.variant == listed.variant
    }
    return release?.parsed ?? listed.parsed
  }

  /// The request for a version, with as many numbers as this one.
  func raised(to version: ListedVersion) -> String {
    if MiseResolution.covers(request: whole, version: version.version) { return whole }
    let (prefix, core) = MiseResolution.splitPrefix(text)
    let isVariant = version.variant.map { prefix == $0 + "-" } ?? true
    guard let target = version.parsed, isVariant, core.utf8.first?.isDigit == true else {
      return (isPrefix ? "prefix:" : "") + version.version
    }
    let numbers = [target.major, target.minor, target.patch].compactMap(\.self)
    let wanted = core.prefix { $0.isNumber || $0 == "." }.split(separator: ".").count
    var raised = numbers.prefix(wanted).map { String($0) }.joined(separator: ".")
    if core.contains("+") || core.contains("_"), let build = target.build { raised += "+" + build }
    return (isPrefix ? "prefix:" : "") + prefix + raised
  }
}
