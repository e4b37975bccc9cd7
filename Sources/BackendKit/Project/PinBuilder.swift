/// Builds a pin from its entry, the package's root and the disk.
struct PinBuilder {
  /// What the index has about the tool: its versions and status.
  struct Package: Sendable {
    let root: PackageRoot
    let versions: VersionList

    init(_ root: PackageRoot) {
      self.root = root
      versions = VersionList(root: root)
    }
  }

  let entry: ToolEntry
  let package: Result<Package, IndexFailure>?
  let installed: [MiseInstalls.InstalledVersion]
  let images: ImageCache
  /// This machine's platform.
  let host: Platform

  /// The content of the OCX store.
  let store: StoreState
  /// How old a version must be to be chosen without being named.
  let ages: ReleaseAges
  /// The lock file, which takes precedence over the versions.
  var lock = Lock()

  /// The lock file that applies to the entry.
  struct Lock: Sendable {
    /// The lock file of the entry's file; nil if mise does not use one.
    var file: LockFile?
    /// How people call it.
    var name = ""
    /// The active environments.
    var environments: [String] = []
    /// Whether only versions in a lock file are allowed.
    var isRequired = false
  }

  /// The install that mise uses for the resolved version.
  private struct Install {
    let path: String
    /// nil for an install of ocx, which writes none.
    let receipt: Result<Receipt, InstallDamage>?

    init(_ version: MiseInstalls.InstalledVersion) {
      path = version.path
      receipt =
        switch version.manager {
        case .mise: Result { () throws(InstallDamage) in try version.receipt() }
        case .ocx: nil
        }
    }

    var damage: InstallDamage? {
      if case .failure(let damage) = receipt { damage } else { nil }
    }
  }

  func pin(warnings others: [String]) -> Pin {
    let found = try? package?.get()
    let runs =
      entry.tool.map { RunTarget(entry, host: host).reader(of: $0, in: images) } ?? { _ in nil }
    let choice = found.map { package in
      ages.choice(of: entry.tool, in: package.versions, option: entry.minimumReleaseAge) {
        runs($0) ?? true
      }
    }
    let visible =
      choice?.versions.visibleNames(builds: entry.options["builds"] == "true") ?? []
    let locked = locked(among: visible)
    let resolution = resolution(among: visible, locked: locked)
    let here = installed.first { $0.version == resolution?.directory && resolution != nil }
      .map(Install.init)
    let listed = resolution.flatMap { found?.versions.listed(named: $0.version) }
    let isKnown = here != nil || listed != nil || isReference || locked != nil
    let resolved = isKnown ? resolution?.version : nil
    let elsewhere = elsewhereText(listed, here: here, runs: runs)
    let upgrades = choice?.upgrades(
      of: entry.resolvedRequest, current: locked == nil ? resolved : current(locked), runs: runs)
    return Pin(
      entry: entry, resolved: resolved, locked: locked,
      isRefused: lock.isRequired && isLockable && locked == nil,
      latest: latest(in: choice?.versions, listed: listed, runs: runs),
      installed: installed.map(\.version), installPath: here?.path,
      damage: here?.damage, isInStore: listed.flatMap(isInStore),
      state: state(found, listed: listed, isKnown: isKnown, here: here, upgrades: upgrades),
      yank: listed?.yanked ?? packageYank(found), upgrades: upgrades,
      hasMoved: isBoundElsewhere(listed) || here.map { hasMoved($0, listed) } == true,
      needsReinstall: here.map { needsReinstall($0, listed) } == true,
      elsewhereText: elsewhere,
      warnings: entryWarnings(found, listed: listed, isKnown: isKnown, here: here)
        + [elsewhere].compactMap { $0 }
        + lockWarnings(locked) + others,
      failure: failure)
  }

  private var failure: IndexFailure? {
    if case .failure(let failure) = package { failure } else { nil }
  }

  /// Whether the entry can be resolved.
  private var isSound: Bool {
    entry.problem == nil && !entry.isTemplate && entry.ignored != .empty
  }

  private var isReference: Bool {
    if case .reference = MiseRequest(entry.resolvedRequest) { isSound } else { false }
  }

  /// Whether the request does not refer to a version of the package.
  private var isElsewhere: Bool {
    switch MiseRequest(entry.resolvedRequest) {
    case .path, .system: true
    default: false
    }
  }

  /// Whether mise would look up the entry in a lock file.
  private var isLockable: Bool { isSound && !isElsewhere && !isReference }

  /// The version that the lock file has for the entry. An alias of a version is looked up as it is
  /// written, then by its target.
  private func locked(among visible: [String]) -> String? {
    guard isLockable, let file = lock.file else { return nil }
    var requests = [entry.request, entry.resolvedRequest]
    if let meant = MiseResolution.subtracted(entry.resolvedRequest, versions: visible) {
      requests.append(meant)
    }
    return requests.lazy.compactMap { request in
      file.version(
        of: entry.identity, for: request, environments: lock.environments)
    }.first
  }

  /// The installed version from which mise counts upgrades for an entry with a lock file: the
  /// locked version, otherwise another that the request covers, otherwise the locked one although
  /// it is missing.
  private func current(_ locked: String?) -> String? {
    let names = installed.map(\.version)
    if let locked, names.contains(MiseInstalls.versionDirectoryName(locked)) { return locked }
    let tool = MiseTool(versions: [], installed: names)
    return tool.current(of: MiseRequest(entry.resolvedRequest)) ?? locked
  }

  private func lockWarnings(_ locked: String?) -> [String] {
    guard isLockable, locked == nil else { return [] }
    if lock.isRequired {
      let name = lock.file == nil ? "no lock file" : lock.name
      let lacks = lock.file == nil ? "has" : "has nothing for"
      return [
        "mise is locked to its lock files, and \(name) \(lacks) \(entry.key)@\(entry.request)"
      ]
    }
    guard let file = lock.file, file.holds(entry.identity) else { return [] }
    let versions = file.versions(of: entry.identity).joined(separator: ", ")
    return ["\(lock.name) still has \(versions): mise install brings it up to date"]
  }

  private func resolution(
    among visible: [String], locked: String?
  ) -> MiseResolution.Resolved? {
    guard isSound, !isElsewhere else { return nil }
    if let locked {
      let directory = MiseInstalls.versionDirectoryName(locked)
      return MiseResolution.Resolved(
        version: locked, installed: installed.contains { $0.version == directory },
        directory: directory)
    }
    return MiseResolution.resolve(
      request: entry.resolvedRequest, versions: visible,
      installed: installed.map(\.version))
  }

  /// The newest release of the entry's track, preferably one that runs where the entry is for.
  private func latest(
    in versions: VersionList?, listed: ListedVersion?, runs: (Digest) -> Bool?
  ) -> String? {
    guard let versions else { return nil }
    let variant = listed?.parsed?.variant ?? Version(entry.resolvedRequest)?.variant
    let newest =
      versions.newest(ofVariant: variant) { runs($0) ?? true }
      ?? versions.newest(ofVariant: variant)
    return (newest ?? versions.newest)?.version
  }

  private func packageYank(_ package: Package?) -> Yank? {
    package?.root.status == .yanked ? Yank(reason: package?.root.deprecatedMessage) : nil
  }

  private func state(
    _ package: Package?, listed: ListedVersion?, isKnown: Bool,
    here: Install?, upgrades: UpgradeOptions?
  ) -> Pin.State {
    if entry.ignored != nil { return .ignored }
    guard isSound, !isElsewhere, entry.tool != nil else { return .unknown }
    if listed?.yanked != nil || package?.root.status == .yanked { return .yanked }
    if package?.root.status == .deprecated { return .deprecated }
    // Without an index, "not installed" is still certain, but "nothing is newer" is not.
    // A task's tools are installed when the task runs: they cannot be missing.
    if entry.format != nil, here == nil, package != nil, isKnown {
      return upgrades?.isEmpty == false ? .outdated : .current
    }
    guard let here, here.damage == nil else {
      return package == nil || isKnown ? .missing : .unknown
    }
    if package == nil || !isKnown { return .unknown }
    if needsReinstall(here, listed) { return .moved }
    return upgrades?.isEmpty == false ? .outdated : .current
  }

  private func entryWarnings(
    _ package: Package?, listed: ListedVersion?, isKnown: Bool,
    here: Install?
  ) -> [String] {
    var warnings: [String] = []
    if let problem = entry.problem { warnings.append(problem) }
    if entry.isTemplate { warnings.append("a template: mise evaluates it, not this program") }
    if let failure, failure != .cancelled { warnings.append(failure.message) }
    if let package {
      if package.root.status == .deprecated {
        warnings.append(deprecation(package.root))
      }
      if !isKnown, isSound, !isElsewhere, let tool = entry.tool {
        let near = package.versions.near(entry.resolvedRequest)
        let hint = near.isEmpty ? "" : "; near: " + near.prefix(3).joined(separator: ", ")
        let isRange = entry.resolvedRequest.contains { "<>=^~*|".contains($0) }
        warnings.append(
          "no version of \(tool) matches \"\(entry.resolvedRequest)\""
            + (isRange ? " (mise knows no ranges)" : "") + hint)
      }
    }
    if let yank = listed?.yanked {
      warnings.append("yanked" + (yank.reason.map { ": \($0)" } ?? ""))
    }
    warnings += optionWarnings(listed)
    if let here { warnings += installWarnings(here, listed) }
    return warnings
  }

  /// A version that would be installed, but does not run where the entry says.
  private func elsewhereText(
    _ listed: ListedVersion?, here: Install?, runs: (Digest) -> Bool?
  ) -> String? {
    guard let listed, here == nil, entry.ignored == nil, let tool = entry.tool,
      runs(listed.digest) == false,
      let image = images.image(of: tool, digest: listed.digest), !image.platforms.isEmpty
    else { return nil }
    let offered = image.platforms.map(\.description).joined(separator: ", ")
    let target = entry.options["platform"].map { "on " + SafeText.clean($0) } ?? "here"
    return SafeText.clean("\(listed.version) does not run \(target); it is for \(offered)")
  }

  private func deprecation(_ root: PackageRoot) -> String {
    var text = "deprecated"
    let message = root.deprecatedMessage ?? ""
    if !message.isEmpty { text += ": \(message)" }
    if let successor = root.supersededBy, !message.contains(successor) {
      text += " (use \(successor))"
    }
    return text
  }

  private func optionWarnings(_ listed: ListedVersion?) -> [String] {
    var warnings: [String] = []
    if let variant = entry.options["variant"] {
      warnings.append(
        "the option variant does nothing: write the version as \"\(variant)-\(entry.request)\"")
    }
    if let listed, isBoundElsewhere(listed) {
      warnings.append("tag \(listed.tag) now points to other content than you locked")
    }
    return warnings
  }

  /// Whether the entry has another digest than the tag has now.
  private func isBoundElsewhere(_ listed: ListedVersion?) -> Bool {
    guard let wanted = entry.options["digest"], let listed, let tool = entry.tool else {
      return false
    }
    return wanted != listed.digest.description && !manifests(tool, listed).contains(wanted)
  }

  /// Whether the tag has moved since it was installed here.
  private func hasMoved(
    _ here: Install, _ listed: ListedVersion?
  ) -> Bool {
    guard let receipt = try? here.receipt?.get(), receipt.tool == entry.tool?.description,
      let then = receipt.indexDigest, let listed
    else { return false }
    return then != listed.digest.description
  }

  /// Whether a reinstall installs the present content of the tag.
  private func needsReinstall(_ here: Install, _ listed: ListedVersion?) -> Bool {
    here.damage == nil && hasMoved(here, listed) && !isBoundElsewhere(listed)
  }

  /// Whether the store has the version for the platform of the entry.
  private func isInStore(_ listed: ListedVersion) -> Bool? {
    guard let tool = entry.tool else { return nil }
    guard let image = images.image(of: tool, digest: listed.digest) else { return nil }
    let platform = entry.options["platform"].flatMap { try? Platform($0) } ?? host
    return image.manifest(for: platform).map { store.holds($0, of: tool) } ?? false
  }

  /// The digests for the platforms; an entry may give one of these as well.
  private func manifests(_ tool: ToolName, _ listed: ListedVersion) -> Set<String> {
    let image = images.image(of: tool, digest: listed.digest)
    return Set(image?.entries.map(\.digest.description) ?? [])
  }

  private func installWarnings(
    _ here: Install, _ listed: ListedVersion?
  ) -> [String] {
    switch here.receipt {
    case nil: return []
    case .failure(let damage):
      return ["the install is incomplete: \(damage.reason)"]
    case .success(let receipt):
      if let own = entry.tool, receipt.tool != own.description {
        return ["its install folder holds \(SafeText.clean(receipt.tool))"]
      }
      if let listed, hasMoved(here, listed) {
        return ["\(listed.tag) has moved since it was installed"]
      }
      return []
    }
  }
}
