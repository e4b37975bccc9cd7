/// One tag, and what it points to.
public struct TagRecord: Hashable, Sendable {
  /// As the registry has it.
  public let tag: String
  /// The dispatch object below `o/`.
  public let content: Digest
  /// RFC 3339, as it stands.
  public let observed: String?
  /// Set where it was taken back.
  public let yanked: Yank?
  /// Whether its publisher may delete it, and its row, at any time.
  public let isEphemeral: Bool

  /// A tag of parts.
  public init(
    tag: String, content: Digest, observed: String?, yanked: Yank?, isEphemeral: Bool = false
  ) {
    self.tag = tag
    self.content = content
    self.observed = observed
    self.yanked = yanked
    self.isEphemeral = isEphemeral
  }
}
