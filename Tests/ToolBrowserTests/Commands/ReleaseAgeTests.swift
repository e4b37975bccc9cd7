import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `minimum_release_age`: what is too young is shown with its day, and taken only by its name.
struct ReleaseAgeTests {
  private static let digits = String(repeating: "0", count: 63)

  /// A project on an index that publishes 1.0.0 and 1.1.0 long ago, and 1.2.0 in days to come.
  private func world(
    _ pin: String, published: Bool = true, _ body: (Environment, String) throws -> Void
  ) throws {
    try withTemporaryFolder { folder in
      let index = Paths.join(folder, "index")
      func write(_ path: String, _ text: String) throws {
        let path = Paths.join(folder, path)
        try Files.makeDirectories(Paths.parent(path))
        try Files.writeScratch(path, text)
      }
      let tags = [("1.0.0", "2020"), ("1.1.0", "2021"), ("1.2.0", "2990")].enumerated().map {
        "\"\($1.0)\": {\"content\": \"sha256:\(Self.digits)\($0)\","
          + " \"observed\": \"\($1.1)-01-01T00:00:00Z\"}"
      }
      if published {
        try write("index/ocx.sh/config.json", "{\"format_version\": 1, \"name_segments\": 2}")
      }
      try write(
        "index/ocx.sh/p/a/tool.json",
        "{\"name\": \"ocx.sh/a/tool\", \"repository\": \"oci://x/a/tool\","
          + " \"status\": \"active\", \"tags\": {\(tags.joined(separator: ", "))}}")
      try write("p/mise.toml", "[tools]\n\"ocx:ocx.sh/a/tool\" = \(pin)\n")
      let variables = [
        "HOME": Paths.join(folder, "home"), "OCX_INDEX": index, "MISE_TRUSTED_CONFIG_PATHS": folder,
        "MISE_SYSTEM_DIR": Paths.join(folder, "none"), "PATH": Paths.join(folder, "none"),
      ]
      try body(
        Environment(variables: variables, workingDirectory: Paths.join(folder, "p")),
        Paths.join(folder, "p/mise.toml"))
    }
  }

  private func run(_ words: [String], _ environment: Environment) throws -> CommandRun {
    try CommandRun.of(words, environment: environment, now: demoNow)
  }

  @Test("a level stops at what is old enough, and names what is too young with its day")
  func levels() throws {
    try world("{ version = \"1.0.0\", minimum_release_age = \"7d\" }") { environment, file in
      let outdated = try run(["outdated", "--json"], environment)
      let row = try #require((try outdated.json() as? [[String: Any]])?.first)
      #expect(row["minor"] as? String == "1.1.0")
      let young = "ocx:ocx.sh/a/tool 1.0.0 to 1.2.0 (minor) is old enough on 2990-01-08\n"
      #expect(outdated.errors.contains("young: " + young))
      let upgrade = try run(["upgrade"], environment)
      #expect(upgrade.errors.contains("left: " + young))
      #expect(try Files.readText(file).contains("\"1.1.0\""))
      let pins = try #require(try run(["pins", "--json"], environment).json() as? [[String: Any]])
      #expect(pins.first?["latest"] as? String == "1.1.0")
    }
  }

  @Test("a bare pin takes the newest that is old enough; a version that is named is never refused")
  func barePin() throws {
    try world("\"1.0.0\"") { (environment, file) throws in
      let aged = Environment(
        variables: environment.variables.merging(["MISE_MINIMUM_RELEASE_AGE": "1y"]) { $1 },
        workingDirectory: environment.workingDirectory)
      #expect(try run(["pin", "a/tool"], aged).status == 0)
      #expect(try Files.readText(file).contains("\"1.1.0\""))
      #expect(try run(["pin", "a/tool@1.2.0"], aged).status == 0)
      #expect(try Files.readText(file).contains("\"1.2.0\""))
    }
  }

  @Test(
    "without a published index, and without an age, nothing is too recent; an invalid age is reported"
  )
  func notYoung() throws {
    func minor(_ pin: String, published: Bool = true) throws -> (String?, String) {
      var found: (String?, String) = (nil, "")
      try world(pin, published: published) { environment, _ in
        let row = (try run(["outdated", "--json"], environment).json() as? [[String: Any]])?.first
        found = (row?["minor"] as? String, try run(["pins", "--json"], environment).output)
      }
      return found
    }
    let aged = "{ version = \"1.0.0\", minimum_release_age = \"7d\" }"
    #expect(try minor("\"1.0.0\"").0 == "1.2.0")
    #expect(try minor(aged, published: false).0 == "1.2.0")
    let odd = try minor("{ version = \"1.0.0\", minimum_release_age = \"soon\" }")
    #expect(odd.0 == "1.2.0")
    #expect(odd.1.contains("minimum_release_age is ignored: 'soon' is not an age"))
  }
}
