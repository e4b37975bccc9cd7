import BackendKit

/// Writes packages as an OCX index collection, in its real format (docs/ocx.md §7), so that the
/// demo is read by the same code.
struct DemoIndexWriter {
  /// The folder of the collection.
  let folder: String
  /// The time to which ages are relative, in seconds since 1970.
  let now: Int64

  /// Writes a source as an index publishes it: configuration, catalog, roots, objects, readmes.
  func writePublished(_ packages: [DemoPackage], registry: String) throws(FileFailure) {
    let source = Paths.join(folder, ToolName.slug(ofRegistry: registry))
    let configuration: JSONValue = ["format_version": 1, "name_segments": 2]
    try write(configuration.pretty, to: source, "config.json")
    var catalog: [(String, JSONValue)] = []
    for package in packages {
      let objects = Paths.join(source, "p/\(package.name)/o/sha256")
      let readme = "sha256:" + SHA256.hex(of: package.readme)
      try write(package.readme, to: objects, "\(readme.dropFirst(7)).md")
      let tags = try writeObjects(of: package, in: objects)
      let root = JSONValue.object(
        identity(of: package, registry: registry) + [("desc", description(of: package, readme))]
          + provenance(of: package) + [("tags", .object(tags))]
      ).pretty
      try write(root, to: source, "p/\(package.name).json")
      catalog.append((package.name, .string("sha256:" + SHA256.hex(of: root))))
    }
    let index: JSONValue = ["format_version": 1, "packages": .object(catalog)]
    try write(index.pretty, to: source, "c/index.json")
  }

  /// Writes a source as `ocx` builds it from a plain registry: only tags and objects.
  func writeDerived(_ packages: [DemoPackage], registry: String) throws(FileFailure) {
    let source = Paths.join(folder, ToolName.slug(ofRegistry: registry))
    for package in packages {
      let tags = try writeObjects(
        of: package, in: Paths.join(source, "p/\(package.name)/o/sha256"))
      let root: JSONValue = [
        "repository": .string("oci://\(registry)/\(package.name)"), "tags": .object(tags),
      ]
      try write(root.pretty, to: source, "p/\(package.name).json")
    }
  }

  private func write(_ text: String, to folder: String, _ name: String) throws(FileFailure) {
    try Files.writeScratch(Paths.join(folder, name), text)
  }

  // MARK: The parts of a root

  private func identity(of package: DemoPackage, registry: String) -> [(String, JSONValue)] {
    var members: [(String, JSONValue)] = [
      ("name", .string("\(registry)/\(package.name)")),
      ("repository", .string("oci://ghcr.io/ocx-contrib/\(package.name)")),
      ("owners", [["github": "ocx-bot", "github_id": 309_019_509]]),
    ]
    switch package.status {
    case .active:
      members += [("status", "active"), ("deprecated_message", nil)]
    case .deprecated(let message, let successor):
      members += [
        ("status", "deprecated"), ("deprecated_message", .string(message)),
        ("superseded_by", .string(successor)),
      ]
    }
    let oldest = package.releases.map(\.value).max() ?? 0
    return members + [("created", .string(String(time(daysAgo: oldest).prefix(10))))]
  }

  private func description(of package: DemoPackage, _ readme: String) -> JSONValue {
    [
      "digest": .string("sha256:" + SHA256.hex(of: package.title + package.summary)),
      "title": .string(package.title), "description": .string(package.summary),
      "keywords": JSONValue(package.keywords), "readme": .string(readme),
    ]
  }

  private func provenance(of package: DemoPackage) -> [(String, JSONValue)] {
    guard let upstream = package.upstream else { return [] }
    let organisation = String(upstream.prefix { $0 != "/" })
    return [
      (
        "upstream",
        [
          "org": .string(organisation),
          "repository_url": .string("https://github.com/\(upstream)"),
          "disclaimer": .string(
            "Unaffiliated mirror. \(package.title) is a project of its own authors."),
        ]
      )
    ]
  }

  // MARK: Tags and their objects

  /// Writes the image index of each release, and returns the tags that point to them.
  private func writeObjects(
    of package: DemoPackage, in objects: String
  ) throws(FileFailure) -> [(String, JSONValue)] {
    var digests: [String: String] = [:]
    for (release, _) in package.releases {
      let image = package.image(of: release).compact
      let digest = SHA256.hex(of: image)
      digests[release] = "sha256:" + digest
      try write(image, to: objects, digest + ".json")
    }
    return package.tags().compactMap { tag in
      guard let digest = digests[tag.release] else { return nil }
      var record: [(String, JSONValue)] = [
        ("content", .string(digest)), ("observed", .string(time(daysAgo: tag.daysAgo))),
      ]
      if let reason = package.yanked[tag.name] {
        let at = time(daysAgo: max(0, tag.daysAgo - 3))
        record.append(("yanked", ["reason": .string(reason), "at": .string(at)]))
      }
      return (tag.name, .object(record))
    }
  }

  /// The time in RFC 3339, in UTC.
  private func time(daysAgo: Int) -> String {
    Timestamp.text(now - Int64(daysAgo) * 86_400)
  }
}
