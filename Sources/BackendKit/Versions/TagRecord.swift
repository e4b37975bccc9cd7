/// A tag and what it points to.
package struct TagRecord: Hashable, Sendable {
  /// The tag in the registry's spelling.
  package let tag: String
  /// The dispatch object below `o/`.
  package let content: Digest
  /// RFC 3339, unchecked.
  package let observed: String?
  /// Its yank, if any.
  package let yanked: Yank?
  /// Whether its publisher may delete it at any time.
  package let isEphemeral: Bool

  package init(
    tag: String, content: Digest, observed: String?, yanked: Yank?, isEphemeral: Bool = false
  ) {
    self.tag = tag
    self.content = content
    self.observed = observed
    self.yanked = yanked
    self.isEphemeral = isEphemeral
  }
}
