import Synchronization

/// The dispatch objects of an index, each read once: several questions about a pin look at the same
/// ones. Content is named by its digest, so what was read stays right; what is missing is looked for
/// again.
package final class ImageCache: Sendable {
  private let index: IndexCollection
  private let images = Mutex<[ToolName: [Digest: DispatchObject]]>([:])

  /// A cache over an index, with nothing in it.
  init(_ index: IndexCollection) {
    self.index = index
  }

  /// What a digest stands for; nil if the index does not have it, or what it has is damaged.
  package func image(of tool: ToolName, digest: Digest) -> DispatchObject? {
    if let known = images.withLock({ $0[tool]?[digest] }) { return known }
    guard let image = try? index.image(of: tool, digest: digest) else { return nil }
    images.withLock { $0[tool, default: [:]][digest] = image }
    return image
  }
}
