import Synchronization

/// The dispatch objects of an index, each read once, because a pin needs the same ones several
/// times. Content is identified by its digest, so it never becomes outdated; missing objects are
/// looked up again.
package final class ImageCache: Sendable {
  private let index: IndexCollection
  private let images = Mutex<[ToolName: [Digest: DispatchObject]]>([:])
  /// The folders of the registries, opened once. A folder that was replaced is opened again.
  private let folders = Mutex<[String: IndexFolder]>([:])

  /// An empty cache.
  init(_ index: IndexCollection) {
    self.index = index
  }

  /// The object with a digest; nil if the index does not have it, or if it is damaged.
  package func image(of tool: ToolName, digest: Digest) -> DispatchObject? {
    if let known = images.withLock({ $0[tool]?[digest] }) { return known }
    guard let image = read(tool, digest) else { return nil }
    images.withLock { $0[tool, default: [:]][digest] = image }
    return image
  }

  private func read(_ tool: ToolName, _ digest: Digest) -> DispatchObject? {
    if let folder = folders.withLock({ $0[tool.registry] }),
      let image = try? index.image(of: tool, digest: digest, in: folder)
    {
      return image
    }
    guard let folder = try? index.folder(of: tool.registry) else { return nil }
    folders.withLock { $0[tool.registry] = folder }
    return try? index.image(of: tool, digest: digest, in: folder)
  }
}
