import Testing

@testable import BackendKit

@Suite("mise.lock")
struct LockFileTests {
  @Test(
    "the lock file of a configuration file",
    arguments: [
      ("/p/mise.toml", "/p/mise.lock"), ("/p/.mise.toml", "/p/mise.lock"),
      ("/p/mise.local.toml", "/p/mise.local.lock"), ("/p/.mise.local.toml", "/p/mise.local.lock"),
      ("/p/mise.dev.toml", "/p/mise.dev.lock"), ("/p/.mise.dev.toml", "/p/mise.dev.lock"),
      ("/p/mise.dev.local.toml", "/p/mise.dev.local.lock"),
      ("/p/.config/mise.toml", "/p/.config/mise.lock"),
      ("/p/.config/mise/config.toml", "/p/.config/mise/mise.lock"),
      ("/p/.config/mise/config.dev.toml", "/p/.config/mise/mise.dev.lock"),
      ("/p/.mise/config.toml", "/p/.mise/mise.lock"), ("/p/mise/config.toml", "/p/mise/mise.lock"),
      ("/p/.config/mise/conf.d/a.toml", "/p/.config/mise/mise.lock"),
      ("/p/.config/mise/conf.d/a.local.toml", "/p/.config/mise/mise.local.lock"),
    ])
  func paths(file: String, lock: String) {
    #expect(LockFile.path(for: ConfigFile(path: file, kind: .toml, level: .project)) == lock)
  }

  @Test("a .tool-versions has none")
  func toolVersions() {
    let file = ConfigFile(path: "/p/.tool-versions", kind: .toolVersions, level: .project)
    #expect(LockFile.path(for: file) == nil)
  }

  private func lock(_ entries: String) throws -> LockFile {
    let scratch = try Scratch(["mise.lock": entries])
    return try #require(LockFile(path: scratch.path("mise.lock")))
  }

  @Test(
    "which version a request takes",
    arguments: [
      ("1", "10.0.0"), ("1.0", "1.0.1"), ("1.1", nil), ("10", "10.0.0"), ("latest", "10.0.0"),
      ("prefix:1", "1.0.1"), ("prefix:1.0", "1.0.1"), ("prefix:1.0.1", "1.0.1"), ("prefix:2", nil),
      ("ref:1", nil), ("system", nil),
    ] as [(String, String?)])
  func versions(request: String, version: String?) throws {
    let lock = try lock(
      "[[tools.\"ocx:a/b\"]]\nversion = \"10.0.0\"\n[[tools.\"ocx:a/b\"]]\nversion = \"1.0.1\"\n")
    #expect(lock.version(of: "ocx:a/b", for: request, environments: []) == version)
    #expect(lock.version(of: "ocx:a/c", for: request, environments: []) == nil)
  }

  @Test("what was locked for an environment that is on goes first; for another one, last")
  func environments() throws {
    let lock = try lock(
      """
      [[tools."ocx:a/b"]]
      version = "1.0.0"
      env = ["dev"]
      [[tools."ocx:a/b"]]
      version = "1.0.1"
      [[tools."ocx:a/b"]]
      version = "1.0.2"
      options = { exe = "x" }

      """)
    #expect(lock.version(of: "ocx:a/b", for: "1", environments: []) == "1.0.1")
    #expect(lock.version(of: "ocx:a/b", for: "1", environments: ["dev"]) == "1.0.0")
    #expect(lock.version(of: "ocx:a/b", for: "1.0.0", environments: ["ci"]) == "1.0.0")
    #expect(lock.version(of: "ocx:a/b", for: "1.0.2", environments: []) == nil)
  }

  @Test("formats of older versions of mise, and an invalid lock file")
  func forms() throws {
    #expect(
      try lock("[tools]\n\"ocx:a/b\" = \"1.0.0\"\n").versions(of: "ocx:a/b") == ["1.0.0"])
    #expect(
      try lock("[tools.\"ocx:a/b\"]\nversion = \"1.0.0\"\n").versions(of: "ocx:a/b") == ["1.0.0"])
    #expect(try lock("[tools").versions(of: "ocx:a/b") == [])
  }
}
