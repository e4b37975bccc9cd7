import TestSupport

@testable import BackendKit

/// Names, references, tags, digests, platforms and requests: what is read, written and read again is
/// the same, and what is passed to the disk or to `ocx` is safe.
enum IdentifierProperty {
  /// The first line is parsed; the second one, if valid, is the default registry.
  static let property = Property("identifiers") { bytes in
    let lines = bytes.split(
      separator: TOMLByte.lineFeed, maxSplits: 1, omittingEmptySubsequences: false
    ).map { String(decoding: $0, as: UTF8.self) }
    let text = lines[0]
    let given = lines.count > 1 ? lines[1] : ""
    let registry =
      ToolName.isRegistry(given) && ToolName.isHost(given)
      ? given : ToolName.compiledDefaultRegistry
    try checkName(text, registry)
    try checkReference(text, registry)
    try checkRequest(text, registry)
    if let digest = try? Digest(text) {
      try Broken.unless(same(digest.description, text), "a digest is written as it is read")
    }
    if let tag = try? Tag(text) {
      try Broken.unless(isFileName(tag.text), "a tag is the name of a file: \(tag)")
      try Broken.unless(try Tag(tag.text) == tag, "a tag reads again")
    }
    if let platform = try? Platform(text) {
      try Broken.unless(
        (try? Platform(platform.description)) == platform, "\(platform) reads again")
    }
    try checkFolders(text)
  }

  private static func checkName(_ text: String, _ registry: String) throws {
    guard let name = try? ToolName(parsing: text, defaultRegistry: registry) else { return }
    try check(name)
    for again in [name.description, name.key] {
      try Broken.unless(
        (try? ToolName(parsing: again, defaultRegistry: "other.org")) == name,
        "\(again) reads again")
    }
    try Broken.unless(!name.description.hasPrefix("-"), "\(name) is no option")
  }

  private static func check(_ name: ToolName) throws {
    try Broken.unless(
      isFileName(ToolName.slug(ofRegistry: name.registry)) || !ToolName.isHost(name.registry),
      "the folder of a registry is one name: \(name.registry)")
    try Broken.unless(name.repository.utf8.count <= 255, "a repository is no longer than that")
    let segments = name.repository.split(separator: "/", omittingEmptySubsequences: false)
    try Broken.unless(
      segments.allSatisfy { isFileName(String($0)) }, "\(name) is a path that leads down")
  }

  private static func checkReference(_ text: String, _ registry: String) throws {
    guard let reference = try? Reference(parsing: text, defaultRegistry: registry) else { return }
    try check(reference.tool)
    try Broken.unless(
      (try? Reference(parsing: reference.description, defaultRegistry: registry)) == reference,
      "\(reference) reads again")
  }

  private static func checkRequest(_ text: String, _ registry: String) throws {
    guard let request = try? ToolRequest(parsing: text, defaultRegistry: registry) else { return }
    try check(request.tool)
    try Broken.unless(
      (try? ToolRequest(parsing: request.description, defaultRegistry: "other.org")) == request,
      "\(request) reads again")
    guard let reference = try? request.reference() else { return }
    try Broken.unless(
      (try? Reference(parsing: reference.description, defaultRegistry: "other.org")) == reference,
      "\(reference) reads again")
  }

  /// What mise calls the folders of any key and version leads nowhere else.
  private static func checkFolders(_ text: String) throws {
    let tool = MiseInstalls.directoryName(for: text)
    try Broken.unless(
      !holdsSlash(tool) && tool != "..", "the folder of a tool is one name: \(tool)")
    let version = MiseInstalls.versionDirectoryName(text)
    try Broken.unless(!holdsSlash(version), "the folder of a version is one name: \(version)")
    let resolved = MiseResolution.resolve(request: text, versions: [], installed: [])
    try Broken.unless(
      !holdsSlash(resolved.directory), "the folder of a version is one name: \(resolved.directory)")
  }

  private static func holdsSlash(_ text: String) -> Bool { text.utf8.contains(UInt8(ascii: "/")) }

  private static func isFileName(_ text: String) -> Bool {
    !text.isEmpty && text != "." && text != ".."
      && text.utf8.allSatisfy { $0.isAlphanumeric || "._-".utf8.contains($0) }
  }

  private static func same(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
  }
}
