/// What a version that mise asks for is to ocx.
struct InstallTarget {
  /// What ocx is asked to install. Always with a tag, for that names the candidate link: without
  /// one ocx would take `latest` and move a link that may be the user's.
  let reference: Reference
  /// What the tag points to by the index, before ocx is called; nil if the index has no such
  /// tag yet: ocx will record it, and the option `digest` is checked afterwards.
  let indexDigest: Digest?

  /// Resolves a request: a release, a rolling or build tag (`+` for `_`), or `ref:sha256:…`.
  ///
  /// - Throws: `.identifier` for a version that can be neither, `.digestDiffers` where the index
  ///   says that the version is other content than the option `digest` allows.
  init(_ request: InstallRequest, index: IndexCollection) throws(InstallFailure) {
    let tool = request.tool
    if request.version.hasPrefix("ref:") {
      let digest: Digest
      do throws(IdentifierFailure) {
        digest = try Digest(String(request.version.dropFirst(4)))
      } catch {
        throw .identifier(error)
      }
      // The tag that OCX itself gives to content that has no other.
      // With the longest digest it is cut to what a tag may be.
      let tag = (digest.algorithm + "." + digest.hex).prefix(Tag.maximumLength)
      reference = Reference(tool: tool, tag: String(tag), digest: digest)
      indexDigest = digest
    } else {
      let tag: Tag
      do throws(IdentifierFailure) {
        tag = try Tag(request.version)
      } catch {
        throw .identifier(error)
      }
      let root = try? index.root(of: tool)
      indexDigest = root?.tags.first { $0.tag == tag.text }?.content
      // With its digest, content that is pinned and was yanked since can still be had.
      reference = Reference(
        tool: tool, tag: tag.text, digest: indexDigest == nil ? nil : request.digest)
    }
    guard let wanted = request.digest, let indexDigest, wanted != indexDigest else { return }
    // The option may also name the manifest of one platform.
    let image = try? index.image(of: tool, digest: indexDigest)
    guard image?.entries.contains(where: { $0.digest == wanted }) ?? false else {
      throw .digestDiffers(version: request.version, asked: wanted, found: indexDigest)
    }
  }
}
