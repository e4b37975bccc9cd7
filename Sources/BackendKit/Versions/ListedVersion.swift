/// That a publisher took a version back: `ocx` refuses to install it.
public struct Yank: Hashable, Sendable {
  /// Why, in the publisher's words.
  public let reason: String?
  /// When, as the index has it.
  public let at: String?

  package init(reason: String? = nil, at: String? = nil) {
    self.reason = reason
    self.at = at
  }
}

/// One tag of a package, as mise and the screen see it.
public struct ListedVersion: Hashable, Sendable {
  /// What sort of tag it is.
  public enum Kind: String, Hashable, Sendable {
    /// A concrete release: `4.4.1`, or a shorter tag whose line has no longer one.
    case release
    /// One that moves: `4`, `4.4`, `latest` where longer tags of that line exist.
    case rolling
    /// One particular build: `4.4.1+20260801`.
    case build
    /// No version at all: `main`, `v1.2`.
    case other
  }

  /// As mise sees it, `+` before the build.
  public let version: String
  /// As the registry has it.
  public let tag: String
  /// The dispatch object that the tag points to.
  public let digest: Digest
  /// What sort of tag it is.
  public let kind: Kind
  /// The track, such as `slim`; nil for the plain one.
  public let variant: String?
  /// All tags of the digest, in mise's spelling, sorted: one list for all versions that share it,
  /// for a digest can have as many tags as the package.
  let names: [String]
  /// When the index saw the tag move there, as it stands; RFC 3339.
  public let observed: String?
  /// Set where the tag, or the whole package, is yanked.
  public let yanked: Yank?
  /// Whether its publisher may delete it at any time: hidden from mise, installable by name.
  public let isEphemeral: Bool
  /// The parts; nil if the tag is no version.
  package let parsed: Version?

  /// The other tags of the same digest, in mise's spelling, sorted.
  public var aliases: [String] { aliases(atMost: names.count) }

  /// How many there are.
  package var aliasCount: Int { max(names.count - 1, 0) }

  /// The first of them.
  package func aliases(atMost count: Int) -> [String] {
    Array(names.lazy.filter { $0 != version }.prefix(count))
  }

  /// As many as are shown, and how many are not.
  package var shownAliases: (names: [String], more: Int) {
    let names = aliases(atMost: Self.mostAliases)
    return (names, aliasCount - names.count)
  }

  private static let mostAliases = 50

  /// Whether it is a pre-release in OCX's grammar, or looks like one to mise.
  package var isPrerelease: Bool { Self.isPrerelease(version, parsed: parsed) }

  static func isPrerelease(_ version: String, parsed: Version?) -> Bool {
    parsed?.prerelease != nil || MiseResolution.isPrerelease(version)
  }
}
