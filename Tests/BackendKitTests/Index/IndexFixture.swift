import Foundation

@testable import BackendKit

/// An index collection in a temporary folder, gone with the value that made it.
final class IndexFixture {
  let root: String

  init() throws {
    root =
      FileManager.default.temporaryDirectory
      .appending(path: "index-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  /// The collection; `index/` below the folder, so that there is an outside.
  var index: IndexCollection { IndexCollection(path: root + "/index") }

  func write(_ path: String, _ text: String) throws {
    try write(path, Array(text.utf8))
  }

  func write(_ path: String, _ bytes: [UInt8]) throws {
    let url = URL(filePath: root + "/index/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  func link(_ path: String, to target: String) throws {
    let url = URL(filePath: root + "/index/" + path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: url.path, withDestinationPath: target)
  }

  /// A published source with these names in its catalog.
  func publish(_ names: [String], registry: String = "ocx.sh") throws {
    try write("\(registry)/config.json", #"{"format_version": 1, "name_segments": 2}"#)
    let members = names.map { "\"\($0)\": \"sha256:\(Self.digest)\"" }.joined(separator: ",")
    try write("\(registry)/c/index.json", "{\"format_version\": 1, \"packages\": {\(members)}}")
  }

  static let digest = String(repeating: "a", count: 64)

  /// A root with these tags, all on one digest unless given.
  static func rootText(
    _ tags: [String], digests: [String: String] = [:], yanked: Set<String> = [],
    status: String = "active"
  ) -> String {
    let members = tags.map { tag in
      let content = digests[tag] ?? digest
      let yank = yanked.contains(tag) ? #", "yanked": {"reason": "broken", "at": "2026"}"# : ""
      return "\"\(tag)\": {\"content\": \"sha256:\(content)\", \"observed\": \"2026\"\(yank)}"
    }
    return "{\"repository\": \"oci://r.example/a/b\", \"status\": \"\(status)\", \"tags\": {"
      + members.joined(separator: ",") + "}}"
  }

  /// The version list of such a root.
  static func list(
    _ tags: [String], digests: [String: String] = [:], yanked: Set<String> = [],
    status: String = "active"
  ) throws -> VersionList {
    let text = rootText(tags, digests: digests, yanked: yanked, status: status)
    return VersionList(
      root: try RootReader.root(of: ToolName(parsing: "a/b"), from: Array(text.utf8)))
  }
}
