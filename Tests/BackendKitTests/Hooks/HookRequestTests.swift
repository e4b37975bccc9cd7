import Foundation
import Testing

@testable import BackendKit

/// What reaches the hooks from any mise.toml, also one that nobody trusts: it costs an answer,
/// never more.
@Suite struct HookRequestTests {
  /// An environment in which nothing can be found or run.
  private func context(_ folder: TemporaryFolder) -> InstallContext {
    InstallContext(
      environment: Environment(
        variables: ["HOME": folder.path, "PATH": folder.path + "/bin"],
        workingDirectory: folder.path))
  }

  private func error(_ answer: Hooks.Answer) throws -> (code: String, message: String) {
    let text = answer.json.compact
    #expect(!text.contains("\n") && !text.contains("\u{1b}"))
    let document = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let error = try #require(document?["error"] as? [String: Any])
    return (
      try #require(error["code"] as? String), try #require(error["message"] as? String)
    )
  }

  private static let hostileTools = [
    "x$(touch F)", "x`touch F`", "a/b; touch F", "a/b && touch F", "a/b|touch F", "a/b\ntouch F",
    "'a/b'", "\"a/b\"", "a/b\\", "../../etc/passwd", "a/../b", "./a/b", "/etc/passwd",
    "", " ", "a/b c", "A/B", "a//b", "a/b/", "a/b:1", "a/b@1",
    "ocx:a/b", "a/b\u{0}", "a/\u{202e}b", "ocx.sh/\u{1b}[31m", "ä/b", "${HOME}/b", "~/b", "*/b",
    String(repeating: "a/", count: 500) + "b",
  ]

  /// The hooks that are about one tool.
  private static let toolHooks: [Hooks.Name] = [.listVersions, .install, .execEnv]

  @Test(arguments: hostileTools, toolHooks)
  func aHostileToolIsRefused(tool: String, hook: Hooks.Name) throws {
    let folder = try TemporaryFolder()
    // An ocx that would tell.
    try folder.write("bin/ocx", "#!/bin/sh\n: > \(folder.path)/ran\necho 0.5.8\n", mode: 0o755)
    let input = try JSONSerialization.data(withJSONObject: [
      "tool": tool, "version": "1", "install_path": folder.path + "/install", "options": [:],
    ])
    let answer = Hooks.answer(hook, input: Array(input), context: context(folder))
    #expect(answer.exitCode == 64)
    #expect(try error(answer).code == "usage_error")
    #expect(!folder.exists("ran") && !folder.exists("F"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["bin"])
  }

  /// A repository may begin with a dash; with its registry before it, it is no option of ocx.
  @Test(arguments: ["-h", "--help", "--remote", "-"])
  func aLeadingDashIsNoOption(tool: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "bin/ocx", "#!/bin/sh\necho \"$*\" >> \(folder.path)/calls\necho 0.5.8\n", mode: 0o755)
    let input = try JSONSerialization.data(withJSONObject: ["tool": tool, "options": [:]])
    _ = Hooks.answer(.listVersions, input: Array(input), context: context(folder))
    let calls = try folder.read("calls").split(separator: "\n")
    #expect(calls.contains("--format json --color never index update ocx.sh/\(tool)"))
  }

  @Test(arguments: [
    "$(touch F)", "`touch F`", "1; touch F", "1\ntouch F", "../1", "..", ".", "a/b", "-1",
    "--force", "", " ", "1 2", "ref:", "ref:main", "ref:sha256:12", "ref:../..", "tag:1",
    "sha256:abc", "1\u{0}", "\u{1b}[2J", String(repeating: "1", count: 129), "prefix:1", "é",
  ])
  func aHostileVersionIsRefusedBeforeAnythingRuns(version: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("bin/ocx", "#!/bin/sh\n: > \(folder.path)/ran\necho 0.5.8\n", mode: 0o755)
    let path = folder.path + "/install"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let input = try JSONSerialization.data(withJSONObject: [
      "tool": "a/b", "version": version, "install_path": path, "options": [:],
    ])
    let answer = Hooks.answer(.install, input: Array(input), context: context(folder))
    #expect(try error(answer).code == "usage_error")
    #expect(!folder.exists("ran") && !folder.exists("F"))
    #expect(try Files.list(path) == [])
  }

  @Test(arguments: [
    "", "relative/path", "/", "//", "/a/..", "/a\nb", "/a\u{0}b", "~/x",
  ])
  func aPathThatMiseWouldNotMakeIsRefused(path: String) throws {
    let folder = try TemporaryFolder()
    for hook in [Hooks.Name.install, .execEnv] {
      let input = try JSONSerialization.data(withJSONObject: [
        "tool": "a/b", "version": "1", "install_path": path, "options": [:],
      ])
      let answer = Hooks.answer(hook, input: Array(input), context: context(folder))
      #expect(["usage_error", "config_error"].contains(try error(answer).code))
    }
    #expect(try Files.list(folder.path) == [])
  }

  @Test(arguments: [
    "", "{", "null", "[]", "\"x\"", #"{"tool":1}"#, #"{"tool":"a/b","options":[1]}"#,
    #"{"tool":"a/b","options":"x"}"#, "\u{0}", #"{"tool":"a/b""#,
  ])
  func invalidRequestsAreRefused(input: String) throws {
    try expectRefusal(input, of: Hooks.Name.allCases)
  }

  @Test(arguments: ["{}", #"{"tool":null}"#, #"{"query":"x"}"#])
  func aRequestWithoutAToolIsRefusedWhereOneIsWanted(input: String) throws {
    try expectRefusal(input, of: Self.toolHooks)
  }

  private func expectRefusal(_ input: String, of hooks: [Hooks.Name]) throws {
    let folder = try TemporaryFolder()
    for hook in hooks {
      let answer = Hooks.answer(hook, input: Array(input.utf8), context: context(folder))
      #expect(answer.exitCode == 64)
      #expect(try error(answer).code == "usage_error")
    }
  }

  @Test(arguments: [
    (#"{"builds":"maybe"}"#, "builds"), (#"{"digest":"sha256:12"}"#, "digest"),
    (#"{"digest":"main"}"#, "digest"), (#"{"platform":"linux"}"#, "platform"),
    (#"{"platform":"$(touch F)/x"}"#, "platform"),
  ])
  func anOptionThatItCannotHaveIsNamed(options: String, name: String) throws {
    let folder = try TemporaryFolder()
    let hook: Hooks.Name = name == "builds" ? .listVersions : .install
    let input =
      #"{"tool":"a/b","version":"1","install_path":"/x/y","options":\#(options)}"#
    let answer = Hooks.answer(hook, input: Array(input.utf8), context: context(folder))
    #expect(try error(answer).message.contains("option \(name)"))
  }

  /// mise's own options are ignored, whatever their shape; an empty Lua table is passed as an array.
  @Test(arguments: [
    "[]", "{}", #"{"postinstall":["x"],"os":{"a":1},"n":3,"b":true,"x":null}"#, "null",
  ])
  func optionsOfMiseArePassedOver(options: String) throws {
    let input = #"{"tool":"a/b","options":\#(options)}"#
    let request = try HookRequest(Array(input.utf8))
    #expect(try request.options.builds() == false)
    #expect(try request.options.digest() == nil)
  }

  @Test func booleanOptionMayBeText() throws {
    for value in [#""true""#, "true"] {
      let request = try HookRequest(
        Array(#"{"tool":"a/b","options":{"builds":\#(value)}}"#.utf8))
      #expect(try request.options.builds())
    }
  }
}
