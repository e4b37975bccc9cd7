/// Explains failures in more detail with the help of the index: ocx has the same answer for a
/// missing version and for one on other platforms, and one code for all kinds of invalid data
/// (docs/real-programs.md).
struct OCXDiagnosis {
  let index: IndexCollection
  let environment: Environment
  /// Whether ocx was told not to use the network. The variable is checked as well.
  var offline = false

  /// The failure with details from the index: similar names, available platforms, a safe version,
  /// the host behind the registry; and with the policy that requires a signature. `version` is the
  /// version as the user wrote it, `digest` the requested digest.
  func explain(
    _ failure: OCXFailure, tool: ToolName, version: String? = nil, platform: Platform? = nil,
    digest: Digest? = nil
  ) -> OCXFailure {
    switch failure {
    case .untrusted(let subject, var trust):
      trust.policy = OCXConfiguration(environment).policies(for: trust.name).first
      return .untrusted(subject: subject, trust)
    case .authentication(let subject, _):
      return .authentication(subject: subject, host: physicalHost(of: tool))
    case .notFound(let subject, _, let reason):
      let found = notFound(
        subject: subject, reason: reason, tool: tool, version: version, platform: platform)
      // ocx reports a digest that is not in the store as not found (docs/ocx-0.6.md §11).
      guard digest != nil, offline || environment.isTrue("OCX_OFFLINE") else { return found }
      if case .otherPlatform = found { return found }
      return .offline(subject: subject, reason: nil)
    case .data(let subject, _), .yanked(let subject, _, safe: nil):
      guard let yanked = yanked(subject: subject, tool: tool, version: version) else {
        return failure
      }
      return yanked
    default: return failure
    }
  }

  /// The host that requires credentials: the one that stores the content, not the index
  /// (docs/ocx.md §5).
  func physicalHost(of tool: ToolName) -> String {
    guard let root = try? index.root(of: tool) else { return tool.registry }
    return Self.host(ofRepository: root.repository) ?? tool.registry
  }

  /// The host of `oci://host/repository`.
  static func host(ofRepository repository: String) -> String? {
    let scheme = "oci://"
    guard repository.hasPrefix(scheme) else { return nil }
    let host = repository.dropFirst(scheme.count).prefix { $0 != "/" }
    return host.isEmpty ? nil : String(host)
  }

  private func notFound(
    subject: String, reason: String?, tool: ToolName, version: String?, platform: Platform?
  ) -> OCXFailure {
    let root: PackageRoot
    do {
      root = try index.root(of: tool)
    } catch {
      if case .unknownTool(_, let near) = error {
        return .notFound(subject: subject, near: near.map(\.description))
      }
      return .notFound(subject: subject, near: [])
    }
    let versions = VersionList(root: root)
    guard let version, let listed = versions.listed(named: version) else {
      return .notFound(subject: subject, near: version.map(versions.near) ?? [])
    }
    let host = platform ?? Platform.host(environment)
    guard let image = try? index.image(of: tool, digest: listed.digest), !image.fits(host),
      !image.platforms.isEmpty
    else {
      // The index has it, whatever ocx says.
      return .notServed(subject: subject, reason: reason == "package not found" ? nil : reason)
    }
    return .otherPlatform(
      subject: subject, offered: image.platforms.map(\.description), host: host.description)
  }

  private func yanked(subject: String, tool: ToolName, version: String?) -> OCXFailure? {
    guard let version, let root = try? index.root(of: tool) else { return nil }
    let versions = VersionList(root: root)
    guard let listed = versions.listed(named: version), let yank = listed.yanked else {
      return nil
    }
    return .yanked(
      subject: subject, reason: yank.reason.map(SafeText.clean),
      safe: Self.safe(near: listed, in: versions).map { "\(tool)@\($0.version)" })
  }

  /// The newest safe release that is closest to a version: of the same minor, else the same major,
  /// else the same track.
  static func safe(near listed: ListedVersion, in versions: VersionList) -> ListedVersion? {
    let sound = versions.visible().filter {
      $0.variant == listed.variant && $0.yanked == nil && !$0.isPrerelease
    }
    guard let parsed = listed.parsed else { return versions.newest }
    let sameMajor = sound.filter { $0.parsed?.major == parsed.major }
    let sameMinor = sameMajor.filter { $0.parsed?.minor == parsed.minor }
    return sameMinor.last ?? sameMajor.last ?? sound.last
  }
}
