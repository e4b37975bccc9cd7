/// One registry's part of an index collection.
package struct IndexSource: Hashable, Sendable {
  /// How the part came to be.
  package enum Kind: Hashable, Sendable {
    /// Copied from an index that somebody publishes; names have this many segments where its
    /// configuration says so.
    case published(nameSegments: Int?)
    /// Grown by ocx from what a plain registry answered.
    case derived
  }

  /// The absolute path of its folder.
  package let directory: String
  /// The registry: `ocx.sh`, `127.0.0.1:5000`.
  package let registry: String
  /// How it came to be.
  package let kind: Kind

  /// Whether somebody publishes it, so that its times are those of the publication.
  package var isPublished: Bool {
    if case .published = kind { return true }
    return false
  }
}
