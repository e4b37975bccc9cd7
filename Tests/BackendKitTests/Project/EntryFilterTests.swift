import Testing

@testable import BackendKit

@Suite("what mise drops before it looks at versions")
struct EntryFilterTests {
  @Test(
    "words of os, on linux/x64",
    arguments: [
      (["linux"], true), (["macos"], false), (["darwin"], false), (["windows"], false),
      (["win"], false), (["unix"], true), (["linux/x64"], true), (["linux/amd64"], true),
      (["linux/x86_64"], true), (["linux/arm64"], false), (["unix/x64"], true),
      (["unix/aarch64"], false), (["linux/X64"], false), (["Linux"], false), (["linux/"], false),
      (["/x64"], false), (["linux-x64"], false), ([" linux"], false), (["linux/x64/musl"], false),
      ([""], false), ([], false), (["macos", "linux"], true), (nil, true),
    ] as [([String]?, Bool)])
  func systems(words: [String]?, allows: Bool) {
    #expect(OSFilter.allows(words, system: "linux", architecture: "x64") == allows)
  }

  @Test(
    "words of os, on macos/arm64",
    arguments: [
      (["macos"], true), (["darwin"], true), (["unix"], true), (["darwin/aarch64"], true),
      (["macos/arm64"], true), (["macos/x64"], false), (["linux"], false),
    ] as [([String], Bool)])
  func otherSystem(words: [String], allows: Bool) {
    #expect(OSFilter.allows(words, system: "macos", architecture: "arm64") == allows)
  }

  private static let tools = """
    [tools]
    "ocx:a/b" = "1"
    b = "1"
    "ocx:a/c[builds=true]" = "1"
    [tool_alias]
    b = "ocx:a/b"

    """

  /// The keys that mise sees, and why it does not see the others.
  private func seen(
    _ settings: String, _ variables: [String: String] = [:], global: String = ""
  ) throws -> (seen: [String], ignored: [String]) {
    let scratch = try Scratch([
      "p/mise.toml": Self.tools + settings, "home/.config/mise/config.toml": global,
    ])
    let project = try scratch.project("p", variables)
    #expect(project.entries.allSatisfy { ($0.ignored == nil) == $0.inForce })
    return (
      project.entries.filter(\.inForce).map(\.identity),
      project.entries.compactMap { entry in
        entry.ignored.map { "\(entry.identity) \($0.text(display: project.displayPath))" }
      }
    )
  }

  @Test("disabled by key, and not by what an alias stands for")
  func disabled() throws {
    let found = try seen("[settings]\ndisable_tools = [\"ocx:a/b\", \" ocx:a/c \", \"a/b\"]\n")
    #expect(found.seen == ["b"])
    #expect(
      found.ignored == ["ocx:a/b disabled by mise.toml:8", "ocx:a/c disabled by mise.toml:8"])
  }

  @Test("only enabled tools count, and then disabled ones are not read")
  func enabled() throws {
    let found = try seen(
      "[settings]\nenable_tools = [\"b\"]\n", ["MISE_DISABLE_TOOLS": "b"])
    #expect(found.seen == ["b"])
    #expect(
      found.ignored == [
        "ocx:a/b not among the tools that mise.toml:8 enables",
        "ocx:a/c not among the tools that mise.toml:8 enables",
      ])
    #expect(try seen("[settings]\nenable_tools = []\n").seen == [])
  }

  @Test("a variable goes before all files, a near file before a far one; lists are not merged")
  func precedence() throws {
    let near = "[settings]\ndisable_tools = [\"b\"]\n"
    let far = "[settings]\ndisable_tools = [\"ocx:a/b\"]\n"
    #expect(try seen(near, global: far).seen == ["ocx:a/b", "ocx:a/c"])
    let variable = try seen(near, ["MISE_DISABLE_TOOLS": "ocx:a/c, ocx:a/b"], global: far)
    #expect(variable.seen == ["b"])
    #expect(variable.ignored.first == "ocx:a/b disabled by MISE_DISABLE_TOOLS")
    #expect(try seen(near, ["MISE_DISABLE_TOOLS": ""], global: far).seen.count == 3)
  }

  @Test("an empty list is listed, has no effect and hides nothing")
  func emptyList() throws {
    let scratch = try Scratch([
      "p/sub/mise.toml": "[tools]\n\"ocx:a/b\" = []\n",
      "p/mise.toml": "[tools]\n\"ocx:a/b\" = \"1\"\n\"ocx:a/c\" = [ ]\n",
    ])
    let project = try scratch.project("p/sub")
    #expect(project.entries.map(\.inForce) == [false, true, false])
    #expect(project.entries.map { $0.ignored?.code } == ["empty", nil, "empty"])
    #expect(project.entries.allSatisfy { $0.shadowedBy == nil && $0.problem == nil })
    let pins = try PinFixture.pins("\"ocx:a/app\" = []\n")
    #expect(pins.map(\.state) == [.ignored])
    #expect(pins.flatMap(\.warnings) == ["an empty list has no version"])
  }

  @Test("what is dropped hides the entries of farther files all the same")
  func hides() throws {
    let scratch = try Scratch([
      "p/sub/mise.toml": "[tools]\n\"ocx:a/b\" = { version = \"2\", os = [\"none\"] }\n",
      "p/mise.toml": "[tools]\n\"ocx:a/b\" = \"1\"\n",
    ])
    let entries = try scratch.project("p/sub").entries
    #expect(entries.map(\.inForce) == [false, false])
    #expect(entries.map { $0.ignored?.code } == ["os", nil])
    #expect(
      entries.map { $0.shadowedBy.map { scratch.name($0.file) } } == [nil, "p/sub/mise.toml"])
  }
}
