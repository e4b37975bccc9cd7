/// The platform of the content that a digest refers to. ocx installs a manifest without checking
/// that (docs/ocx-0.6.md §11).
enum PinnedPlatform: Equatable {
  /// It is an image index, from which ocx chooses.
  case chosenByOCX
  /// It is the manifest of this platform.
  case known(Platform)
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
    let platform =
      Self.platform(of: digest, in: listed)
      ?? Self.platform(
        of: digest,
        in: StorePackage(registry: tool.registry, digest: digest).dispatchObjects(in: home))
    self = platform.map(PinnedPlatform.known) ?? .unknown
  }

  private static func platform(
    of digest: Digest, in objects: some Sequence<DispatchObject>
  ) -> Platform? {
    objects.lazy.flatMap(\.entries).first { $0.digest == digest && $0.platform != nil }?.platform
  }

  /// Rejects the manifest of another platform than the requested one, which is by default the
  /// host's.
  func check(
    _ reference: Reference, asked: Platform?, environment: Environment
  ) throws(OCXFailure) {
    guard case .known(let platform) = self else { return }
    let target = asked ?? Platform.host(environment)
    if case .found = PlatformChoice.select(host: target, offered: [platform]) { return }
    throw .otherPlatform(
      subject: reference.description, offered: [platform.description], host: target.description)
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
