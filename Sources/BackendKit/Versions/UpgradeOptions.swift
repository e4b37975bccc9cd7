/// How far an upgrade of a pin goes.
public enum UpgradeLevel: String, Sendable, Hashable, CaseIterable {
  case patch, minor, major

  /// The level that keeps a precision; nil for `latest`, which follows new versions by itself.
  public init?(_ precision: PinPrecision?) {
    switch precision {
    case .major: self = .major
    case .minor: self = .minor
    case .exact: self = .patch
    case .latest, nil: return nil
    }
  }
}

/// What a pin could be upgraded to: the newest patch, minor and major above it, each keeping its
/// precision. Yanked and pre-release versions are never proposed; a variant stays a variant.
public struct UpgradeOptions: Hashable, Sendable {
  /// One step.
  public struct Step: Hashable, Sendable {
    /// What to write instead of the request: as precise as the request was. The request itself
    /// where that covers the version already.
    public let request: String
    /// The version that this comes to today.
    public let version: ListedVersion

    /// A step of parts.
    public init(request: String, version: ListedVersion) {
      self.request = request
      self.version = version
    }
  }

  /// The version that the steps are counted from; nil where the index does not know it.
  public let current: ListedVersion?
  /// Same major and minor.
  public let patch: Step?
  /// Same major, higher minor.
  public let minor: Step?
  /// Higher major.
  public let major: Step?

  /// The ladder of a request; `current` is what it resolves to now, nil where that is unknown: then
  /// the newest that the request covers.
  public init(request: String, versions: VersionList, current: String?) {
    let request = UpgradeRequest(request)
    let start = request?.start(in: versions, current: current)
    self.current = start.flatMap { versions.listed(named: $0.description) }
    guard let request, let start else {
      patch = nil
      minor = nil
      major = nil
      return
    }
    func step(_ belongs: (Version) -> Bool) -> Step? {
      let target = versions.newest(ofVariant: start.variant) { version in
        version > start && belongs(version)
          && (version.build != nil || version.withoutBuild != start.withoutBuild)
      }
      return target.map { Step(request: request.raised(to: $0), version: $0) }
    }
    patch = step { $0.major == start.major && $0.minor == start.minor }
    minor = step {
      $0.major == start.major && $0.minor != start.minor
    }
    major = step { $0.major > start.major }
  }

  /// The option of one level.
  public subscript(level: UpgradeLevel) -> Step? {
    switch level {
    case .patch: patch
    case .minor: minor
    case .major: major
    }
  }

  /// Whether there is no step.
  public var isEmpty: Bool { patch == nil && minor == nil && major == nil }

  /// The highest step there is.
  public var highest: Step? { major ?? minor ?? patch }
}

/// A request that can climb: a version or a part of one, `latest`, or `prefix:` and either.
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

  /// The version to count from. A moving tag stands for the release that it points to.
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

  /// The request for a version, with as many numbers as this one has.
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
