/// What was installed, by the index.
struct InstalledContent {
  /// The manifest of the platform.
  let manifest: Digest
  /// The dispatch object that the version pointed to; nil if the index does not say.
  private(set) var digest: Digest?
  /// The platform of the manifest; nil if the index does not say.
  private(set) var platform: Platform?

  /// Looks a manifest up: in what the target pointed to before, else in what its tag points to now,
  /// for ocx has recorded what it was told (`OCX_REMOTE`).
  init(_ manifest: Digest, of target: InstallTarget, index: IndexCollection) {
    self.manifest = manifest
    let tool = target.reference.tool
    func take(_ digest: Digest?) -> Bool {
      guard let digest else { return false }
      guard digest != manifest else {
        self.digest = digest
        return true
      }
      let image = try? index.image(of: tool, digest: digest)
      guard let entry = image?.entries.first(where: { $0.digest == manifest }) else {
        return false
      }
      self.digest = digest
      platform = entry.platform
      return true
    }
    if take(target.indexDigest) { return }
    let root = try? index.root(of: tool)
    _ = take(root?.tags.first { $0.tag == target.reference.tag }?.content)
  }

  /// Refuses content that the option `digest` of the request does not name.
  func check(_ request: InstallRequest) throws(InstallFailure) {
    guard let wanted = request.digest, wanted != manifest, wanted != digest else { return }
    throw .digestDiffers(version: request.version, asked: wanted, found: digest ?? manifest)
  }
}
