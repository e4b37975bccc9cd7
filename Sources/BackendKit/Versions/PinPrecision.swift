/// How precisely a pin specifies a version.
package enum PinPrecision: String, Sendable, Hashable, CaseIterable {
  /// `4`: the newest version of that major.
  case major
  /// `4.3`: the newest version of that minor.
  case minor
  /// `4.3.2`, or anything else that means one version.
  case exact
  /// `latest`.
  case latest

  /// The precision of a request; nil if it does not name a version, such as `ref:…`, `path:…` or
  /// `system`.
  package init?(request: String) {
    if request == "latest" || request.hasSuffix("-latest") {
      self = .latest
      return
    }
    let text = request.hasPrefix("prefix:") ? String(request.dropFirst(7)) : request
    guard let version = Version(text) else { return nil }
    if version.minor == nil {
      self = .major
    } else if version.patch == nil {
      self = .minor
    } else {
      self = .exact
    }
  }

  /// The request that pins `version` with this precision. A variant keeps its track; `latest` of a
  /// variant is the variant's name, which is how mise matches it (docs/real-programs.md, "mise").
  package func request(for version: ListedVersion) -> String {
    guard let parsed = version.parsed else { return version.version }
    let track = parsed.variant.map { $0 + "-" } ?? ""
    switch self {
    case .major: return track + String(parsed.major)
    case .minor:
      guard let minor = parsed.minor else { return track + String(parsed.major) }
      return track + "\(parsed.major).\(minor)"
    case .exact: return version.version
    case .latest: return parsed.variant ?? "latest"
    }
  }
}
