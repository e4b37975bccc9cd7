import BackendKit
import TestSupport
import Testing

/// Requests, and the files that result from them.
struct PinningTests {
  /// A project on the small index, with one file more.
  private struct Setting {
    let scratch: Scratch
    let environment: Environment
    var workspace: Workspace {
      Workspace.open(
        environment: environment, directory: scratch.path("p"),
        indexOverride: scratch.path("index"))
    }

    init(_ file: String, _ text: String?, _ variables: [String: String] = [:]) throws {
      scratch = try PinFixture.scratch("node = \"22\"\n")
      if let text { try scratch.write(file, text) }
      environment = scratch.environment(variables)
    }

    /// The text of a file after the changes; `! …` where they are refused.
    func text(_ file: String, after changes: (Pinning) throws -> [Change]) throws -> String {
      do {
        let changes = try changes(Pinning(workspace: workspace))
        let store = Changes(environment: environment)
        try store.apply(try store.plan(changes, display: workspace.project.displayPath))
      } catch let failure as any UserFacingError {
        return "! \(failure.code.exitCode) \(failure.message)"
      }
      return try Files.readText(scratch.path(file))
    }
  }

  private static let cmake = "ocx.sh/a/cmake"

  private func request(_ version: String?) throws -> ToolRequest {
    try ToolRequest(parsing: Self.cmake + (version.map { "@" + $0 } ?? ""))
  }

  private static let section = "[tools]\n\"ocx:ocx.sh/a/cmake\" = \"4.3\"\n"

  @Test(
    "a file is edited as what mise reads it as, whatever its name ends in",
    arguments: [
      ("home/misecfg", ["MISE_GLOBAL_CONFIG_FILE": "$ROOT/home/misecfg"], WriteScope.global),
      ("p/q/mise.conf", ["MISE_DEFAULT_CONFIG_FILENAME": "mise.conf"], .file("q")),
      ("p/my.conf", ["MISE_OVERRIDE_CONFIG_FILENAMES": "my.conf"], .file("my.conf")),
      ("p/other.toml", [:], .file("other.toml")),
    ])
  func tomlByAnyName(file: String, variables: [String: String], scope: WriteScope) throws {
    for (before, after) in [
      (nil, Self.section), ("[tools]\n\"ocx:ocx.sh/a/cmake\" = \"4\"\n", Self.section),
    ] {
      let setting = try Setting(file, before, variables)
      try setting.scratch.folder("p/q")
      let text = try setting.text(file) { [try $0.pin(try request("4.3"), scope: scope)] }
      #expect(text == after)
    }
  }

  @Test(
    "versions a line, by any name",
    arguments: [
      (".tool-versions", [:]), ("my.tool-versions", [:]),
      ("tv", ["MISE_DEFAULT_TOOL_VERSIONS_FILENAME": "tv"]),
      ("mine.toml", ["MISE_OVERRIDE_TOOL_VERSIONS_FILENAMES": "mine.toml"]),
    ])
  func linesByAnyName(file: String, variables: [String: String]) throws {
    let setting = try Setting("p/" + file, "node 22\n", variables)
    let text = try setting.text("p/" + file) {
      [try $0.pin(try request("4.3"), scope: .file(file))]
    }
    #expect(text == "node 22\nocx:ocx.sh/a/cmake 4.3\n")
  }

  @Test("a file of neither kind is refused", arguments: ["package.json", "mise.lock", "x"])
  func neitherKind(file: String) throws {
    let setting = try Setting("p/package.json", "{}\n")
    let refusal = "! 64 mise reads \(file) neither as TOML nor as .tool-versions"
    let pin = try setting.text("p/" + file) {
      [try $0.pin(try request("4.3"), scope: .file(file))]
    }
    let unpin = try setting.text("p/" + file) {
      try $0.unpin(try request(nil).tool, scope: .file(file))
    }
    #expect([pin, unpin] == [refusal, refusal])
    #expect(try Files.readText(setting.scratch.path("p/package.json")) == "{}\n")
    #expect(!Files.exists(setting.scratch.path("p/mise.lock")))
  }

  @Test(
    "of several versions the one asked for stays, else the first gives way",
    arguments: [
      ("4.3", "[\"4.2\", \"4.3\"]", "[\"4.2\", \"4.3\"]"),
      ("4.4", "[\"4.2\", \"4.3\"]", "[\"4.4\", \"4.3\"]"),
      (
        "4.3", "[{ version = \"4.2\" }, { version = \"4.3\", os = [\"unix\"] }]",
        "[{ version = \"4.2\" }, { version = \"4.3\", os = [\"unix\"] }]"
      ),
      // Entries for other machines are not changed.
      (
        "4.3", "[{ version = \"4.3\", os = [\"other\"] }, { version = \"4.2\" }]",
        "[{ version = \"4.3\", os = [\"other\"] }, { version = \"4.3\" }]"
      ),
      (
        "4.4", "[{ version = \"4.2\", digest = \"x\" }, \"4.3\"]",
        "[{ version = \"4.4\", digest = \"\(PinFixture.digest(1))\" }, \"4.3\"]"
      ),
      (
        "4.4", "[\"4.2\", { version = \"4.3\", digest = \"x\" }]",
        "[\"4.4\", { version = \"4.3\", digest = \"x\" }]"
      ),
      (
        "4.3", "[\"4.2\", { version = \"4.3\", digest = \"x\" }]",
        "[\"4.2\", { version = \"4.3\", digest = \"\(PinFixture.digest(2))\" }]"
      ),
    ])
  func arrays(version: String, before: String, after: String) throws {
    let line = "[tools]\n\"ocx:a/cmake\" = "
    let setting = try Setting("p/mise.toml", line + before + "\n")
    let text = try setting.text("p/mise.toml") { [try $0.pin(try request(version))] }
    #expect(text == line + after + "\n")
  }

  @Test("the version that is to give way can be chosen")
  func chosenElement() throws {
    let setting = try Setting("p/mise.toml", "[tools]\n\"ocx:a/cmake\" = [\"4.2\", \"4.3\"]\n")
    let entry = setting.workspace.project.entries.last
    let text = try setting.text("p/mise.toml") { [try $0.pin(try request("4.4"), over: entry)] }
    #expect(text == "[tools]\n\"ocx:a/cmake\" = [\"4.2\", \"4.4\"]\n")
  }

  @Test(
    "the same in a line of .tool-versions",
    arguments: [
      ("4.3", "ocx:a/cmake 4.2 4.3\n", "ocx:a/cmake 4.2 4.3\n"),
      ("4.4", "ocx:a/cmake 4.2 4.3\n", "ocx:a/cmake 4.4 4.3\n"),
      ("4.3", "ocx:a/cmake 1 4.3\nocx:a/cmake 2 4.2\n", "ocx:a/cmake 1 4.3\nocx:a/cmake 4.3 4.2\n"),
    ])
  func versionsOfALine(version: String, before: String, after: String) throws {
    let setting = try Setting("p/.tool-versions", before)
    let text = try setting.text("p/.tool-versions") {
      [try $0.pin(try request(version), scope: .file(".tool-versions"))]
    }
    #expect(text == after)
  }

  @Test(
    "an upgrade moves its own version of a line",
    arguments: [
      (UpgradeLevel.patch, "ocx:a/cmake 4.4 4.3.3 # c\n", "ocx:a/cmake 4.4 4.3.4 # c\n"),
      (.minor, "ocx:a/cmake 4.4 4.3.3\n", "ocx:a/cmake 4.4 4.4.1\n"),
      (nil, "ocx:a/cmake 4.3 4.3.3\n", "ocx:a/cmake 4.4 4.4.1\n"),
      (.within, "ocx:a/cmake 4.3 4.3.3\n", "ocx:a/cmake 4.3 4.3.3\n"),
      (nil, "ocx:a/cmake 4.3 4.4\n", "ocx:a/cmake 4.3 4.4\n"),
      (nil, "ocx:a/cmake 4.4\nocx:a/cmake 4.3\n", "ocx:a/cmake 4.4\nocx:a/cmake 4.4\n"),
    ])
  func upgradesOfALine(level: UpgradeLevel?, before: String, after: String) throws {
    let setting = try Setting("p/.tool-versions", before)
    let text = try setting.text("p/.tool-versions") {
      $0.upgrades(setting.workspace.pins(), to: level).map(\.change)
    }
    #expect(text == after)
  }

  @Test(
    "the entries of a file count, also where mise does not read it here",
    arguments: [
      ("other.toml", WriteScope.file("../other.toml")), ("p/mise.ci.toml", .environment("ci")),
      ("p/mise.toml", .file("../q/mise.toml")),
    ])
  func anyFile(file: String, scope: WriteScope) throws {
    let before = """
      [tools]
      "ocx:a/cmake" = { version = "4.3", digest = "\(PinFixture.digest(9))" }

      """
    let setting = try Setting(file, before)
    try Files.makeLink(setting.scratch.path("q"), to: "p")
    let pinned = try setting.text(file) { [try $0.pin(try request("4.4"), scope: scope)] }
    #expect(
      pinned == """
        [tools]
        "ocx:a/cmake" = { version = "4.4", digest = "\(PinFixture.digest(1))" }

        """)
    let unpinned = try setting.text(file) {
      try $0.unpin(try request(nil).tool, scope: scope)
    }
    #expect(unpinned == "[tools]\n")
  }

  @Test("a file that does not parse is reported, wherever it is")
  func unparsable() throws {
    let setting = try Setting("other.toml", "[tools]\nx\n")
    let text = try setting.text("other.toml") {
      try $0.unpin(try request(nil).tool, scope: .file("../other.toml"))
    }
    #expect(text.hasPrefix("! 65 ../other.toml:2:2 "))
  }

  @Test(
    "a tool leaves its file under every key that means it", arguments: [nil, WriteScope.project])
  func everyKey(scope: WriteScope?) throws {
    let setting = try Setting(
      "p/mise.toml",
      """
      [tools]
      "ocx:a/cmake" = "4.3"
      node = "22"
      "ocx:ocx.sh/a/cmake" = ["4", "4.3"]

      """)
    let text = try setting.text("p/mise.toml") { try $0.unpin(try request(nil).tool, scope: scope) }
    #expect(text == "[tools]\nnode = \"22\"\n")
  }
}
