/// Lists sources and tools without reading any root.
extension IndexCollection {
  /// The sources, sorted by registry. Folders that are not sources, and names that begin with a
  /// dot, are skipped.
  ///
  /// - Throws: `IndexFailure.absent`, `.unreadable`.
  package func sources() throws(IndexFailure) -> [IndexSource] {
    guard exists else { throw .absent(path: path) }
    let entries: [String]
    do {
      entries = try Files.list(path)
    } catch {
      throw IndexFailure(error)
    }
    return entries.filter { !$0.hasPrefix(".") && ToolName.slug(ofRegistry: $0) == $0 }
      .compactMap { IndexSource(slug: $0, directory: Paths.join(path, $0)) }
      .sorted { $0.registry < $1.registry }
  }

  /// The tools of a source, sorted: those of its catalog, and those in its folders. If the
  /// catalog cannot be read, only the folders count, as for OCX without a network. Names that do not
  /// match the grammar are left out.
  ///
  /// - Throws: `IndexFailure.unsupportedFormat`; any for the configuration.
  package func names(in source: IndexSource) throws(IndexFailure) -> [ToolName] {
    let folder = IndexFolder(source.directory)
    let configuration = try IndexConfiguration.check(folder)
    var names: [String]
    do throws(IndexFailure) {
      names = try catalog(in: folder)
    } catch {
      // One that says it is for another reader may mean something else by its folders as well.
      if case .unsupportedFormat = error { throw error }
      names = []
    }
    let walk = IndexWalk(
      folder: Paths.join(source.directory, "p"), depth: configuration?.nameSegments,
      isDerived: source.kind == .derived)
    names += walk.names()
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var tools: [ToolName] = []
    tools.reserveCapacity(names.count)
    var last: String?
    for name in names where name != last {
      last = name
      guard ToolName.failure(ofRepository: name.utf8, whole: name) == nil else { continue }
      tools.append(ToolName(registry: source.registry, repository: name))
    }
    return tools
  }

  /// The names in `c/index.json`. Their digests are not needed, so they may be malformed.
  private func catalog(in folder: IndexFolder) throws(IndexFailure) -> [String] {
    guard let bytes = try folder.read("c/index.json") else { return [] }
    var names: [String] = []
    try FormatVersion.readDocument(bytes, path: Paths.join(folder.path, "c/index.json")) {
      (key, reader) throws(JSONFailure) in
      guard key == "packages" else { return try reader.skip() }
      _ = try reader.objectOrNil { (name, reader) throws(JSONFailure) in
        names.append(name)
        try reader.skip()
      }
    }
    return names
  }
}

/// Finds the roots below `p/` without opening them.
struct IndexWalk {
  let folder: String
  /// How many segments names have; nil if any number.
  let depth: Int?
  let isDerived: Bool

  /// Deeper than any registry allows names to be; protects against endless folders.
  private static let maximumDepth = 16

  func names() -> [String] {
    var names: [String] = []
    walk(folder, prefix: "", level: 1, into: &names)
    return names
  }

  private func walk(_ directory: String, prefix: String, level: Int, into names: inout [String]) {
    guard level <= depth ?? Self.maximumDepth, let entries = try? Files.list(directory) else {
      return
    }
    let roots = entries.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }
    let packages = Set(roots.map { String($0.dropLast(5)) })
    if level == depth ?? level {
      names += packages.map { prefix + $0 }
    }
    guard level < depth ?? Self.maximumDepth else { return }
    for entry in entries where !entry.hasPrefix(".") {
      // A package has its `o/` below it; other packages are below it only if names may have any
      // length.
      let isPackage = packages.contains(entry)
      if isPackage, !isDerived { continue }
      if entry == "o", level > 1, isObjects(directory) { continue }
      let path = Paths.join(directory, entry)
      // Links are not followed: they could lead anywhere, or in circles.
      guard !packages.contains(String(entry.dropLast(5))) || !entry.hasSuffix(".json"),
        Files.kind(path) == .directory
      else { continue }
      walk(path, prefix: prefix + entry + "/", level: level + 1, into: &names)
    }
  }

  /// Whether the `o` in a folder contains the objects of the package that the folder belongs to.
  private func isObjects(_ directory: String) -> Bool { Files.isFile(directory + ".json") }
}

extension IndexSource {
  /// The source in a folder; nil if it is not a source.
  init?(slug: String, directory: String) {
    let isPublished =
      Files.isFile(Paths.join(directory, "config.json"))
      || Files.isFile(Paths.join(directory, "c/index.json"))
    guard isPublished || Files.isDirectory(Paths.join(directory, "p")) else { return nil }
    self.directory = directory
    let folder = IndexFolder(directory)
    let configuration = isPublished ? try? IndexConfiguration.check(folder) : nil
    kind = isPublished ? .published(nameSegments: configuration?.nameSegments) : .derived
    registry = IndexSource.registry(slug: slug, folder: folder, isDerived: kind == .derived)
  }

  /// The registry of a folder name. A name with a `_` is ambiguous: then the name or repository of
  /// one of its roots decides, if it results in the same folder name.
  private static func registry(slug: String, folder: IndexFolder, isDerived: Bool) -> String {
    guard slug.contains("_") else { return slug }
    let walk = IndexWalk(
      folder: Paths.join(folder.path, "p"), depth: nil, isDerived: isDerived)
    for name in walk.names().sorted().prefix(4) {
      guard let bytes = try? folder.read("p/" + name + ".json") else { continue }
      for registry in registries(in: bytes) where ToolName.slug(ofRegistry: registry) == slug {
        return registry
      }
    }
    // Most registries that contain a `:` have it before a port.
    guard let mark = slug.lastIndex(of: "_") else { return slug }
    let port = slug[slug.index(after: mark)...]
    guard !port.isEmpty, port.utf8.allSatisfy(\.isDigit) else { return slug }
    return slug[..<mark] + ":" + port
  }

  /// The first segments of a root's `name` and `repository`.
  private static func registries(in bytes: [UInt8]) -> [String] {
    var registries: [String] = []
    _ = try? JSONReader.read(bytes) { (reader) throws(JSONFailure) in
      try reader.object { (key, reader) throws(JSONFailure) in
        guard key == "name" || key == "repository", let text = try reader.stringOrNil() else {
          if key != "name", key != "repository" { try reader.skip() }
          return
        }
        let path = text.hasPrefix("oci://") ? text.dropFirst(6) : text[...]
        if let slash = path.firstIndex(of: "/") { registries.append(String(path[..<slash])) }
      }
    }
    return registries
  }
}
