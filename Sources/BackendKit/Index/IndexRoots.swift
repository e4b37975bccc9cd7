import Synchronization

/// Reads many roots, or many objects of one, concurrently.
extension IndexCollection {
  /// The roots of many tools, in the given order, each with its own result. Unknown tools come
  /// without similar names. After a cancellation, the remaining ones fail with `.cancelled`.
  package func roots(
    of tools: [ToolName], cancellation: Cancellation? = nil
  ) -> [Result<PackageRoot, IndexFailure>] {
    mapRoots(of: tools, cancellation: cancellation) { _, result in result }
  }

  /// Transforms each root on the thread that read it, for transformations that take as long as the
  /// reading.
  package func mapRoots<Output: Sendable>(
    of tools: [ToolName], cancellation: Cancellation? = nil,
    _ transform: @escaping @Sendable (ToolName, Result<PackageRoot, IndexFailure>) -> Output
  ) -> [Output] {
    var folders: [String: Result<IndexFolder, IndexFailure>] = [:]
    for tool in tools where folders[tool.registry] == nil {
      folders[tool.registry] = Result { () throws(IndexFailure) in
        let folder = try folder(of: tool.registry)
        _ = try IndexConfiguration.check(folder)
        return folder
      }
    }
    let known = folders
    let isThere = exists
    return concurrentMap(tools) { tool in
      transform(
        tool,
        Result { () throws(IndexFailure) in
          if cancellation?.isCancelled == true { throw .cancelled }
          guard isThere else { throw .absent(path: path) }
          guard let folder = known[tool.registry] else { throw .unknownTool(tool, near: []) }
          return try root(of: tool, in: try folder.get())
        })
    }
  }

  /// The dispatch objects of many digests of one tool. Those that cannot be read, and those left
  /// after a cancellation, are missing.
  package func images(
    of tool: ToolName, digests: [Digest], cancellation: Cancellation? = nil
  ) -> [Digest: DispatchObject] {
    guard let folder = try? folder(of: tool.registry) else { return [:] }
    let objects = concurrentMap(digests) { digest -> (Digest, DispatchObject)? in
      if cancellation?.isCancelled == true { return nil }
      return (try? image(of: tool, digest: digest, in: folder)).map { (digest, $0) }
    }
    return Dictionary(objects.compactMap { $0 }, uniquingKeysWith: { first, _ in first })
  }

  /// A concurrent map that works on slices.
  private func concurrentMap<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ transform: @escaping @Sendable (Input) -> Output
  ) -> [Output] {
    // For fewer, starting threads takes longer than the work.
    guard inputs.count > 16 else { return inputs.map(transform) }
    let size = 8
    let slices = (inputs.count + size - 1) / size
    let done = Mutex<[Int: [Output]]>([:])
    Threads.each(slices) { slice in
      let outputs = inputs[(slice * size)..<min((slice + 1) * size, inputs.count)].map(transform)
      done.withLock { $0[slice] = outputs }
    }
    return done.withLock { done in (0..<slices).flatMap { done[$0] ?? [] } }
  }
}
