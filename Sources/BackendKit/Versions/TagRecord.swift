/// One tag, and what it points to.
package struct TagRecord: Hashable, Sendable {
  /// As the registry has it.
  package let tag: String
  /// The dispatch object below `o/`.
  package let content: Digest
  /// RFC 3339, as it stands.
  package let observed: String?
  /// Set where it was taken back.
  package let yanked: Yank?
  /// Whether its publisher may delete it, and its row, at any time.
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
