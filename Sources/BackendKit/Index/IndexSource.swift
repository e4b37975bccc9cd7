/// One registry's part of an index collection.
package struct IndexSource: Hashable, Sendable {
  /// The origin of the data.
  package enum Kind: Hashable, Sendable {
    /// A copy of a published index; with the number of segments of names, if its configuration
    /// specifies it.
    case published(nameSegments: Int?)
    /// Built by ocx from the answers of a plain registry.
    case derived
  }

  /// The absolute path of its folder.
  package let directory: String
  /// The registry: `ocx.sh`, `127.0.0.1:5000`.
  package let registry: String
  /// The origin of the data.
  package let kind: Kind

  /// Whether it was published, so that its times are those of the publication.
  package var isPublished: Bool {
    if case .published = kind { return true }
    return false
  }
}
