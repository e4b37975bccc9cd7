/// A requested version in ocx's terms.
struct InstallTarget {
  /// What ocx is asked to install. It always has a tag, since that names the candidate link:
  /// without one, ocx would use `latest` and move a link that may be the user's.
  let reference: Reference
  /// What the tag refers to in the index before ocx runs; nil if the index does not have the tag
  /// yet: ocx will record it, and the option `digest` is checked afterwards.
  let indexDigest: Digest?

  /// Resolves a request: a release, a rolling or build tag (`+` for `_`), or `ref:sha256:…`.
  ///
  /// - Throws: `.identifier` for a version that is none of these, `.digestDiffers` if the version
  ///   refers to other content in the index than the option `digest` allows.
  init(_ request: InstallRequest, index: IndexCollection) throws(InstallFailure) {
    let tool = request.tool
    if request.version.hasPrefix("ref:") {
      let digest: Digest
      do throws(IdentifierFailure) {
        digest = try Digest(String(request.version.dropFirst(4)))
      } catch {
        throw .identifier(error)
      }
      // The tag that OCX itself uses for content without another, cut to the length limit of tags
      // for the longest digests.
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
      // With its digest, pinned content can still be installed after it was yanked.
      reference = Reference(
        tool: tool, tag: tag.text, digest: indexDigest == nil ? nil : request.digest)
    }
    guard let wanted = request.digest, let indexDigest, wanted != indexDigest else { return }
    // The option may also be the digest of the manifest for one platform.
    let image = try? index.image(of: tool, digest: indexDigest)
    guard image?.entries.contains(where: { $0.digest == wanted }) ?? false else {
      throw .digestDiffers(version: request.version, asked: wanted, found: indexDigest)
    }
  }
}
