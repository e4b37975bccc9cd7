/// The installed content according to the index.
struct InstalledContent {
  /// The manifest of the platform.
  let manifest: Digest
  /// The dispatch object that the version referred to; nil if the index does not have it.
  private(set) var digest: Digest?
  /// The platform of the manifest; nil if the index does not have it.
  private(set) var platform: Platform?

  /// Looks up a manifest: in what the target referred to before, otherwise in what its tag refers
  /// to now, since ocx may have updated the index (`OCX_REMOTE`).
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

  /// Rejects content that differs from the option `digest` of the request.
  func check(_ request: InstallRequest) throws(InstallFailure) {
    guard let wanted = request.digest, wanted != manifest, wanted != digest else { return }
    throw .digestDiffers(version: request.version, asked: wanted, found: digest ?? manifest)
  }
}
