import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// What cannot be checked is reported, and never counts as "nothing newer".
struct SkippedItemTests {
  private static let cmake = "\"ocx:ocx.sh/kitware/cmake\""
  private static let newest = "[tools]\n\(cmake) = \"4.4\"\n"

  /// Why a project cannot be checked.
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file: String
    /// Arguments in addition to the command.
    var words: [String] = []
    var variables: [String: String] = [:]
    var status: Int32
    /// Standard error up to the closing sentence.
    var said: String
  }

  private static let broken = Case(
    testDescription: "a file that does not parse", file: "[tools]\nzig 1\n", status: 65,
    said: """
      warning: mise.toml:2:5 expected "="
        this file is read-only here until you fix line 2

      """)
  private static let cases: [Case] = [
    Case(
      testDescription: "no index where it would be", file: newest,
      variables: ["OCX_HOME": "/nowhere"], status: 79,
      said: """
        warning: mise.toml:2 ocx:ocx.sh/kitware/cmake: no OCX index at /nowhere/index
          fetch one: ocx-mise-tui refresh ocx.sh

        """),
    Case(
      testDescription: "an index that is an empty folder", file: newest,
      words: ["--index", "empty"], status: 79,
      said: """
        warning: mise.toml:2 ocx:ocx.sh/kitware/cmake: the index has no ocx.sh/kitware/cmake
          update the index: ocx-mise-tui refresh ocx.sh/kitware/cmake

        """),
    Case(
      testDescription: "a package that the index lacks",
      file: "[tools]\n\"ocx:ocx.sh/acme/none\" = \"1\"\n", status: 79,
      said: """
        warning: mise.toml:2 ocx:ocx.sh/acme/none: the index has no ocx.sh/acme/none
          update the index: ocx-mise-tui refresh ocx.sh/acme/none

        """),
    Case(
      testDescription: "a pin that matches nothing", file: "[tools]\n\(cmake) = \"99\"\n",
      status: 79,
      said: """
        warning: mise.toml:2 ocx:ocx.sh/kitware/cmake: no version matches "99"
          list them: ocx-mise-tui versions ocx.sh/kitware/cmake

        """),
    Case(
      testDescription: "a template", file: "[tools]\n\(cmake) = \"{{ env.V }}\"\n", status: 65,
      said: "warning: mise.toml:2 ocx:ocx.sh/kitware/cmake: "
        + "a template, which only mise can evaluate\n"),
    Case(
      testDescription: "an entry that mise refuses", file: "[tools]\n\(cmake) = \"what:4\"\n",
      status: 65,
      said: """
        warning: mise.toml:2 ocx:ocx.sh/kitware/cmake: mise accepts no version with "what:"
          fix the entry

        """),
    broken,
  ]

  /// Runs words on the demo with one file in its project.
  private func run(
    _ words: [String], _ file: String, _ variables: [String: String] = [:], in demo: Demo
  ) throws -> CommandRun {
    for name in ["mise.local.toml", "../mise.toml"] {
      try Files.removeFile(Paths.join(demo.project, name))
    }
    try Files.writeScratch(Paths.join(demo.project, "mise.toml"), file)
    try Files.makeDirectories(Paths.join(demo.project, "empty"))
    var environment = demo.environment
    environment.variables.merge(variables) { $1 }
    return try CommandRun.of(words, in: demo, environment: environment, now: demoNow)
  }

  @Test(
    "outdated: reported on standard error, and by the status if requested", arguments: cases)
  func outdated(_ the: Case) throws {
    try withDemo { demo in
      let all = try run(["outdated"] + the.words, the.file, the.variables, in: demo)
      #expect(
        all == CommandRun(status: 0, output: "", errors: the.said + "No pin could be checked.\n"))
    }
    try withDemo { demo in
      let words = ["outdated", "--exit-code", "--json"] + the.words
      let all = try run(words, the.file, the.variables, in: demo)
      #expect(all == CommandRun(status: the.status, output: "[]\n", errors: the.said))
    }
  }

  @Test(
    "upgrade: what could not be checked is reported, and determines its status", arguments: cases)
  func upgrade(_ the: Case) throws {
    try withDemo { demo in
      let all = try run(["upgrade"] + the.words, the.file, the.variables, in: demo)
      #expect(
        all
          == CommandRun(
            status: the.status, output: "nothing to change in what could be checked\n",
            errors: the.said))
    }
  }

  @Test("upgrade TOOL: what could not be checked is the failure, and nothing is written")
  func upgradeOfOne() throws {
    try withDemo { demo in
      let file = "[tools]\n\"ocx:ocx.sh/golang/go\" = \"1.26.6\"\n\(Self.cmake) = \"99\"\n"
      let all = try run(["upgrade", "golang/go", "kitware/cmake"], file, in: demo)
      #expect(
        all
          == CommandRun(
            status: 79, output: "",
            errors: """
              error: mise.toml:3 ocx:ocx.sh/kitware/cmake: no version matches "99"
                list them: ocx-mise-tui versions ocx.sh/kitware/cmake

              """))
      #expect(try Files.readText(Paths.join(demo.project, "mise.toml")) == file)
    }
  }

  @Test("of several pins those that can be checked are, and upgraded")
  func mixed() throws {
    let file = "[tools]\n\"ocx:ocx.sh/acme/none\" = \"1\"\n"
    let go = "\"ocx:ocx.sh/golang/go\""
    try withDemo { demo in
      let all = try run(["outdated", "--exit-code"], file + "\(Self.cmake) = \"4.4\"\n", in: demo)
      #expect(all.status == 79)
      #expect(
        all.errors.hasSuffix("\nNone of the pins that could be checked has a newer version.\n"))
    }
    try withDemo { demo in
      let all = try run(["outdated", "--exit-code"], file + "\(go) = \"1.26.6\"\n", in: demo)
      #expect(all.status == 1)
      #expect(all.output.contains("ocx.sh/golang/go"))
      #expect(all.errors.contains("ocx.sh/acme/none"))
    }
    try withDemo { demo in
      let all = try run(["upgrade"], file + "\(go) = \"1.26.6\"\n", in: demo)
      #expect(all.status == 79)
      let after = try Files.readText(Paths.join(demo.project, "mise.toml"))
      #expect(after == file + "\(go) = \"1.27.0\"\n")
    }
  }

  @Test(
    "a pin that names no release has nothing newer",
    arguments: ["path:/opt/cmake", "system", "ref:sha256:\(String(repeating: "0", count: 64))"])
  func noRelease(_ request: String) throws {
    try withDemo { demo in
      let file = "[tools]\n\(Self.cmake) = \"\(request)\"\n"
      let all = try run(["outdated", "--exit-code"], file, in: demo)
      #expect(
        all
          == CommandRun(status: 0, output: "", errors: "No pin in force has a newer version.\n"))
    }
  }

  @Test(
    "where a file does not parse, that is why a tool is not pinned",
    arguments: [["unpin"], ["unpin", "--file", "mise.toml"], ["upgrade"]])
  func unparsable(_ words: [String]) throws {
    try withDemo { demo in
      let all = try run(words + ["kitware/cmake"], Self.broken.file, in: demo)
      #expect(all.status == 65)
      #expect(all.errors.hasPrefix("error: mise.toml:2:5 expected \"=\"\n"))
    }
  }

  @Test("a broken file is reported when another one is written", arguments: ["pin", "unpin"])
  func brokenBeside(_ command: String) throws {
    try withDemo { demo in
      try Files.writeScratch(
        Paths.join(demo.project, "mise.ci.toml"), "[tools]\n\(Self.cmake) = \"4.3\"\n")
      let words = [command, "kitware/cmake", "--env", "ci"]
      let all = try run(words, Self.broken.file, ["MISE_ENV": "ci"], in: demo)
      #expect(all.status == 0, "\(all.errors)")
      #expect(all.errors == Self.broken.said + "written: mise.ci.toml\n")
    }
  }

  @Test(
    "listings that show pins report a broken file",
    arguments: [
      ["pins"], ["show", "kitware/cmake"], ["registries"],
    ])
  func listings(_ words: [String]) throws {
    try withDemo { demo in
      let all = try run(words, Self.broken.file, in: demo)
      #expect(all.status == 0)
      #expect(all.errors.hasPrefix(Self.broken.said))
    }
  }
}
