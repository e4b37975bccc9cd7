import BackendKit
import TestSupport
import Testing

@Suite("install folders on disk")
struct InstallsTests {
  private let key = "ocx:ocx.sh/a/b"
  private let folder = "home/.local/share/mise/installs/ocx-ocx-sh-a-b"

  @Test(
    "where they are",
    arguments: [
      ([:], "home/.local/share/mise/installs", "home/.cache/mise"),
      (["XDG_DATA_HOME": "$ROOT/d", "XDG_CACHE_HOME": "$ROOT/c"], "d/mise/installs", "c/mise"),
      (["MISE_DATA_DIR": "$ROOT/m", "MISE_CACHE_DIR": "~/c"], "m/installs", "home/c"),
      (
        ["MISE_INSTALLS_DIR": "$ROOT/i", "MISE_DATA_DIR": "$ROOT/m", "MISE_CACHE_DIR": "$ROOT/c"],
        "i", "c"
      ),
    ] as [([String: String], String, String)])
  func directories(variables: [String: String], installs: String, cache: String) throws {
    let scratch = try Scratch()
    var variables = variables
    #if os(macOS)
      if variables.isEmpty { variables["XDG_CACHE_HOME"] = "$ROOT/home/.cache" }
    #endif
    let found = MiseInstalls(environment: scratch.environment(variables))
    #expect(scratch.name(found.directory) == installs)
    #expect(scratch.name(found.cacheDirectory) == cache)
  }

  @Test("what counts as installed, in mise's order")
  func installed() throws {
    let scratch = try Scratch([
      "\(folder)/.mise.backend.toml": "short = \"\(key)\"\nfull = \"\(key)\"\n",
      "\(folder)/notes": "a file", "cache/ocx-ocx-sh-a-b/1.3.0/incomplete": "",
      "elsewhere/bin/b": "",
    ])
    for version in ["1.10.0", "1.2.0", "1.3.0", "ref-sha256-00"] {
      try scratch.folder("\(folder)/\(version)")
    }
    try Files.makeLink(scratch.path("\(folder)/1"), to: "./1.10.0")
    try Files.makeLink(scratch.path("\(folder)/linked"), to: scratch.path("elsewhere"))
    try Files.makeLink(scratch.path("\(folder)/gone"), to: scratch.path("nowhere"))
    let installs = MiseInstalls(environment: scratch.environment(["MISE_CACHE_DIR": "$ROOT/cache"]))
    let found = installs.installed(key: key)
    #expect(Set(found.map(\.version)) == ["1.2.0", "1.10.0", "linked", "ref-sha256-00"])
    #expect(found.map(\.version).filter { $0.hasPrefix("1.") } == ["1.2.0", "1.10.0"])
    #expect(installs.recordedKeys(of: [key])[key] == key)
    #expect(installs.installed(key: "ocx:") == installs.installed(key: "ocx"))
    #expect(installs.installed(key: "").isEmpty)
  }

  @Test("shared folders come after mise's own")
  func shared() throws {
    let scratch = try Scratch()
    for path in ["\(folder)/1.0.0", "s/ocx-ocx-sh-a-b/1.0.0", "s/ocx-ocx-sh-a-b/2.0.0"] {
      try scratch.folder(path)
    }
    let installs = MiseInstalls(
      environment: scratch.environment(["MISE_SHARED_INSTALL_DIRS": "$ROOT/s:$ROOT/none"]))
    #expect(
      installs.installed(key: key).map { scratch.name($0.path) } == [
        "\(folder)/1.0.0", "s/ocx-ocx-sh-a-b/2.0.0",
      ])
  }

  @Test("whose folder it is, by either note of mise")
  func recorded() throws {
    let installs = "home/.local/share/mise/installs"
    let scratch = try Scratch([
      "\(installs)/.mise-installs.toml":
        "[\"ocx:ocx.sh/a-b/c\"]\nshort = \"ocx:ocx.sh/a-b/c\"\n[node]\nshort = \"node\"\n"
    ])
    let found = MiseInstalls(environment: scratch.environment())
    #expect(found.recordedKeys(of: ["ocx:ocx.sh/a/b-c"])["ocx:ocx.sh/a/b-c"] == "ocx:ocx.sh/a-b/c")
    #expect(found.recordedKeys(of: ["ocx:ocx.sh/x/y"])["ocx:ocx.sh/x/y"] == nil)
    try scratch.write(
      "\(installs)/ocx-ocx-sh-a-b-c/.mise.backend.toml", "short = \"ocx:ocx.sh/a/b-c\"\n")
    #expect(found.recordedKeys(of: ["ocx:ocx.sh/a-b/c"])["ocx:ocx.sh/a-b/c"] == "ocx:ocx.sh/a/b-c")
  }

  @Test("an install that mise considers complete may not be")
  func damage() throws {
    let scratch = try Scratch()
    for version in ["1", "2", "3", "4", "5"] {
      try scratch.install("\(folder)/\(version)", tool: "ocx.sh/a/b", version: version)
    }
    try scratch.remove("\(folder)/2/receipt.json")
    try scratch.remove("\(folder)/3/content")
    try scratch.write("\(folder)/4/receipt.json", "{\"format\": 1}")
    try scratch.write("\(folder)/5/receipt.json", "{\"format\": 2}")
    let found = MiseInstalls(environment: scratch.environment()).installed(key: key)
    let content = scratch.path("\(folder)/3/content")
    #expect(
      found.map { version in
        do throws(InstallDamage) {
          return try version.receipt().version
        } catch {
          return error.reason
        }
      } == [
        "1", "its receipt.json is missing", "\(content) is missing",
        "its receipt.json has format 1, not 2", "its receipt.json cannot be read",
      ])
  }
}
