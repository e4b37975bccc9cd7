import BackendKit
import Foundation
import TestSupport
import Testing

@Suite("pins: what resolves, what is there, what is newer")
struct PinTests {
  /// A pin as one line: resolved, latest, installed, state.
  private func line(_ pin: Pin) -> String {
    "\(pin.resolved ?? "-") \(pin.latest ?? "-") [\(pin.installed.joined(separator: " "))] \(pin.state)"
  }

  @Test(
    "states",
    arguments: [
      ("a/cmake", "4.3", ["4.3.4"], "4.3.4 4.4.1 [4.3.4] outdated"),
      ("a/cmake", "4.3", ["4.3.3"], "4.3.3 4.4.1 [4.3.3] outdated"),
      ("a/cmake", "4", ["4.4.1"], "4.4.1 4.4.1 [4.4.1] current"),
      ("a/cmake", "latest", ["4.4.1", "4.3.3"], "4.4.1 4.4.1 [4.3.3 4.4.1] current"),
      ("a/cmake", "4.3", [], "4.3.4 4.4.1 [] missing"),
      ("a/cmake", "4.3.4", ["4.4.1"], "4.3.4 4.4.1 [4.4.1] missing"),
      ("a/cmake", "slim-4", ["slim-4.3.4"], "slim-4.3.4 slim-4.4.1 [slim-4.3.4] outdated"),
      ("a/cmake", "prefix:4.3", ["4.3.4"], "4.3.4 4.4.1 [4.3.4] outdated"),
      ("a/cmake", "9", [], "- 4.4.1 [] unknown"),
      ("a/cmake", "{{ v }}", ["4.4.1"], "- 4.4.1 [4.4.1] unknown"),
      ("a/cmake", "path:/x", [], "- 4.4.1 [] unknown"),
      ("a/cmake", "ref:sha256:00", [], "ref:sha256:00 4.4.1 [] missing"),
      (
        "a/cmake", "ref:sha256:00", ["ref-sha256-00"], "ref:sha256:00 4.4.1 [ref-sha256-00] current"
      ),
      ("a/app", "1.1.0", ["1.1.0"], "1.1.0 2.0.0 [1.1.0] yanked"),
      ("a/app", "1.1.0", [], "1.1.0 2.0.0 [] yanked"),
      ("a/app", "1.1", [], "1.1.1 2.0.0 [] missing"),
      ("a/old", "1", [], "1.0.0 1.0.0 [] deprecated"),
      ("a/bad", "1.0.0", ["1.0.0"], "1.0.0 - [1.0.0] yanked"),
      ("a/torn", "1", ["1.0.0"], "1.0.0 - [1.0.0] unknown"),
      ("a/none", "1", [], "- - [] missing"),
    ] as [(String, String, [String], String)])
  func states(tool: String, request: String, installed: [String], expected: String) throws {
    let folder = MiseInstalls.directoryName(for: "ocx:" + tool)
    let found = try PinFixture.pins(
      "\"ocx:\(tool)\" = \"\(request)\"\n", installed: installed.map { "\(folder)/\($0)" })
    #expect(found.map(line) == [expected])
  }

  @Test("without an index, installed versions are still reported")
  func noIndex() throws {
    let found = try PinFixture.pins(
      "\"ocx:a/cmake\" = \"4.3\"\n", installed: ["ocx-a-cmake/4.3.4"], index: "nowhere")
    #expect(found.map(line) == ["4.3.4 - [4.3.4] unknown"])
    #expect(found.first?.failure != nil && found.first?.installPath != nil)
  }

  @Test(
    "warnings",
    arguments: [
      ("\"ocx:a/cmake\" = \"4.4\"", []),
      ("\"ocx:a/cmake\" = \"9\"", ["no version of ocx.sh/a/cmake matches \"9\""]),
      (
        "\"ocx:a/cmake\" = \">=4\"",
        ["no version of ocx.sh/a/cmake matches \">=4\" (mise knows no ranges)"]
      ),
      ("\"ocx:a/old\" = \"1\"", ["deprecated: gone (use ocx.sh/a/new)"]),
      ("\"ocx:a/app\" = \"1.1.0\"", ["yanked: broken build"]),
      ("\"ocx:a/none\" = \"1\"", ["the index has no ocx.sh/a/none"]),
      (
        "\"ocx:a/cmake\" = { version = \"4.4\", variant = \"slim\" }",
        [
          "the option variant does nothing: write the version as \"slim-4.4\"",
          "mise.toml is not trusted yet: run mise trust",
        ]
      ),
      (
        "\"ocx:a/cmake\" = { version = \"4.4.1\", digest = \"\(PinFixture.digest(1))\" }",
        ["mise.toml is not trusted yet: run mise trust"]
      ),
    ] as [(String, [String])])
  func warnings(tools: String, expected: [String]) throws {
    let warnings = try PinFixture.pins(tools + "\n").flatMap(\.warnings)
    // Similar names may follow; they depend on the index.
    #expect(warnings.map { String($0.prefix { $0 != ";" }) } == expected)
  }

  @Test("a digest that the index does not have is reported")
  func otherDigest() throws {
    let found = try PinFixture.pins(
      "\"ocx:a/cmake\" = { version = \"4.4.1\", digest = \"\(PinFixture.digest(9))\" }\n")
    #expect(
      found.first?.warnings.first == "tag 4.4.1 now points to other content than you locked")
  }

  @Test("two tools of one install folder warn of each other, and only they")
  func sharedFolder() throws {
    let found = try PinFixture.pins(
      "\"ocx:a-b/c\" = \"1\"\n\"ocx:a/b-c\" = \"1\"\n\"ocx:a/cmake\" = \"4\"\n",
      installed: ["ocx-a-b-c/1.0.0"])
    #expect(
      found.map(\.warnings) == [
        ["shares its install folder with ocx:a/b-c: mise confuses the two"],
        [
          "its install folder holds ocx.sh/a-b/c",
          "shares its install folder with ocx:a-b/c: mise confuses the two",
        ], [],
      ])
    #expect(found.map(\.isInstalled) == [true, true, false])
  }

  @Test("a pin that is bound to content does not follow a tag that moved")
  func boundElsewhere() throws {
    let old = PinFixture.digest(7)
    let scratch = try PinFixture.scratch(
      "\"ocx:a/cmake\" = { version = \"4.4\", digest = \"\(old)\" }\n")
    try scratch.install(
      "home/.local/share/mise/installs/ocx-a-cmake/4.4.1", tool: "ocx.sh/a/cmake",
      version: "4.4.1", indexDigest: old)
    let pin = try #require(
      Workspace.open(
        environment: scratch.environment(), directory: scratch.path("p"),
        indexOverride: scratch.path("index")
      ).pins().first)
    #expect(pin.hasMoved && !pin.needsReinstall && pin.state == .current)
  }

  @Test("one tool under two keys: which comes first on PATH")
  func doubles() throws {
    let found = try PinFixture.pins(
      "\"ocx:ocx.sh/a/cmake\" = \"4\"\n\"ocx:a/cmake\" = \"4\"\n\"ocx:a/app\" = \"2\"\n")
    #expect(
      found.map(\.warnings) == [
        ["the same tool as ocx:a/cmake: ocx:ocx.sh/a/cmake comes first on PATH"],
        ["the same tool as ocx:ocx.sh/a/cmake: ocx:ocx.sh/a/cmake comes first on PATH"], [],
      ])
  }

  @Test("a moved tag and an install whose content is gone")
  func installed() throws {
    let folder = "home/.local/share/mise/installs/ocx-a-cmake/4.4.1"
    let scratch = try PinFixture.scratch("\"ocx:a/cmake\" = \"4.4\"\n")
    try scratch.install(
      folder, tool: "ocx.sh/a/cmake", version: "4.4.1", indexDigest: PinFixture.digest(7))
    let workspace = Workspace.open(
      environment: scratch.environment(), directory: scratch.path("p"),
      indexOverride: scratch.path("index"))
    #expect(
      workspace.pins().flatMap(\.warnings) == ["4.4.1 has moved since it was installed"])
    #expect(workspace.pins().map(\.hasMoved) == [true])
    #expect(workspace.pins().map(\.state) == [.moved])
    try scratch.remove(folder + "/content")
    let lost = try #require(workspace.pins().first)
    #expect(lost.state == .missing && !lost.isInstalled && lost.installed == ["4.4.1"])
    let content = scratch.path(folder + "/content")
    #expect(lost.warnings == ["the install is incomplete: \(content) is missing"])
  }

  @Test("without mise, a candidate of ocx counts as installed")
  func candidates() throws {
    let scratch = try PinFixture.scratch("\"ocx:a/app\" = \"2\"\n")
    let package = "home/.ocx/packages/ocx.sh/sha256/ab/" + String(repeating: "ab", count: 15)
    try scratch.folder(package + "/content")
    let link = scratch.path("home/.ocx/symlinks/ocx.sh/a/app/candidates/2.0.0")
    try Files.makeDirectories(Paths.parent(link))
    try Files.makeLink(link, to: scratch.path(package))
    func pin(path: String) throws -> Pin {
      var environment = scratch.environment()
      environment.variables["PATH"] = path
      return try #require(
        Workspace.open(
          environment: environment, directory: scratch.path("p"),
          indexOverride: scratch.path("index")
        ).pins().first)
    }
    let alone = try pin(path: "/nowhere")
    #expect(alone.state == .current && alone.installed == ["2.0.0"] && alone.installPath == link)
    try scratch.write("bin/mise", "#!/bin/sh\n")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o755], ofItemAtPath: scratch.path("bin/mise"))
    let withMise = try pin(path: scratch.path("bin"))
    #expect(withMise.state == .missing && withMise.installed == [])
    try scratch.remove(package)
    #expect(try pin(path: "/nowhere").state == .missing)
  }

  @Test("what OCX has in its store, by digest")
  func store() throws {
    let scratch = try PinFixture.scratch("\"ocx:a/app\" = \"2\"\n")
    let manifest = "sha256:" + String(repeating: "ab", count: 32)
    try PinFixture.writeApp(scratch, manifest: manifest, os: "any", architecture: "any")
    func pin() throws -> Pin {
      try #require(
        Workspace.open(
          environment: scratch.environment(), directory: scratch.path("p"),
          indexOverride: scratch.path("index")
        ).pins().first)
    }
    #expect(try pin().isInStore == false)
    let package = "home/.ocx/packages/ocx.sh/sha256/ab/" + String(repeating: "ab", count: 15)
    try scratch.folder(package + "/content")
    #expect(try pin().isInStore == false, "half of it")
    try scratch.write(package + "/install.json", "{\"ok\": true}")
    #expect(try pin().isInStore == true)
    #expect(try pin().state == .missing)
  }

  @Test(
    "a version that does not run where its entry says is marked",
    arguments: [
      ("\"2\"", "darwin", "arm64", ["2.0.0 does not run here; it is for darwin/arm64"]),
      ("\"2\"", "any", "any", []),
      ("{ version = \"2\", platform = \"darwin/arm64\" }", "darwin", "arm64", []),
      ("{ version = \"2\", os = [\"none\"] }", "darwin", "arm64", []),
      (
        "{ version = \"2\", platform = \"linux/arm64\" }", "darwin", "arm64",
        ["2.0.0 does not run on linux/arm64; it is for darwin/arm64"]
      ),
    ])
  func otherPlatform(entry: String, os: String, architecture: String, warnings: [String]) throws {
    let scratch = try PinFixture.scratch("\"ocx:a/app\" = \(entry)\n")
    try PinFixture.writeApp(
      scratch, manifest: PinFixture.digest(1), os: os, architecture: architecture)
    let pin = try #require(
      Workspace.open(
        environment: scratch.environment(), directory: scratch.path("p"),
        indexOverride: scratch.path("index")
      ).pins().first)
    #expect(pin.warnings.filter { $0.contains("run") && !$0.contains("trust") } == warnings)
  }

  @Test("the ladder keeps the precision of the pin")
  func upgrades() throws {
    let found = try PinFixture.pins("\"ocx:a/cmake\" = \"4.3\"\n", installed: ["ocx-a-cmake/4.3.3"])
    let upgrades = found.first?.upgrades
    #expect(upgrades?.within?.version.version == "4.3.4" && upgrades?.within?.request == "4.3")
    #expect(upgrades?.patch == nil)
    #expect(upgrades?.minor?.version.version == "4.4.1" && upgrades?.minor?.request == "4.4")
    #expect(upgrades?.major == nil)
  }

  @Test("a thrown cancellation leaves all unknown and fails nothing")
  func cancelled() throws {
    let scratch = try PinFixture.scratch(
      "\"ocx:a/cmake\" = \"4.3\"\n", installed: ["ocx-a-cmake/4.3.4"])
    let workspace = Workspace.open(
      environment: scratch.environment(), directory: scratch.path("p"),
      indexOverride: scratch.path("index"))
    let cancellation = Cancellation()
    cancellation.cancel()
    #expect(workspace.pins(cancellation).map(\.warnings) == [[]])
  }
}
