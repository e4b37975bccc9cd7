import BackendKit
import Foundation
import TestSupport
import Testing

@Suite("files beyond the recorded cases")
struct DiscoveryTests {
  private let one = "[tools]\n\"ocx:a/b\" = \"1\"\n"

  private func names(_ project: MiseProject, _ scratch: Scratch) -> [String] {
    project.files.map { scratch.name($0.path) }
  }

  @Test("a file that does not parse shows where, and hides nothing")
  func broken() throws {
    let scratch = try Scratch([
      "p/mise.toml": "[tools]\n\"ocx:a/b\" 1\n", "p/mise.local.toml": one, "mise.toml": one,
    ])
    let project = try scratch.project("p")
    #expect(names(project, scratch) == ["p/mise.local.toml", "p/mise.toml", "mise.toml"])
    let failure = project.files[1].problem as? TOMLFailure
    #expect(failure?.line == 2 && failure?.column == 11)
    #expect(project.entries.count == 2)
  }

  @Test("a dangling fragment, a folder of that name and text that is no UTF-8")
  func odd() throws {
    let scratch = try Scratch(["p/.mise/conf.d/b.toml": one, "p/.mise/conf.d/.hidden.toml": one])
    try scratch.folder("p/mise.toml")
    try Files.makeLink(scratch.path("p/.mise/conf.d/a.toml"), to: "nowhere")
    try Data([0x61, 0xff, 0x0a]).write(to: URL(filePath: scratch.path("p/.mise.toml")))
    let project = try scratch.project("p")
    #expect(
      names(project, scratch) == [
        "p/.mise.toml", "p/.mise/conf.d/b.toml", "p/.mise/conf.d/a.toml",
      ])
    #expect(project.files.map { $0.problem == nil } == [false, true, false])
    #expect(project.entries.count == 1)
  }

  @Test("a file that is reached twice counts once, at its higher place")
  func links() throws {
    let scratch = try Scratch(["p/mise.toml": one])
    try Files.makeLink(scratch.path("p/.mise.toml"), to: "mise.toml")
    try Files.makeLink(scratch.path("q"), to: "p")
    let project = try scratch.project("q")
    #expect(project.directory == scratch.path("p"))
    #expect(names(project, scratch) == ["p/.mise.toml"])
  }

  @Test("the home folder is a project too, and writes to the global file")
  func home() throws {
    let scratch = try Scratch([
      "home/mise.toml": one, "home/.config/mise/config.toml": one, "home/.tool-versions": "",
    ])
    let project = try scratch.project("home")
    #expect(
      names(project, scratch) == [
        "home/mise.toml", "home/.config/mise/config.toml", "home/.tool-versions",
      ])
    #expect(project.files.map(\.level) == [.project, .global, .project])
    #expect(scratch.name(project.writeTarget(.project)) == "home/.config/mise/config.toml")
  }

  @Test(
    "settings of .miserc.toml count where no variable is set",
    arguments: [
      ([:], ["p/mise.dev.toml", "p/mise.toml"]),
      (["MISE_ENV": "ci"], ["p/mise.ci.toml", "p/mise.toml"]),
      (["MISE_ENV": ""], ["p/mise.toml"]),
      (["MISE_PROFILE": "ci"], ["p/mise.ci.toml", "p/mise.toml"]),
      (["MISE_CEILING_PATHS": "$ROOT/p"], []),
      (["MISE_NO_CONFIG": "1"], []),
      (["MISE_IGNORED_CONFIG_PATHS": "$ROOT/p"], []),
    ] as [([String: String], [String])])
  func earlySettings(variables: [String: String], expected: [String]) throws {
    let scratch = try Scratch([
      "p/mise.toml": one, "p/mise.dev.toml": one, "p/mise.ci.toml": one, "mise.toml": one,
    ])
    try scratch.write(
      "p/.miserc.toml", "env = [\"dev\"]\nceiling_paths = [\"\(scratch.root)\"]\n")
    #expect(
      names(try scratch.project("p", variables), scratch) == expected)
  }

  @Test("environments whose files are read anyway, or that are listed twice")
  func repeatedEnvironments() throws {
    let scratch = try Scratch([
      "p/mise.local.toml": one, "p/.mise/config.local.toml": one, "p/mise.dev.toml": one,
      "p/mise.ci.toml": one, "home/.config/mise/config.local.toml": one,
      "home/.config/mise/config.dev.toml": one,
    ])
    func read(_ environments: String) throws -> [String] {
      names(try scratch.project("p", ["MISE_ENV": environments]), scratch)
        .map { $0.replacingOccurrences(of: "home/.config/mise/", with: "~/") }
    }
    // Read at their last place, where `.mise` stands above `mise`.
    #expect(
      try read("local") == [
        "p/.mise/config.local.toml", "p/mise.local.toml", "~/config.local.toml",
      ]
    )
    #expect(
      try read("dev,ci,dev") == [
        "p/mise.dev.toml", "p/mise.ci.toml", "p/mise.local.toml", "p/.mise/config.local.toml",
        "~/config.local.toml", "~/config.dev.toml",
      ])
    // Of the user's own, the first place counts.
    #expect(
      try read("local,dev") == [
        "p/mise.dev.toml", "p/.mise/config.local.toml", "p/mise.local.toml", "~/config.dev.toml",
        "~/config.local.toml",
      ])
    // Written at their first place.
    let project = try scratch.project("p", ["MISE_ENV": "dev,ci,dev"])
    #expect(scratch.name(project.writeTarget(.project)) == "p/.mise/config.local.toml")
  }

  @Test(
    "paths that are left out",
    arguments: [
      ("$ROOT/p/mise.toml", ["p/sub/mise.toml", "p/sub/.mise/config.toml"]),
      ("$ROOT/p/sub", ["p/mise.toml"]), ("$ROOT/p/su", all),
      ("$ROOT/*/mise.toml", ["p/sub/mise.toml", "p/sub/.mise/config.toml"]),
      // A pattern may name the folder that a file belongs to as well as the file.
      ("$ROOT/p/*", []),
      ("$ROOT/**/mise.toml", ["p/sub/.mise/config.toml"]),
      ("$ROOT/{p,q}/sub/m*", ["p/sub/.mise/config.toml", "p/mise.toml"]),
      ("$ROOT/p/sub/.mise/*", ["p/sub/mise.toml", "p/mise.toml"]),
      ("$ROOT/q/**:$ROOT/p/mise.tom[l]", ["p/sub/mise.toml", "p/sub/.mise/config.toml"]),
      ("$ROOT/p/[", all),
    ])
  func ignored(paths: String, expected: [String]) throws {
    let scratch = try Scratch(Dictionary(uniqueKeysWithValues: Self.all.map { ($0, one) }))
    let project = try scratch.project("p/sub", ["MISE_IGNORED_CONFIG_PATHS": paths])
    #expect(names(project, scratch) == expected)
  }

  private static let all = ["p/sub/mise.toml", "p/sub/.mise/config.toml", "p/mise.toml"]

  @Test("patterns of .miserc.toml start from its folder")
  func ignoredByFile() throws {
    let scratch = try Scratch([
      "p/mise.toml": one, "p/v/a/mise.toml": one, "p/v/a/.mise.toml": one,
      "p/.miserc.toml": "ignored_config_paths = [\"v/**/mise.toml\"]\n",
    ])
    #expect(
      names(try scratch.project("p/v/a"), scratch) == ["p/v/a/.mise.toml", "p/mise.toml"])
    #expect(
      scratch.name(try scratch.project("p/v/a").writeTarget(.project)) == "p/v/a/.mise.toml")
  }

  @Test("fragments of environments, where they are turned on")
  func environmentFragments() throws {
    let scratch = try Scratch([
      "p/.config/mise/conf.d/a.dev.toml": one, "p/.config/mise/conf.d/b.toml": one,
      "p/.config/mise/conf.d/c.ci.local.toml": one,
    ])
    func read(_ variables: [String: String]) throws -> [String] {
      names(try scratch.project("p", variables), scratch).map(Paths.lastComponent)
    }
    #expect(try read([:]) == ["c.ci.local.toml", "b.toml", "a.dev.toml"])
    #expect(try read(["MISE_ENV_CONF_D": "1"]) == ["b.toml"])
    #expect(
      try read(["MISE_ENV_CONF_D": "1", "MISE_ENV": "dev,ci"]) == [
        "c.ci.local.toml", "a.dev.toml", "b.toml",
      ])
  }

  @Test(
    "write targets",
    arguments: [
      (WriteScope.project, [:], "p/mise.toml"),
      (.project, ["MISE_DEFAULT_CONFIG_FILENAME": "x.toml"], "p/x.toml"),
      (.project, ["MISE_ASDF_COMPAT": "1"], "p/.tool-versions"),
      (.global, ["MISE_GLOBAL_CONFIG_FILE": "~/g.toml"], "home/g.toml"),
      (.environment("x"), [:], "p/mise.x.toml"),
      (.file("f.toml"), [:], "p/f.toml"),
      (.file("."), [:], "p/mise.toml"),
      (.file("../with"), [:], "with/.mise.toml"),
      (.file("$ROOT"), [:], "p/$ROOT"),
    ] as [(WriteScope, [String: String], String)])
  func writeTargets(scope: WriteScope, variables: [String: String], expected: String) throws {
    // A fragment is never written, so the folder that has nothing else is passed over.
    let scratch = try Scratch(["p/.mise/conf.d/a.toml": one, "with/.mise.toml": one])
    let project = try scratch.project("p", variables)
    #expect(scratch.name(project.writeTarget(scope)) == expected)
  }

  @Test("paths for people")
  func display() throws {
    let scratch = try Scratch(["home/a/b/.git": "", "home/mise/p/.git": ""])
    let project = try scratch.project("home/a/b")
    let paths = [
      "home/a/b/mise.toml", "home/a/b/.config/mise/config.toml", "home/a/mise.toml",
      "home/a/.config/mise.toml", "home/.tool-versions", "home/.config/mise/config.toml",
      "home/z/mise.toml",
    ]
    #expect(
      paths.map { project.displayPath(scratch.path($0)) } == [
        "mise.toml", ".config/mise/config.toml", "../mise.toml", "../.config/mise.toml",
        "~/.tool-versions", "~/.config/mise/config.toml", "~/z/mise.toml",
      ])
    #expect(project.displayPath("/etc/mise/config.toml") == "/etc/mise/config.toml")
    #expect(
      project.displayPath(scratch.path("home/a/.config/mise/mise.toml"))
        == "../.config/mise/mise.toml")
    // A folder that is called mise is a folder like any other.
    let other = try scratch.project("home/mise/p")
    #expect(other.displayPath(scratch.path("home/mise/mise.toml")) == "../mise.toml")
  }
}
