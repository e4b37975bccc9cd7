import Synchronization

/// The dispatch objects of an index, each read once, because a pin needs the same ones several
/// times. Content is identified by its digest, so it never becomes outdated; missing objects are
/// looked up again.
package final class ImageCache: Sendable {
  private let index: IndexCollection
  private let images = Mutex<[ToolName: [Digest: DispatchObject]]>([:])

  /// An empty cache.
  init(_ index: IndexCollection) {
    self.index = index
  }

  /// The object with a digest; nil if the index does not have it, or if it is damaged.
  package func image(of tool: ToolName, digest: Digest) -> DispatchObject? {
    if let known = images.withLock({ $0[tool]?[digest] }) { return known }
    guard let image = try? index.image(of: tool, digest: digest) else { return nil }
    images.withLock { $0[tool, default: [:]][digest] = image }
    return image
  }
}
