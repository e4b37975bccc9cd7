/// A publisher's withdrawal of a version: `ocx` refuses to install it.
public struct Yank: Hashable, Sendable {
  /// Why, in the publisher's words.
  public let reason: String?
  /// When, as the index records it.
  public let at: String?

  package init(reason: String? = nil, at: String? = nil) {
    self.reason = reason
    self.at = at
  }
}

/// One tag of a package, as mise and the screen show it.
public struct ListedVersion: Hashable, Sendable {
  /// The kind of a tag.
  public enum Kind: String, Hashable, Sendable {
    /// A concrete release: `4.4.1`, or a shorter tag if no longer tag of its line exists.
    case release
    /// A tag that moves: `4`, `4.4`, `latest` if longer tags of its line exist.
    case rolling
    /// A specific build: `4.4.1+20260801`.
    case build
    /// Not a version: `main`, `v1.2`.
    case other
  }

  /// The version in mise's spelling, with `+` before the build.
  public let version: String
  /// The tag in the registry's spelling.
  public let tag: String
  /// The dispatch object that the tag points to.
  public let digest: Digest
  /// Its kind.
  public let kind: Kind
  /// The variant, such as `slim`; nil for the plain track.
  public let variant: String?
  /// All tags of the digest in mise's spelling, sorted. The list is shared by all versions with
  /// that digest, because a digest can have as many tags as the package.
  let names: [String]
  /// When the index first saw the tag with this content; RFC 3339, unchecked.
  public let observed: String?
  /// The yank of the tag or of the whole package, if any.
  public let yanked: Yank?
  /// Whether its publisher may delete it at any time. Such versions are hidden from mise, but can
  /// be installed by name.
  public let isEphemeral: Bool
  /// The parsed version; nil if the tag is not a version.
  package let parsed: Version?

  /// The other tags of the same digest, in mise's spelling, sorted.
  public var aliases: [String] { aliases(atMost: names.count) }

  /// The number of aliases.
  package var aliasCount: Int { max(names.count - 1, 0) }

  /// The first aliases.
  package func aliases(atMost count: Int) -> [String] {
    Array(names.lazy.filter { $0 != version }.prefix(count))
  }

  /// The aliases to show, and the number of others.
  package var shownAliases: (names: [String], more: Int) {
    let names = aliases(atMost: Self.maximumAliases)
    return (names, aliasCount - names.count)
  }

  private static let maximumAliases = 50

  /// Whether it is a pre-release by OCX's grammar, or by mise's rules.
  package var isPrerelease: Bool { Self.isPrerelease(version, parsed: parsed) }

  static func isPrerelease(_ version: String, parsed: Version?) -> Bool {
    parsed?.prerelease != nil || MiseResolution.isPrerelease(version)
  }
}
