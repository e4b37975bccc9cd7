/// A folder of indexes, one for each registry, as `ocx` leaves it (contracts/ocx.md §7). Reads what
/// it is asked for, when it is asked; keeps nothing.
public struct IndexCollection: Sendable, Hashable {
  /// The absolute path of the folder.
  public let path: String

  /// The collection at a path, whether there is one or not.
  public init(path: String) {
    self.path = path
  }

  /// The collection that OCX would use: the override, else `OCX_INDEX`, else `$OCX_HOME/index`,
  /// else `~/.ocx/index`. An empty `OCX_INDEX` counts as set, as it does for OCX: it is the
  /// working directory.
  public static func locate(override: String?, environment: Environment) -> IndexCollection {
    IndexCollection(path: override ?? environment["OCX_INDEX"] ?? environment.home + "/.ocx/index")
  }

  /// Whether the folder is there.
  public var exists: Bool { false }

  /// The sources, sorted by registry.
  ///
  /// - Throws: `IndexFailure.absent`, `.unreadable`.
  public func sources() throws(IndexFailure) -> [IndexSource] { [] }

  /// The tools of a source, sorted, from its catalog or by walking its folders. Reads no root.
  ///
  /// - Throws: `IndexFailure.unsupportedFormat`, `.unreadable`.
  public func names(in source: IndexSource) throws(IndexFailure) -> [ToolName] { [] }

  /// What the index says of a tool.
  ///
  /// - Throws: `IndexFailure` for this tool alone.
  public func root(of tool: ToolName) throws(IndexFailure) -> PackageRoot {
    throw .unknownTool(tool, near: [])
  }

  /// The roots of many tools, read beside each other, in the order asked.
  public func roots(
    of tools: [ToolName]
  ) -> [Result<PackageRoot, IndexFailure>] {
    tools.map { tool in Result { () throws(IndexFailure) in try root(of: tool) } }
  }

  /// The dispatch object that a tag points to, verified against its digest.
  ///
  /// - Throws: `IndexFailure.missingObject`, `.digestMismatch`, `.corrupt`, `.tooLarge`.
  public func image(
    of tool: ToolName, digest: Digest
  ) throws(IndexFailure) -> DispatchObject {
    throw .missingObject(tool, digest)
  }

  /// The readme that a root names; nil where it names none, or where the index was synced without.
  ///
  /// - Throws: `IndexFailure.digestMismatch`, `.tooLarge`, `.unreadable`.
  public func readme(
    of tool: ToolName, root: PackageRoot
  ) throws(IndexFailure) -> String? { nil }

  /// Seconds since a source last changed; nil where that cannot be told.
  public func age(of source: IndexSource) -> Int64? { nil }
}
