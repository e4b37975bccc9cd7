import Foundation
import Testing

@testable import BackendKit

/// What a name means to a project and an index.
@Suite struct ToolLookupTests {
  /// A project with an index of these tools.
  private func lookup(
    pins: String = "", tools: [String], _ body: (ToolLookup) throws -> Void
  ) throws {
    let folder = try Files.resolveLinks(
      try Files.makeTemporaryDirectory(in: NSTemporaryDirectory(), prefix: "ocx-mise-tui-test-"))
    defer { try? Files.removeTree(folder) }
    let project = Paths.join(folder, "project")
    try Files.makeDirectories(project)
    try Files.writeScratch(Paths.join(project, "mise.toml"), pins)
    for tool in tools {
      let parts = tool.split(separator: "/", maxSplits: 1)
      let source = Paths.join(folder, "index/\(parts[0])")
      let root = Paths.join(source, "p/\(parts[1]).json")
      try Files.makeDirectories(Paths.parent(root))
      try Files.writeScratch(Paths.join(source, "config.json"), #"{"format_version":1}"#)
      try Files.writeScratch(root, "{}")
    }
    let environment = Environment(
      variables: [
        "HOME": folder, "OCX_HOME": folder, "MISE_DATA_DIR": Paths.join(folder, "data"),
        "MISE_CONFIG_DIR": Paths.join(folder, "config"), "MISE_CEILING_PATHS": folder,
        "MISE_SYSTEM_CONFIG_DIR": Paths.join(folder, "system"),
      ],
      workingDirectory: project)
    try body(ToolLookup(workspace: Workspace.open(environment: environment)))
  }

  @Test("a last segment that only one package has, an alias, a key")
  func shortNames() throws {
    let pins = """
      [tool_alias]
      build = "ocx:ghcr.io/acme/make"
      [tools]
      build = "1"
      "ocx:ghcr.io/acme/deploy" = "2"
      """
    let tools = ["ocx.sh/kitware/cmake", "ocx.sh/jqlang/jq", "ghcr.io/acme/tool", "ocx.sh/whole"]
    try lookup(pins: pins, tools: tools) { lookup in
      let cases: [(String, String, Bool)] = [
        ("cmake", "ocx.sh/kitware/cmake", false), ("jq", "ocx.sh/jqlang/jq", false),
        ("tool", "ghcr.io/acme/tool", true), ("deploy", "ghcr.io/acme/deploy", true),
        ("build", "ghcr.io/acme/make", true), ("whole", "ocx.sh/whole", false),
        ("kitware/cmake", "ocx.sh/kitware/cmake", false),
        ("ocx:ghcr.io/acme/tool", "ghcr.io/acme/tool", false),
        ("ghcr.io/acme/tool", "ghcr.io/acme/tool", false),
        ("nothing", "ocx.sh/nothing", false), ("acme/tool", "ocx.sh/acme/tool", false),
      ]
      for (name, tool, isElsewhere) in cases {
        let match = try lookup.tool(name)
        #expect(match.tool.description == tool, "\(name)")
        #expect(match.isElsewhere == isElsewhere, "\(name)")
      }
      let (match, request) = try lookup.request("tool@latest")
      #expect(request.description == "ocx:ghcr.io/acme/tool@latest" && match.isElsewhere)
      #expect(throws: IdentifierFailure.self) { try lookup.request("tool@") }
      #expect(throws: IdentifierFailure.self) { try lookup.tool("tool@1") }
    }
  }

  @Test("a name that several have is refused, unless only one of them is pinned where that counts")
  func ambiguous() throws {
    let pins = "[tools]\n\"ocx:ghcr.io/acme/node\" = \"1\"\n"
    try lookup(pins: pins, tools: ["ocx.sh/nodejs/node", "ocx.sh/other/node"]) { lookup in
      let failure = try #require(throws: AmbiguousToolName.self) { try lookup.tool("node") }
      #expect(
        failure.tools.map(\.description)
          == ["ghcr.io/acme/node", "ocx.sh/nodejs/node", "ocx.sh/other/node"])
      #expect(failure.code == .usage)
      #expect(
        failure.hint == "name one of: ghcr.io/acme/node, ocx.sh/nodejs/node, ocx.sh/other/node")
      #expect(try lookup.tool("node", among: .pinsFirst).tool.description == "ghcr.io/acme/node")
    }
  }

  @Test("a repository of the default registry without a namespace is meant before all others")
  func wholeName() throws {
    try lookup(tools: ["ocx.sh/node", "ocx.sh/nodejs/node"]) { lookup in
      let match = try lookup.tool("node")
      #expect(match.tool.description == "ocx.sh/node")
    }
  }
}
