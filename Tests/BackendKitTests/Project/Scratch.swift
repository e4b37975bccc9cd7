import Foundation

@testable import BackendKit

/// A temporary tree of files that goes away with its last reference.
final class Scratch {
  let root: String

  init(_ files: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // macOS has its temporary folders behind a link, which mise would resolve.
    root = try Files.resolveLinks(folder.path)
    for (name, text) in files { try write(name, text) }
  }

  deinit { try? FileManager.default.removeItem(atPath: root) }

  func path(_ name: String) -> String { name.isEmpty ? root : root + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try Files.makeDirectories(Paths.parent(path(name)))
    try Data(text.utf8).write(to: URL(filePath: path(name)))
  }

  func remove(_ name: String) throws { try Files.removeTree(path(name)) }

  /// A whole install of the plugin.
  func install(
    _ name: String, tool: String, version: String, indexDigest: String? = nil
  ) throws {
    try folder(name + "/content")
    let receipt = Receipt(
      tool: tool, requestedTool: tool, defaultRegistry: nil, version: version,
      identifier: "\(tool):\(version)", digest: "sha256:" + String(repeating: "0", count: 64),
      indexDigest: indexDigest, platform: nil, requestedPlatform: nil, ocxVersion: "0.5.8",
      variables: [], dependencies: [], time: "2026-11-23T23:00:00Z")
    try write(name + "/receipt.json", receipt.json.pretty)
  }

  func folder(_ name: String) throws { try Files.makeDirectories(path(name)) }

  /// A path below the root as a test names it; others as they are.
  func name(_ path: String) -> String {
    path.hasPrefix(root + "/") ? String(path.dropFirst(root.utf8.count + 1)) : path
  }

  /// Variables with `$ROOT` filled in; home is `home`.
  func environment(_ variables: [String: String] = [:], home: String = "home") -> Environment {
    var all = ["HOME": path(home), "MISE_SYSTEM_DIR": path("nowhere")]
    for (name, value) in variables {
      all[name] = value.replacingOccurrences(of: "$ROOT", with: root)
    }
    return Environment(variables: all, workingDirectory: root)
  }

  func project(_ directory: String, _ variables: [String: String] = [:]) throws -> MiseProject {
    try folder(directory)
    return .discover(directory: path(directory), environment: environment(variables))
  }
}
