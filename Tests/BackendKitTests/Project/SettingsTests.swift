import Foundation
import Testing

@testable import BackendKit

/// What the user's settings file sets, and what of it is refused.
@Suite struct SettingsTests {
  @Test func everySettingIsRead() throws {
    let settings = try load(
      """
      theme = "dark"
      ascii = true
      mouse = false
      read_only = true
      jobs = 2
      platforms = ["linux/amd64", "darwin/arm64"]
      hard_links = false
      precision = "minor"

      [keys]
      pin = ["P", "<F5>"]
      undo = "<C-z>"
      copy = []
      """)
    #expect(settings.problems.map(\.message) == [])
    #expect(settings.theme == "dark")
    #expect(settings.ascii == true)
    #expect(settings.mouse == false)
    #expect(settings.readOnly == true)
    #expect(settings.jobs == 2)
    #expect(settings.platforms.map(\.description) == ["linux/amd64", "darwin/arm64"])
    #expect(!settings.hardLinks)
    #expect(settings.precision == .minor)
    #expect(settings.keys.map(\.action) == ["pin", "undo", "copy"])
    #expect(settings.keys.map(\.keys) == [["P", "<F5>"], ["<C-z>"], []])
  }

  @Test(
    arguments: [
      ("theem = \"dark\"", "1:1: unknown setting theem", "did you mean theme?"),
      ("zebra = 1", "1:1: unknown setting zebra", nil),
      ("ascii = \"yes\"", "1:9: ascii must be true or false", nil),
      ("jobs = 0", "1:8: jobs must be a number from 1 to 64", nil),
      (
        "platforms = [\"linux/pdp11\"]",
        "1:13: platforms must be a list such as [\"linux/amd64\", \"darwin/arm64\"], not linux/pdp11",
        nil
      ),
      ("precision = \"patch\"", "1:13: precision must be exact, minor, major or latest", nil),
      ("[keys]\npin = 1", "2:7: pin must be a key or a list of keys", nil),
      ("[keys", "1:6: expected \"]\"", nil),
    ] as [(String, String, String?)])
  func refusedPartIsNamedWithItsPlace(text: String, problem: String, hint: String?) throws {
    let settings = try load(text)
    #expect(settings.problems.map(\.message) == ["~/ocx-mise-tui/config.toml:" + problem])
    #expect(settings.problems.map(\.hint) == [hint])
  }

  @Test func withoutFileEverythingHasItsDefault() {
    let settings = Settings.load(
      Environment(variables: ["HOME": "/nowhere"], workingDirectory: "/nowhere"))
    #expect(settings.hardLinks && settings.precision == .exact && settings.problems.isEmpty)
  }

  private func load(_ text: String) throws -> Settings {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "settings-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "ocx-mise-tui/config.toml")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
    return Settings.load(
      Environment(
        variables: ["HOME": folder.path, "XDG_CONFIG_HOME": folder.path],
        workingDirectory: folder.path))
  }
}
