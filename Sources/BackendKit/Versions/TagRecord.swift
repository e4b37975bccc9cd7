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
}
