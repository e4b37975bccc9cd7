/// For which platform the content is that a digest names. ocx takes a manifest without a look at that
/// (docs/ocx-0.6.md §11).
enum PinnedPlatform: Equatable {
  /// It is an image index: ocx chooses in it.
  case chosenByOCX
  /// It is the manifest of this platform.
  case known(Platform)
  /// Neither the index nor the store tells.
  case unknown

  /// Looks a digest up in the index, by all that the tool's tags point to, and in what the store has of
  /// the package.
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

  /// Refuses the manifest of a platform that is not the one asked for, nor the host's where none is.
  func check(
    _ reference: Reference, asked: Platform?, environment: Environment
  ) throws(OCXFailure) {
    guard case .known(let platform) = self else { return }
    let target = asked ?? Platform.host(environment)
    if case .found = PlatformChoice.select(host: target, offered: [platform]) { return }
    throw .otherPlatform(
      subject: reference.description, offered: [platform.description], host: target.description)
  }

  /// What is told of a manifest that was installed though nobody knows for which platform it is; nil
  /// of others.
  func warning(_ reference: Reference, installed: Digest) -> LogNote? {
    guard self == .unknown, reference.digest == installed else { return nil }
    return .warning(
      "neither the index nor the store says for which platform \(reference.tool)@\(installed) is: it "
        + "was taken as it is")
  }
}

extension StorePackage {
  /// The image indexes that ocx went through to this package, as far as the store has them.
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

  /// Bytes: more than any image index has.
  private static var largestObject: Int { 4 << 20 }
}
