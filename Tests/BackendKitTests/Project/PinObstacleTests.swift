import Testing

@testable import BackendKit

@Suite("why a pin has no effect")
struct PinObstacleTests {
  private func obstacle(
    _ files: [String: String], in file: String, _ variables: [String: String] = [:]
  ) throws -> String? {
    let scratch = try Scratch(files)
    let project = try scratch.project("p", variables)
    return project.obstacle(of: "ocx:a/b", in: scratch.path(file))?.message(of: "ocx:a/b")
  }

  private static let pin = "[tools]\n\"ocx:a/b\" = \"1\"\n"

  @Test(
    "what overrides a file is told whether that is there or not",
    arguments: [
      ("p/mise.local.toml", "p/mise.toml", true), ("p/mise.local.toml", "p/.mise.toml", true),
      ("p/mise.toml", "p/mise.local.toml", false), ("p/.mise.toml", "p/mise.toml", true),
      ("p/mise.toml", "p/.mise.toml", false), ("p/mise.toml", "mise.toml", true),
      ("mise.toml", "p/.tool-versions", false), ("p/.tool-versions", "p/mise.toml", false),
      ("p/mise.toml", "home/.config/mise/config.toml", true),
      ("home/.config/mise/config.toml", "p/mise.toml", false),
      ("p/mise/conf.d/a.toml", "p/.mise/conf.d/a.toml", true),
    ])
  func overridden(winner: String, file: String, isOverridden: Bool) throws {
    let text = winner.hasSuffix(".tool-versions") ? "ocx:a/b 1\n" : Self.pin
    let found = try obstacle([winner: text], in: file)
    #expect((found?.hasPrefix("ocx:a/b stays at \"1\" of ") ?? false) == isOverridden)
    // Nothing else stands in the way.
    #expect(isOverridden || found == nil)
  }

  @Test("a file that mise does not read here")
  func unread() throws {
    let message = "mise does not read mise.dev.toml here: ocx:a/b has no effect there"
    #expect(try obstacle([:], in: "p/mise.dev.toml") == message)
    #expect(try obstacle([:], in: "p/mise.dev.toml", ["MISE_ENV": "dev"]) == nil)
    #expect(try obstacle([:], in: "q/mise.toml")?.hasPrefix("mise does not read") == true)
    #expect(
      try obstacle([:], in: "p/mise.toml", ["MISE_NO_CONFIG": "1"])?
        .hasPrefix("mise does not read") == true)
    #expect(
      try obstacle([:], in: "p/mise.toml", ["MISE_IGNORED_CONFIG_PATHS": "$ROOT/p"])?
        .hasPrefix("mise does not read") == true)
  }

  @Test("a key that mise drops")
  func ignored() throws {
    #expect(
      try obstacle([:], in: "p/mise.toml", ["MISE_DISABLE_TOOLS": "ocx:a/b"])
        == "ocx:a/b is not in force here: disabled by MISE_DISABLE_TOOLS")
    #expect(
      try obstacle(
        ["p/mise.toml": "[tools]\n\"ocx:a/b\" = { version = \"1\", os = [\"none\"] }\n"],
        in: "p/mise.toml") == "ocx:a/b is not in force here: not for this machine: os = none")
  }
}
