import BackendKit

/// A small index in the wire format, a project and install folders.
enum PinFixture {
  static func digest(_ seed: Int) -> String {
    let hex = String(seed, radix: 16)
    return "sha256:" + String(repeating: "0", count: 64 - hex.count) + hex
  }

  /// A root of the wire format; a tag with `!` is yanked for that reason.
  static func root(
    _ name: String, _ tags: [(String, Int)], extra: String = "\"status\": \"active\""
  ) -> String {
    let members = tags.map { tag, seed in
      let parts = tag.split(separator: "!", maxSplits: 1)
      let yank = parts.count > 1 ? ", \"yanked\": {\"reason\": \"\(parts[1])\"}" : ""
      return "\"\(parts[0])\": {\"content\": \"\(digest(seed))\"\(yank)}"
    }
    return """
      {"name": "ocx.sh/\(name)", "repository": "oci://x.io/\(name)", \(extra),
       "tags": {\(members.joined(separator: ", "))}}
      """
  }

  static func scratch(_ tools: String, installed: [String] = []) throws -> Scratch {
    let scratch = try Scratch([
      "index/ocx.sh/config.json": "{\"format_version\": 1, \"name_segments\": 2}",
      "index/ocx.sh/p/a/cmake.json": Self.root(
        "a/cmake",
        [
          ("4.4.1", 1), ("4.4", 1), ("4", 1), ("latest", 1), ("4.3.4", 2), ("4.3", 2),
          ("4.3.3", 3), ("slim-4.3.4", 4), ("slim-4.4.1", 5), ("5.0.0-rc1", 6),
        ]),
      "index/ocx.sh/p/a/app.json": Self.root(
        "a/app", [("1.1.0!broken build", 11), ("1.1.1", 12), ("2.0.0", 13)]),
      "index/ocx.sh/p/a/old.json": Self.root(
        "a/old", [("1.0.0", 21)],
        extra:
          "\"status\": \"deprecated\", \"deprecated_message\": \"gone\", \"superseded_by\": \"ocx.sh/a/new\""
      ),
      "index/ocx.sh/p/a/bad.json": Self.root(
        "a/bad", [("1.0.0", 31)],
        extra: "\"status\": \"yanked\", \"deprecated_message\": \"malware\""),
      "index/ocx.sh/p/a-b/c.json": Self.root("a-b/c", [("1.0.0", 41)]),
      "index/ocx.sh/p/a/b-c.json": Self.root("a/b-c", [("1.0.0", 42)]),
      "index/ocx.sh/p/a/torn.json": "{",
      "p/mise.toml": "[tools]\n" + tools,
    ])
    for path in installed {
      let parts = path.split(separator: "/").map(String.init)
      let tool = Self.tools[parts[0]] ?? "ocx.sh/somebody/elses"
      try scratch.install(
        "home/.local/share/mise/installs/" + path, tool: tool, version: parts[1])
    }
    return scratch
  }

  /// The tools of install folders.
  private static let tools = [
    "ocx-a-cmake": "ocx.sh/a/cmake", "ocx-a-app": "ocx.sh/a/app", "ocx-a-old": "ocx.sh/a/old",
    "ocx-a-bad": "ocx.sh/a/bad", "ocx-a-b-c": "ocx.sh/a-b/c",
  ]

  /// Replaces the root of `a/app` by one with the tag 2.0.0 alone, whose content is for one platform.
  static func writeApp(
    _ scratch: Scratch, manifest: String, os: String, architecture: String
  ) throws {
    let image =
      "{\"schemaVersion\": 2, \"manifests\": [{\"mediaType\": \"m\", \"digest\": "
      + "\"\(manifest)\", \"size\": 1, "
      + "\"platform\": {\"os\": \"\(os)\", \"architecture\": \"\(architecture)\"}}]}"
    let content = SHA256.hex(of: image)
    try scratch.write("index/ocx.sh/p/a/app/o/sha256/\(content).json", image)
    try scratch.write(
      "index/ocx.sh/p/a/app.json",
      "{\"name\": \"ocx.sh/a/app\", \"repository\": \"oci://x.io/a/app\", \"status\": \"active\", "
        + "\"tags\": {\"2.0.0\": {\"content\": \"sha256:\(content)\"}}}")
  }

  static func pins(
    _ tools: String, installed: [String] = [], index: String = "index"
  ) throws -> [Pin] {
    let scratch = try scratch(tools, installed: installed)
    return withExtendedLifetime(scratch) {
      Workspace.open(
        environment: scratch.environment(), directory: scratch.path("p"),
        indexOverride: scratch.path(index)
      ).pins()
    }
  }
}
