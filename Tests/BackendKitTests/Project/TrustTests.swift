import Foundation
import TestSupport
import Testing

@testable import BackendKit

@Suite("trust in files")
struct TrustTests {
  private static let tools = "[tools]\n\"ocx:a/b\" = \"1\"\n"
  private static let unsafe = tools + "[env]\nA = \"1\"\n"
  private static let state = "home/.local/state/mise/"

  private func waiting(_ scratch: Scratch, _ variables: [String: String] = [:]) throws -> [String] {
    try scratch.project("p", variables).files.filter(\.needsTrust).map { scratch.name($0.path) }
  }

  private func link(_ scratch: Scratch, _ name: String, to target: String) throws {
    let path = scratch.path(Self.state + name)
    try Files.makeDirectories(Paths.parent(path))
    try Files.makeLink(path, to: scratch.path(target))
  }

  @Test("which files wait for mise trust")
  func plain() throws {
    let scratch = try Scratch([
      "p/mise.toml": Self.tools, "p/.mise.toml": Self.unsafe,
      "p/mise.local.toml": "[tools]\n\"ocx:a/b\" = { version = \"1\" }\n",
      "home/.config/mise/config.toml": Self.unsafe,
    ])
    #expect(try waiting(scratch) == ["p/mise.local.toml", "p/.mise.toml"])
    try link(scratch, "trusted-configs/x", to: "p")
    #expect(try waiting(scratch) == [])
  }

  @Test(
    "templates are evaluated, wherever they stand",
    arguments: [
      ("p/.tool-versions", "ocx:a/b {{ 1 }}\n", true), ("p/.tool-versions", "ocx:a/b 1\n", false),
      ("p/mise.toml", "[tools]\n\"ocx:a/b\" = \"{# x #}1\"\n", true),
      ("p/mise.toml", "# {% x %}\n", true), ("p/mise.toml", "# { %\n", false),
    ])
  func templates(file: String, text: String, waits: Bool) throws {
    #expect(try waiting(Scratch([file: text])) == (waits ? [file] : []))
  }

  @Test(
    "variables that trust",
    arguments: [
      (["MISE_TRUSTED_CONFIG_PATHS": "$ROOT/p"], false),
      (["MISE_TRUSTED_CONFIG_PATHS": "$ROOT/q:$ROOT"], false),
      (["MISE_TRUSTED_CONFIG_PATHS": "$ROOT/q"], true), (["CI": "true"], false),
      (["CI": "false"], true),
    ])
  func variables(variables: [String: String], waits: Bool) throws {
    let scratch = try Scratch(["p/mise.toml": Self.unsafe])
    #expect(try waiting(scratch, variables).isEmpty != waits)
  }

  @Test("a monorepo's root trusts for all below it")
  func monorepo() throws {
    let scratch = try Scratch(["p/mise.toml": Self.unsafe, "mise.toml": Self.unsafe])
    try link(scratch, "trusted-configs/x", to: "")
    #expect(try waiting(scratch) == ["p/mise.toml"])
    try scratch.write(Self.state + "trusted-configs/x.monorepo", "")
    #expect(try waiting(scratch) == [])
  }

  @Test("no to a folder leaves its files out, the user's own with those of the home folder")
  func dismissed() throws {
    let scratch = try Scratch([
      "p/mise.toml": Self.tools, "p/.mise/config.toml": Self.tools, "mise.toml": Self.tools,
      "xdg/mise/config.toml": Self.tools,
    ])
    try link(scratch, "ignored-configs/x", to: "p")
    let variables = ["XDG_CONFIG_HOME": "$ROOT/xdg"]
    func read(_ more: [String: String] = [:]) throws -> [String] {
      try scratch.project("p", variables.merging(more) { $1 }).files.map { scratch.name($0.path) }
    }
    #expect(try read() == ["mise.toml", "xdg/mise/config.toml"])
    #expect(
      try read(["MISE_TRUSTED_CONFIG_PATHS": "$ROOT/p"]) == [
        "p/mise.toml", "p/.mise/config.toml", "mise.toml", "xdg/mise/config.toml",
      ])
    try scratch.folder("home")
    try link(scratch, "ignored-configs/y", to: "home")
    #expect(try read() == ["mise.toml"])
  }

  @Test("a paranoid mise requires trust in the exact content of each file")
  func paranoid() throws {
    let scratch = try Scratch([
      "p/mise.toml": Self.tools, "p/.tool-versions": "ocx:a/b 1\n", "p/.mise.toml": Self.unsafe,
      "home/.config/mise/config.toml": Self.unsafe,
    ])
    let all = ["p/.mise.toml", "p/mise.toml", "p/.tool-versions"]
    let variables = ["MISE_PARANOID": "1"]
    #expect(try waiting(scratch, variables) == all)
    // The folder is no longer enough, and neither is the file without its hash.
    try link(scratch, "trusted-configs/p", to: "p")
    try link(scratch, "trusted-configs/m.toml-1", to: "p/mise.toml")
    #expect(try waiting(scratch, variables) == all)
    try scratch.write(
      Self.state + "trusted-configs/m.toml-1.hash", SHA256.hex(of: Self.tools))
    #expect(try waiting(scratch, variables) == ["p/.mise.toml", "p/.tool-versions"])
    try scratch.write("p/mise.toml", Self.tools + "\n")
    #expect(try waiting(scratch, variables) == all)
    #expect(try waiting(scratch, ["MISE_PARANOID": "1", "CI": "true"]) == all)
    #expect(try waiting(scratch) == [])
  }

  @Test("paranoid in a file: the user's word counts, the project's does not")
  func paranoidSetting() throws {
    let setting = "[settings]\nparanoid = true\n"
    let scratch = try Scratch(["p/mise.toml": Self.tools, "p/.mise.toml": setting])
    #expect(try waiting(scratch) == ["p/.mise.toml"])
    try scratch.write("home/.config/mise/config.toml", setting)
    #expect(try waiting(scratch) == ["p/.mise.toml", "p/mise.toml"])
    #expect(try waiting(scratch, ["MISE_PARANOID": "0"]) == ["p/.mise.toml"])
  }

  @Test("a number as a version needs trust, on its own and in an array")
  func numbers() throws {
    #expect(try waiting(Scratch(["p/mise.toml": "[tools]\nnode = 22\n"])) == ["p/mise.toml"])
    #expect(try waiting(Scratch(["p/mise.toml": "[tools]\nnode = [22]\n"])) == ["p/mise.toml"])
    #expect(try waiting(Scratch(["p/mise.toml": "[tasks.x]\nrun = \"ls\"\n"])) == [])
  }

  @Test(
    "a linked worktree is trusted with the main checkout, not the other way round",
    arguments: [
      ("gitdir: $ROOT/main/.git/worktrees/w\n", true), ("gitdir: ../main/.git/worktrees/w\n", true),
      ("gitdir: $ROOT/main/.git/modules/w\n", false),
      ("gitdir: $ROOT/bare.git/worktrees/w\n", false),
      ("nothing of the kind\n", false),
    ])
  func worktrees(link: String, isTrusted: Bool) throws {
    let scratch = try Scratch([
      "main/.git/HEAD": "", "main/mise.toml": Self.tools, "main/sub/mise.toml": Self.unsafe,
      "main/.git/worktrees/w/commondir": "../..\n", "bare.git/worktrees/w/commondir": "../..\n",
      "p/mise.toml": Self.unsafe, "p/.config/mise/config.toml": Self.unsafe,
      "p/sub/mise.toml": Self.unsafe,
    ])
    try scratch.write("p/.git", link.replacingOccurrences(of: "$ROOT", with: scratch.root))
    try self.link(scratch, "trusted-configs/x", to: "main")
    let own = ["p/mise.toml", "p/.config/mise/config.toml"]
    #expect(try waiting(scratch) == (isTrusted ? [] : own))
    #expect(try waiting(scratch, ["MISE_PARANOID": "1"]) == own)
    // A folder below has a trust of its own, there as here.
    let below = try scratch.project("p/sub").files.filter(\.needsTrust).map(\.path)
    #expect(below.map(scratch.name) == ["p/sub/mise.toml"] + (isTrusted ? [] : own))
    try Files.removeFile(scratch.path(Self.state + "trusted-configs/x"))
    try self.link(scratch, "trusted-configs/x", to: "p")
    #expect(try scratch.project("main/sub").files.contains(where: \.needsTrust))
  }

  @Test(
    "the folder that a file belongs to",
    arguments: [
      ("/s/p/mise.toml", "/s/p"), ("/s/p/.mise.dev.toml", "/s/p"), ("/s/p/.tool-versions", "/s/p"),
      ("/s/p/.config/mise.toml", "/s/p"), ("/s/p/.config/mise/config.toml", "/s/p"),
      ("/s/p/.config/mise/config.dev.local.toml", "/s/p"), ("/s/p/mise/config.toml", "/s/p"),
      ("/s/p/.mise/config.local.toml", "/s/p"), ("/s/p/.mise/conf.d/x.toml", "/s/p"),
      ("/s/p/.config/mise/conf.d/x.toml", "/s/p"), ("/s/p/mise/conf.d/x.toml", "/s/p"),
      ("/s/p/conf.d/mise.toml", "/s/p/conf.d"),
      // mise has it so: only `config.toml` and its forms stand for the folder above.
      ("/s/p/.config/mise/mise.toml", "/s/p/.config/mise"),
      // Projects that are called mise.
      ("/s/mise/mise.toml", "/s/mise"), ("/s/mise/.tool-versions", "/s/mise"),
      ("/s/mise/.config/mise.toml", "/s/mise"), ("/mise.toml", "/"),
    ])
  func roots(file: String, folder: String) {
    #expect(ConfigRoot.of(file) == folder)
  }
}
