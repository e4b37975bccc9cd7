/// The platform of the content that a digest refers to. ocx installs a manifest without checking
/// that (docs/ocx-0.6.md §11).
enum PinnedPlatform: Equatable {
  /// It is an image index, from which ocx chooses.
  case chosenByOCX
  /// It is the manifest of these platforms: those whose builds do not differ share one.
  case known([Platform])
  /// Neither the index nor the store has it.
  case unknown

  /// Looks up a digest in the index, through all tags of the tool, and in the store.
  init(_ digest: Digest, of tool: ToolName, index: IndexCollection, home: OCXHome) {
    if (try? index.image(of: tool, digest: digest)) != nil {
      self = .chosenByOCX
      return
    }
    let contents = Set(((try? index.root(of: tool))?.tags ?? []).map(\.content))
    let listed = index.images(of: tool, digests: Array(contents)).values
    var platforms = Self.platforms(of: digest, in: listed)
    if platforms.isEmpty {
      platforms = Self.platforms(
        of: digest,
        in: StorePackage(registry: tool.registry, digest: digest).dispatchObjects(in: home))
    }
    self = platforms.isEmpty ? .unknown : .known(platforms)
  }

  private static func platforms(
    of digest: Digest, in objects: some Sequence<DispatchObject>
  ) -> [Platform] {
    let named = objects.flatMap(\.entries).filter { $0.digest == digest }.compactMap(\.platform)
    return Set(named).sorted { $0.description < $1.description }
  }

  /// Rejects the manifest of another platform than the requested one, which is by default the
  /// host's.
  func check(
    _ reference: Reference, asked: Platform?, environment: Environment
  ) throws(OCXFailure) {
    guard case .known(let platforms) = self else { return }
    let target = asked ?? Platform.host(environment)
    let fits = platforms.contains { platform in
      if case .found = PlatformChoice.select(host: target, offered: [platform]) {
        true
      } else {
        false
      }
    }
    if fits { return }
    throw .otherPlatform(
      subject: reference.description, offered: platforms.map(\.description),
      host: target.description)
  }

  /// A warning about a manifest that was installed although its platform is unknown; nil for
  /// others.
  func warning(_ reference: Reference, installed: Digest) -> LogNote? {
    guard self == .unknown, reference.digest == installed else { return nil }
    return .warning(
      "the platform of \(reference.tool)@\(installed) is neither in the index nor in the store: "
        + "it was not checked")
  }
}

extension InstallTarget {
  /// Has ocx install this, and checks the answer. Content that is requested by its digest is refused
  /// if it is for another platform than `asked`, by default the host's; if its platform is not known
  /// even after the install, a warning is passed to `report`.
  ///
  /// - Throws: what `install` throws, `.otherPlatform`, and `.unexpectedAnswer` if ocx installed
  ///   another tool, or does not name a digest.
  func install(
    asked: Platform?, index: IndexCollection, environment: Environment,
    report: (LogNote) -> Void, by install: () throws(OCXFailure) -> OCXInstall
  ) throws(OCXFailure) -> (install: OCXInstall, manifest: Digest) {
    let home = OCXHome(environment: environment)
    func platform() -> PinnedPlatform? {
      reference.digest.map { PinnedPlatform($0, of: reference.tool, index: index, home: home) }
    }
    try platform()?.check(reference, asked: asked, environment: environment)
    let install = try install()
    guard install.identifier.tool == reference.tool, let manifest = install.identifier.digest else {
      throw .unexpectedAnswer(
        subject: reference.description,
        reason: "it installed \(SafeText.clean(install.identifier.description))")
    }
    if let warning = platform()?.warning(reference, installed: manifest) { report(warning) }
    return (install, manifest)
  }
}

extension StorePackage {
  /// The image indexes through which ocx found this package, as far as the store has them.
  fileprivate func dispatchObjects(in home: OCXHome) -> [DispatchObject] {
    let folder = Paths.join(home.path, relativePath + "/refs/blobs")
    return ((try? Files.list(folder)) ?? []).compactMap { name in
      guard let path = try? Files.resolveLinks(Paths.join(folder, name)),
        let blobs = try? Files.resolveLinks(Paths.join(home.path, "blobs")),
        path.hasPrefix(blobs + "/"), let bytes = try? Files.read(path, limit: Self.largestObject)
      else { return nil }
      return try? DispatchReader.object(from: bytes)
    }
  }

  /// The size limit in bytes, more than any image index has.
  private static var largestObject: Int { 4 << 20 }
}
