import BackendKit
import Foundation
import TestSupport
import Testing

@testable import ToolBrowser

/// What a checkout says does not decide by itself which file outside of it is written.
struct OutsideTargetTests {
  /// Something in a project that leads to a file outside of it.
  enum Lure: CaseIterable, Sendable {
    case names, environment, toolVersions, link, folderLink, danglingLink

    /// Puts it there, and gives the file that it leads to.
    func set(in demo: Demo) throws -> String {
      let project = demo.project
      let outside = Paths.join(demo.folder, "outside")
      for name in ["mise.toml", "mise.local.toml", "../mise.toml"] {
        try Files.removeFile(Paths.join(project, name))
      }
      try Files.makeDirectories(outside)
      var victim = Paths.join(outside, "app.toml")
      func settings(_ text: String) throws {
        try Files.writeScratch(Paths.join(project, ".miserc.toml"), text)
      }
      switch self {
      case .names: try settings("override_config_filenames = [\"\(victim)\"]\n")
      case .environment:
        try Files.makeDirectories(Paths.join(project, "mise.x"))
        try settings("env = [\"x/../../../../outside/app\"]\n")
      case .toolVersions:
        victim = Paths.join(outside, ".tool-versions")
        try settings(
          "override_config_filenames = [\"none.toml\"]\n"
            + "override_tool_versions_filenames = [\"\(victim)\"]\n")
      case .link: try Files.makeLink(Paths.join(project, "mise.toml"), to: victim)
      case .folderLink:
        victim = Paths.join(outside, "mise.toml")
        try Files.makeLink(Paths.join(project, ".config"), to: outside)
      case .danglingLink:
        victim = Paths.join(outside, "new/app.toml")
        try Files.makeLink(Paths.join(project, "mise.toml"), to: "../../../outside/new/app.toml")
        return victim
      }
      try Files.writeScratch(victim, self == .toolVersions ? "jq 1.6\n" : "[tools]\n")
      return victim
    }
  }

  private func run(
    _ words: [String], in demo: Demo, trusted: Bool = false, answer: Bool? = nil
  ) throws -> CommandRun {
    var variables = demo.environment.variables
    if !trusted { variables["MISE_TRUSTED_CONFIG_PATHS"] = nil }
    let environment = Environment(variables: variables, workingDirectory: demo.project)
    return CommandRun.ofProgram(words, environment: environment, confirm: { _ in answer })
  }

  private func pins(_ file: String) -> Bool {
    (try? Files.readText(file))?.contains("sharkdp/fd") == true
  }

  @Test(arguments: Lure.allCases)
  func `without a terminal a file outside is refused, with one it is asked about`(
    _ lure: Lure
  ) throws {
    try withDemo { demo in
      let victim = try lure.set(in: demo)
      let pin = ["pin", "sharkdp/fd@10"]
      let refused = try run(pin, in: demo)
      #expect([refused.status == 81, refused.errors.contains("outside/")] == [true, true])
      #expect(try run(pin, in: demo, answer: false).status == 81)
      #expect(try run(pin + ["--json"], in: demo, answer: true).status == 81)
      #expect(!pins(victim))
      #expect(!Files.exists(Paths.join(demo.folder, "outside/new")))
      let agreed = try run(pin, in: demo, answer: true)
      #expect([agreed.status == 0, pins(victim)] == [true, true])
      // Who wrote it may take it back.
      let undone = try run(["undo"], in: demo)
      #expect([undone.status == 0, pins(victim)] == [true, false])
    }
  }

  @Test(arguments: Lure.allCases)
  func `a dry run names the true file and asks nobody`(_ lure: Lure) throws {
    try withDemo { demo in
      let victim = try lure.set(in: demo)
      let dry = try run(["pin", "sharkdp/fd@10", "--dry-run"], in: demo)
      let isNamed = dry.output.contains("+++ \(victim)\n")
      #expect([dry.status == 0, isNamed, pins(victim)] == [true, true, false])
    }
  }

  @Test(arguments: Lure.allCases)
  func `unpin and upgrade do not go there either`(_ lure: Lure) throws {
    try withDemo { demo in
      let victim = try lure.set(in: demo)
      let text =
        lure == .toolVersions
        ? "ocx:ocx.sh/kitware/cmake 4.3\n" : "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n"
      try Files.makeDirectories(Paths.parent(victim))
      try Files.writeScratch(victim, text)
      #expect(try run(["unpin", "kitware/cmake"], in: demo).status == 81)
      #expect(try run(["upgrade", "kitware/cmake"], in: demo).status == 81)
      #expect(try run(["upgrade"], in: demo).status == 81)
      #expect(try Files.readText(victim) == text)
      #expect(try run(["upgrade"], in: demo, answer: true).status == 0)
      #expect(try Files.readText(victim).contains("4.4"))
    }
  }

  @Test func `upgrade leaves such a file, and raises the pins of the others`() throws {
    try withDemo { demo in
      let victim = try Lure.link.set(in: demo)
      let text = "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3\"\n"
      let own = Paths.join(demo.project, "mise.local.toml")
      try Files.writeScratch(victim, text)
      try Files.writeScratch(
        own,
        text.replacingOccurrences(of: "kitware/cmake", with: "nodejs/node")
          .replacingOccurrences(of: "4.3", with: "24.0"))
      let upgraded = try run(["upgrade", "--to", "major"], in: demo)
      #expect(upgraded.status == 81)
      #expect(try Files.readText(victim) == text)
      #expect(try !Files.readText(own).contains("24.0"))
    }
  }

  @Test(arguments: [Lure.link, .folderLink, .danglingLink])
  func `a file that was named is written, and what it leads to is said`(_ lure: Lure) throws {
    try withDemo { demo in
      let victim = try lure.set(in: demo)
      let file = lure == .folderLink ? ".config/mise.toml" : "mise.toml"
      let pinned = try run(["pin", "sharkdp/fd@10", "--file", file], in: demo)
      #expect([pinned.status == 0, pins(victim)] == [true, true])
      #expect(pinned.errors == "written: \(file) -> \(victim)\n")
    }
  }

  @Test(arguments: [Lure.names, .environment, .toolVersions])
  func `settings that somebody trusts decide`(_ lure: Lure) throws {
    try withDemo { demo in
      let victim = try lure.set(in: demo)
      #expect(try run(["pin", "sharkdp/fd@10"], in: demo, trusted: true).status == 0)
      #expect(pins(victim))
    }
  }

  @Test func `a link inside the checkout is followed and named`() throws {
    try withDemo { demo in
      _ = try Lure.link.set(in: demo)
      try Files.removeFile(Paths.join(demo.project, "mise.toml"))
      try Files.makeDirectories(Paths.join(demo.project, "conf"))
      let target = Paths.join(demo.project, "conf/tools.toml")
      try Files.writeScratch(target, "[tools]\n")
      try Files.makeLink(Paths.join(demo.project, "mise.toml"), to: "conf/tools.toml")
      let pinned = try run(["pin", "sharkdp/fd@10"], in: demo)
      #expect([pinned.status == 0, pins(target)] == [true, true])
      #expect(pinned.errors == "written: mise.toml -> conf/tools.toml\n")
      let json = try run(["pin", "kitware/cmake@4.3", "--json"], in: demo).json() as? [String: Any]
      let change = (json?["changes"] as? [[String: String]])?.first
      #expect(change?["file"] == Paths.join(demo.project, "mise.toml"))
      #expect(change?["target"] == target)
    }
  }

  @Test func `undo goes to the file that was written, not to where a link leads since`() throws {
    try withDemo { demo in
      let file = Paths.join(demo.project, "mise.toml")
      #expect(try run(["pin", "sharkdp/fd@10"], in: demo).status == 0)
      let outside = Paths.join(demo.folder, "outside.toml")
      try Files.rename(file, to: outside)
      try Files.makeLink(file, to: outside)
      let text = try Files.readText(outside)
      #expect(try run(["undo"], in: demo).status == 75)
      #expect(try Files.readText(outside) == text)
    }
  }

  @Test func `plain text asks for a yes`() throws {
    try withDemo { demo in
      let victim = try Lure.link.set(in: demo)
      var session = PlainSession(options: .forTests(demo))
      _ = session.answer("show sharkdp/fd")
      _ = session.answer("pin 10")
      let asked = session.answer("write")
      #expect(asked.last == "Type yes to write it.")
      #expect([session.answer("no") == ["Nothing was written."], pins(victim)] == [true, false])
      _ = session.answer("write")
      _ = session.answer("yes")
      #expect(pins(victim))
    }
  }

  @Test func `the screen asks, and the first answer leaves the file`() throws {
    try withDemo { demo in
      let victim = try Lure.link.set(in: demo)
      var bench = try Bench(demo)
      try bench.keys("/sharkdp/fd<Enter>p<Enter>3w")
      #expect(bench.screen.contains("Write outside the project?"))
      try bench.keys("<Enter>")
      #expect(!pins(victim))
      try bench.keys("w<Down><Enter>")
      #expect(pins(victim))
    }
  }
}
