import Testing

@testable import BackendKit

@Suite("entries of one file")
struct EntryTests {
  /// An entry as one line: place, request, shape, options, systems, problem.
  private func line(_ entry: ToolEntry) -> String {
    var text = "\(entry.line):\(entry.column) \(entry.key) \(entry.request) \(entry.shape)"
    if entry.index > 0 { text += " #\(entry.index)" }
    for (name, value) in entry.options.sorted(by: { $0.key < $1.key }) {
      text += " \(name)=\(value)"
    }
    if !entry.platforms.isEmpty { text += " os=\(entry.platforms.joined(separator: ","))" }
    if entry.tool == nil { text += " no-tool" }
    if let problem = entry.problem { text += " ! \(problem)" }
    return text
  }

  private func entries(_ text: String, file: String = "mise.toml") throws -> [String] {
    let scratch = try Scratch(["p/" + file: text])
    return try scratch.project("p").entries.map(line)
  }

  @Test(
    "every shape",
    arguments: [
      ("[tools]\n\"ocx:a/b\" = \"4.3\"\n", ["2:1 ocx:a/b 4.3 string"]),
      ("[tools]\n 'ocx:a/b'='4'", ["2:2 ocx:a/b 4 string"]),
      ("tools.\"ocx:a/b\" = \"4\"\n", ["1:7 ocx:a/b 4 string"]),
      ("tools = {\"ocx:a/b\" = \"4\"}\n", ["1:10 ocx:a/b 4 string"]),
      ("[tools]\nnode = \"22\"\n", []),
      ("[tool]\n\"ocx:a/b\" = \"4\"\n", []),
      (
        "[tools]\n\"ocx:a/b\" = [\"4\",\n  \"3\"]\n",
        ["2:14 ocx:a/b 4 arrayString", "3:3 ocx:a/b 3 arrayString #1"]
      ),
      ("[tools]\n\"ocx:a/b\" = []\n", ["2:1 ocx:a/b  string"]),
      (
        "[tools]\n\"ocx:a/b\" = { version = \"4\", builds = true, n = 3, os = [\"linux\", \"macos/arm64\"] }\n",
        ["2:1 ocx:a/b 4 inlineTable builds=true n=3 os=linux,macos/arm64"]
      ),
      (
        "[tools.\"ocx:a/b\"]\nversion = \"4\"\nplatform = \"linux/amd64\"\n",
        ["1:8 ocx:a/b 4 subTable platform=linux/amd64"]
      ),
      (
        "[tools]\n\"ocx:a/b\" = [{ prefix = \"4.3\" }, \"3\"]\n",
        ["2:14 ocx:a/b prefix:4.3 arrayTable", "2:34 ocx:a/b 3 arrayString #1"]
      ),
      (
        "[[tools.\"ocx:a/b\"]]\nversion = \"4\"\n[[tools.\"ocx:a/b\"]]\nref = \"sha256:00\"\n",
        ["1:1 ocx:a/b 4 arrayTable", "3:1 ocx:a/b ref:sha256:00 arrayTable #1"]
      ),
      (
        "[tools]\n\"ocx:a/b\" = { version = \"4\", extra = [1, \"x\"], depends = [\"node\"] }\n",
        ["2:1 ocx:a/b 4 inlineTable extra=[1, \"x\"]"]
      ),
      (
        "[tools]\n\"ocx:a/b[platform=x,builds='true']\" = \"4\"\n",
        [
          "2:1 ocx:a/b[platform=x,builds='true'] 4 string builds=true platform=x"
        ]
      ),
    ])
  func shapes(text: String, expected: [String]) throws {
    #expect(try entries(text) == expected)
  }

  @Test(
    "what mise refuses is said, not hidden",
    arguments: [
      ("4.3", "2:1 ocx:a/b  string ! a version is a string: put it in quotes"),
      ("true", "2:1 ocx:a/b  string ! a version is a string: put it in quotes"),
      ("\"\"", "2:1 ocx:a/b  string ! the version is empty"),
      ("[4]", "2:14 ocx:a/b  arrayString ! a version is a string: put it in quotes"),
      (
        "{ os = \"linux\" }",
        "2:1 ocx:a/b  inlineTable os=linux ! neither version, path, prefix nor ref"
      ),
      ("{ version = 4 }", "2:1 ocx:a/b  inlineTable ! version is not a string"),
      (
        "{ version = \"4\", ref = \"x\" }",
        "2:1 ocx:a/b  inlineTable ! more than one of version, path, prefix and ref"
      ),
      ("\"sha256:00\"", "2:1 ocx:a/b sha256:00 string ! mise accepts no version with \"sha256:\""),
      ("\"-1\"", "2:1 ocx:a/b -1 string ! a version cannot begin with \"-\""),
      ("\"1..2\"", "2:1 ocx:a/b 1..2 string ! a version cannot hold \"..\""),
      (
        "\"$(x)\"",
        "2:1 ocx:a/b $(x) string ! a version cannot hold quotes, \"\\\", \"$\" or control characters"
      ),
    ])
  func refused(value: String, expected: String) throws {
    #expect(try entries("[tools]\n\"ocx:a/b\" = \(value)\n") == [expected])
  }

  @Test(
    "names that are no OCX names stay in the list",
    arguments: ["ocx:", "ocx:A/B", "ocx:../x", "ocx:a/b:1", "ocx:a b/c", "ocx:\\u001b[31m/x"])
  func badNames(key: String) throws {
    let scratch = try Scratch(["p/mise.toml": "[tools]\n\"\(key)\" = \"1\"\n\"ocx:a/b\" = \"2\"\n"])
    let entries = try scratch.project("p").entries
    #expect(entries.count == 2)
    #expect(entries.first?.tool == nil && entries.first?.problem != nil)
    #expect(entries.last?.tool?.description == "ocx.sh/a/b" && entries.last?.problem == nil)
  }

  @Test("templates are shown and never evaluated")
  func template() throws {
    let scratch = try Scratch([
      "p/mise.toml": "[tools]\n\"ocx:a/b\" = \"{{ exec(command='touch x') }}\"\n"
    ])
    let entry = try scratch.project("p").entries.first
    #expect(entry?.isTemplate == true && entry?.problem == nil)
    let left = try Files.list(scratch.path("p"))
    #expect(left == ["mise.toml"])
  }

  @Test("lines of .tool-versions")
  func toolVersions() throws {
    let text = "# head\nocx:a/b 1.0 2.0 # both\n\nnode 22\n\tocx:c/d:  3\r\nocx:a/b 4\nocx:e/f\n"
    let scratch = try Scratch(["p/.tool-versions": text])
    let entries = try scratch.project("p").entries
    #expect(
      entries.map(line) == [
        "6:9 ocx:a/b 4 toolVersions", "2:9 ocx:a/b 1.0 toolVersions",
        "2:13 ocx:a/b 2.0 toolVersions #1", "5:12 ocx:c/d 3 toolVersions",
      ])
    #expect(entries.map(\.inForce) == [true, false, false, true])
    #expect(entries[1].shadowedBy?.line == 6)
  }

  @Test("a byte order mark is skipped in TOML, and part of the first name in .tool-versions")
  func byteOrderMark() throws {
    let mark = "\u{feff}"
    #expect(
      try entries(mark + "ocx:a/b 1\nocx:a/b 2\n", file: ".tool-versions") == [
        "2:9 ocx:a/b 2 toolVersions"
      ])
    #expect(try entries(mark + "[tools]\n\"ocx:a/b\" = \"1\"\n") == ["2:1 ocx:a/b 1 string"])
  }

  @Test("the spelling with a dash is a reference too")
  func dashedReference() throws {
    #expect(
      try entries("[tools]\n\"ocx:a/b\" = \"ref-sha256:00\"\n") == [
        "2:1 ocx:a/b ref-sha256:00 string"
      ])
  }

  @Test("the os filter")
  func systems() throws {
    #if os(macOS)
      let (own, other) = ("macos", "linux")
    #else
      let (own, other) = ("linux", "macos")
    #endif
    let scratch = try Scratch([
      "p/mise.toml": """
      [tools]
      "ocx:a/own" = { version = "1", os = ["\(other)", "\(own)"] }
      "ocx:a/other" = { version = "1", os = ["\(other)"] }
      "ocx:a/arch" = { version = "1", os = ["\(own)/mips"] }
      """
    ])
    let entries = try scratch.project("p").entries
    #expect(entries.map(\.appliesToHost) == [true, false, false])
    #expect(entries.map(\.inForce) == [true, false, false])
    #expect(entries.map(\.ignored) == [nil, .os([other]), .os(["\(own)/mips"])])
  }

  @Test("names that [tool_alias] leads to ocx")
  func aliases() throws {
    let scratch = try Scratch([
      "p/sub/mise.toml": """
      [tools]
      check = "1"
      lint = "2"
      other = "3"
      "ocx:n/p" = ["lts", "sub-0.1:lts", "prefix:lts"]
      [tool_alias]
      check = "ocx:a/check"
      lint = { backend = "ocx:a/near" }
      [tool_alias."ocx:n/p".versions]
      lts = "4.3"
      """,
      "p/mise.toml": "[alias]\nlint = \"ocx:a/far\"\n[tools]\ncheck = \"0\"\n",
    ])
    let entries = try scratch.project("p/sub").entries
    #expect(
      entries.map { "\($0.key) \($0.tool?.description ?? "-") \($0.resolvedRequest) \($0.inForce)" }
        == [
          "check ocx.sh/a/check 1 true", "check ocx.sh/a/check 0 false",
          // The farthest file has the last word on an alias.
          "lint ocx.sh/a/far 2 true", "ocx:n/p ocx.sh/n/p 4.3 true",
          "ocx:n/p ocx.sh/n/p sub-0.1:4.3 true", "ocx:n/p ocx.sh/n/p prefix:lts true",
        ])
  }
}
