/// A folder of indexes, one for each registry, as `ocx` writes it (docs/ocx.md §7). Reads on demand
/// and caches nothing.
public struct IndexCollection: Sendable, Hashable {
  /// The absolute path of the folder.
  public let path: String

  /// The collection at a path, which need not exist.
  public init(path: String) {
    self.path = path
  }

  /// The collection that OCX would use: the override, else `OCX_INDEX`, else `$OCX_HOME/index`,
  /// else `~/.ocx/index`. Relative paths are relative to the working directory. As for OCX, an
  /// empty `OCX_INDEX` counts as set and means the working directory itself.
  public static func locate(override: String?, environment: Environment) -> IndexCollection {
    let named =
      override ?? environment.variables["OCX_INDEX"]
      ?? environment["OCX_HOME"].map { Paths.join($0, "index") }
      ?? Paths.join(environment.home, ".ocx/index")
    return IndexCollection(path: Paths.absolute(named, from: environment.workingDirectory))
  }

  /// Whether the folder exists.
  package var exists: Bool { Files.isDirectory(path) }

  /// The folder of a registry's source: every character outside `[A-Za-z0-9._-]` becomes `_`.
  func folder(of registry: String) throws(IndexFailure) -> IndexFolder {
    let slug = ToolName.slug(ofRegistry: registry)
    // A registry called `..` would lead out. No grammar allows it, but names come from files.
    guard slug != ".", slug != "..", !slug.isEmpty else {
      throw .outside(path: Paths.join(path, registry))
    }
    return IndexFolder(Paths.join(path, slug))
  }

  /// The root of a tool.
  ///
  /// - Throws: `IndexFailure`; for an unknown tool with similar names.
  public func root(of tool: ToolName) throws(IndexFailure) -> PackageRoot {
    do throws(IndexFailure) {
      let folder = try folder(of: tool.registry)
      _ = try IndexConfiguration.check(folder)
      return try root(of: tool, in: folder)
    } catch .unknownTool {
      guard exists else { throw .absent(path: path) }
      throw .unknownTool(tool, near: near(tool))
    }
  }

  /// The root of a tool in a source whose configuration has been checked.
  func root(of tool: ToolName, in folder: IndexFolder) throws(IndexFailure) -> PackageRoot {
    let name = "p/" + tool.repository + ".json"
    guard let bytes = try folder.read(name) else { throw .unknownTool(tool, near: []) }
    do {
      return try RootReader.root(of: tool, from: bytes)
    } catch {
      throw IndexFailure(error, path: Paths.join(folder.path, name))
    }
  }

  /// The dispatch object that a tag points to, verified against its digest.
  ///
  /// - Throws: `IndexFailure.missingObject`, `.digestMismatch`, `.corrupt`, `.tooLarge`.
  package func image(
    of tool: ToolName, digest: Digest
  ) throws(IndexFailure) -> DispatchObject {
    try image(of: tool, digest: digest, in: try folder(of: tool.registry))
  }

  /// A dispatch object in the folder of a source.
  func image(
    of tool: ToolName, digest: Digest, in folder: IndexFolder
  ) throws(IndexFailure) -> DispatchObject {
    guard let object = try object(of: tool, digest: digest, type: "json", in: folder) else {
      throw .missingObject(tool, digest)
    }
    do {
      return try DispatchReader.object(from: object.bytes)
    } catch {
      throw IndexFailure(error, path: object.path)
    }
  }

  /// The readme of a package; nil if it has none, or if the index was synced without it. Invalid
  /// UTF-8 becomes replacement characters.
  ///
  /// - Throws: `IndexFailure.digestMismatch`, `.tooLarge`, `.unreadable`.
  package func readme(
    of tool: ToolName, root: PackageRoot
  ) throws(IndexFailure) -> String? {
    guard let digest = root.description?.readme,
      let object = try object(
        of: tool, digest: digest, type: "md", in: try folder(of: tool.registry))
    else { return nil }
    return String(decoding: object.bytes, as: UTF8.self)
  }

  private func object(
    of tool: ToolName, digest: Digest, type: String, in folder: IndexFolder
  ) throws(IndexFailure) -> (path: String, bytes: [UInt8])? {
    let name = "p/\(tool.repository)/o/\(digest.algorithm)/\(digest.hex).\(type)"
    guard let bytes = try folder.read(name) else { return nil }
    let path = Paths.join(folder.path, name)
    // The format has only sha256; content of another algorithm could not be verified.
    guard digest.algorithm == "sha256", SHA256.hex(of: bytes) == digest.hex.lowercased() else {
      throw .digestMismatch(path: path, expected: digest)
    }
    return (path, bytes)
  }

  /// Known tools with names similar to an unknown one, best first.
  package func near(_ tool: ToolName) -> [ToolName] {
    let sources = (try? sources()) ?? []
    let known = sources.flatMap { (try? names(in: $0)) ?? [] }
    return Suggestions.near(tool, among: known)
  }

  /// When a source last changed, in seconds since 1970; nil if unknown. ocx replaces files by
  /// renaming, so the modification times of the folders are enough.
  package func modified(_ source: IndexSource) -> Int64? {
    let packages = Paths.join(source.directory, "p")
    let namespaces = ((try? Files.list(packages)) ?? []).map { Paths.join(packages, $0) }
    let files = ["c/index.json", "config.json", "p"].map { Paths.join(source.directory, $0) }
    return (files + namespaces).compactMap { try? Files.modified($0) }.max()
  }

  /// Seconds since a source last changed; nil if unknown.
  package func age(of source: IndexSource, now: Int64 = Clock.now) -> Int64? {
    modified(source).map { max(0, now - $0) }
  }
}
