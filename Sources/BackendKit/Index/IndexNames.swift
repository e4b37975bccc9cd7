/// Which sources and which tools there are. No root is read for it.
extension IndexCollection {
  /// The sources, sorted by registry. Folders that are no source, and everything whose name begins
  /// with a dot, are passed over.
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

  /// The tools of a source, sorted: those of its catalog, and those that lie in its folders. A
  /// catalog that cannot be read, for whatever reason, is none to show nothing: then the folders
  /// alone tell, as they do for OCX without a network. Names outside the grammar are left out.
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

  /// The names in `c/index.json`; its digests do not matter, and a malformed one neither.
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

/// The roots that lie below `p/`, found without opening one.
struct IndexWalk {
  let folder: String
  /// How many segments names have; nil if that is open.
  let depth: Int?
  let isDerived: Bool

  /// Deeper than any registry lets names be; holds off folders made to be walked for ever.
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
      // Below a package lies its `o/`; other packages only where names may have any length.
      let isPackage = packages.contains(entry)
      if isPackage, !isDerived { continue }
      if entry == "o", level > 1, isObjects(directory) { continue }
      let path = Paths.join(directory, entry)
      // Links are not followed: they could lead anywhere, and round.
      guard !packages.contains(String(entry.dropLast(5))) || !entry.hasSuffix(".json"),
        Files.kind(path) == .directory
      else { continue }
      walk(path, prefix: prefix + entry + "/", level: level + 1, into: &names)
    }
  }

  /// Whether the `o` in a folder holds the objects of the package that the folder belongs to.
  private func isObjects(_ directory: String) -> Bool { Files.isFile(directory + ".json") }
}

extension IndexSource {
  /// The source in a folder; nil if it is none.
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

  /// The registry that was made into this folder name. Where the name holds a `_` it does not tell:
  /// then one of its roots does, by its name or its repository, if that makes the same folder name.
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
    // A port is what registries have a `:` for.
    guard let mark = slug.lastIndex(of: "_") else { return slug }
    let port = slug[slug.index(after: mark)...]
    guard !port.isEmpty, port.utf8.allSatisfy(\.isDigit) else { return slug }
    return slug[..<mark] + ":" + port
  }

  /// The first segments of `name` and of `repository`, where a root has them.
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
