import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// The listing commands of docs/cli.md, on the demo's index and project.
struct ListingCommandTests {
  @Test("packages: a query ranks by name, title and keywords")
  func packages() throws {
    try withDemo { demo in
      let run = try CommandRun.of("packages", "cmake", "--json", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      let first = try #require(rows.first)
      #expect(run.status == 0)
      #expect(first["tool"] as? String == "ocx.sh/kitware/cmake")
      #expect(
        Set(first.keys) == [
          "tool", "title", "description", "keywords", "status", "latest", "versions", "repository",
        ])
      #expect(first["status"] as? String == "active")
    }
  }

  @Test("packages: a root that cannot be read keeps its row and says why")
  func brokenPackage() throws {
    try withDemo { demo in
      let path = Paths.join(demo.index.path, "ocx.sh/p/kitware/cmake.json")
      try Files.writeAtomically(path, "{ not json")
      let run = try CommandRun.of("packages", "--json", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      let broken = rows.filter { $0["status"] as? String == "broken" }
      #expect(broken.map { $0["tool"] as? String } == ["ocx.sh/kitware/cmake"])
      #expect((broken.first?["error"] as? [String: Any])?["code"] as? String == "data_error")
      #expect(rows.count > 15)
    }
  }

  @Test("packages: a registry that cannot be listed is named, the others are listed")
  func brokenRegistry() throws {
    try withDemo { demo in
      let folder = Paths.join(demo.index.path, "other.example")
      try Files.makeDirectories(folder)
      try Files.writeAtomically(Paths.join(folder, "config.json"), #"{"format_version":9}"#)
      let run = try CommandRun.of("packages", "cmake", in: demo, now: demoNow)
      #expect(run.errors.hasPrefix("warning: nothing of other.example is listed: "))
      #expect(run.output.contains("ocx.sh/kitware/cmake"))
    }
  }

  @Test(
    "nothing to list is never nothing said",
    arguments: [
      (["packages", "zzzz"], "Nothing matches \"zzzz\".\n"),
      (["pins"], "No ocx: entry in this folder or above. To add one: ocx-mise-tui pin TOOL\n"),
      (["outdated"], "No pin in force has a newer version.\n"),
    ])
  func nothing(words: [String], said: String) throws {
    try withDemo { demo in
      for name in try Files.list(demo.project) where name.hasPrefix("mise") {
        try Files.removeFile(Paths.join(demo.project, name))
      }
      var empty = demo.environment
      empty.variables["MISE_CONFIG_DIR"] = demo.project
      empty.variables["MISE_CEILING_PATHS"] = Paths.parent(demo.project)
      let run = try CommandRun.of(words, in: demo, environment: empty, now: demoNow)
      #expect(run == CommandRun(status: 0, output: "", errors: said))
    }
  }

  @Test(
    "what an option names must be there",
    arguments: [
      (["pins", "--project", "/nowhere"], "error: /nowhere is not a folder\n"),
      (["pins", "--index", "/nowhere"], "error: no OCX index at /nowhere\n"),
      (["outdated", "--index", "/dev/null"], "error: no OCX index at /dev/null\n"),
      (["packages", "--index", "/dev/null"], "error: no OCX index at /dev/null\n"),
    ])
  func absent(words: [String], cause: String) throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        words, in: demo, environment: demo.environment, now: demoNow)
      #expect(run.status == 79)
      #expect(run.errors.hasPrefix(cause))
    }
  }

  @Test("versions: ascending, the newest last, aliases by digest")
  func versions() throws {
    try withDemo { demo in
      let run = try CommandRun.of("versions", "kitware/cmake", "--json", in: demo, now: demoNow)
      let document = try #require(try run.json() as? [String: Any])
      let rows = try #require(document["versions"] as? [[String: Any]])
      let last = try #require(rows.last)
      #expect(document["tool"] as? String == "ocx.sh/kitware/cmake")
      #expect((last["aliases"] as? [String])?.contains("latest") == true)
      #expect(rows.allSatisfy { $0["kind"] as? String == "release" })
      #expect(
        Set(last.keys) == [
          "version", "tag", "digest", "kind", "variant", "aliases", "aliases_total", "platforms",
          "host", "observed", "yanked",
        ])
    }
  }

  /// Rewrites what the index of the demo says of a package.
  private func change(
    _ demo: Demo, _ package: String, _ change: (inout [String: Any]) -> Void
  ) throws {
    let home = try #require(demo.environment["OCX_HOME"])
    let file = URL(filePath: Paths.join(home, "index/ocx.sh/p/\(package).json"))
    var root = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any])
    change(&root)
    try JSONSerialization.data(withJSONObject: root).write(to: file)
  }

  @Test("what its publisher may delete is hidden, marked where it is shown, and can be named")
  func ephemeral() throws {
    try withDemo { demo in
      try change(demo, "kitware/cmake") { root in
        var tags = root["tags"] as? [String: [String: Any]] ?? [:]
        tags["4.4.2"]?["ephemeral"] = true
        root["tags"] = tags
      }
      func rows(_ more: String...) throws -> [[String: Any]] {
        let words = ["versions", "kitware/cmake", "--json"] + more
        let run = try CommandRun.of(words, in: demo, environment: demo.environment, now: demoNow)
        return try #require((try run.json() as? [String: Any])?["versions"] as? [[String: Any]])
      }
      #expect(try rows().allSatisfy { $0["version"] as? String != "4.4.2" })
      let all = try rows("--all")
      #expect(
        all.filter { $0["ephemeral"] as? Bool == true }.map { $0["version"] as? String } == [
          "4.4.2"
        ])
      let text = try CommandRun.of(
        ["versions", "kitware/cmake", "--all"], in: demo, environment: demo.environment,
        now: demoNow
      ).output
      #expect(text.contains("ephemeral: its publisher may delete it"))
      let shown = try CommandRun.of("show", "kitware/cmake@4.4.2", in: demo, now: demoNow)
      #expect(shown.status == 0 && shown.output.contains("its publisher may delete it"))
    }
  }

  @Test("show: whose it is, what it is made from, and what to take instead")
  func origin() throws {
    try withDemo { demo in
      try change(demo, "kitware/cmake") { root in
        root["source"] = "https://github.com/Kitware/CMake-ocx"
        root["owners"] = [["login": "alice", "id": 1], ["github": "bob", "github_id": 2]]
        root["superseded_by"] = "kitware/cmake-next"
      }
      let run = try CommandRun.of("show", "kitware/cmake", "--json", in: demo, now: demoNow)
      let document = try #require(try run.json() as? [String: Any])
      #expect(document["source"] as? String == "https://github.com/Kitware/CMake-ocx")
      #expect(document["owners"] as? [String] == ["alice", "bob"])
      #expect(document["superseded_by"] as? String == "kitware/cmake-next")
      let text = try CommandRun.of("show", "kitware/cmake", in: demo, now: demoNow).output
      for part in ["kitware/cmake-next", "alice, bob", "Kitware/CMake-ocx"] {
        #expect(text.contains(part))
      }
    }
  }

  @Test("versions: tracks", arguments: [nil, "default", "slim"])
  func tracks(_ track: String?) throws {
    try withDemo { demo in
      let tool = "astral-sh/python-build-standalone"
      let run =
        try track.map {
          try CommandRun.of("versions", tool, "--json", "--variant", $0, in: demo, now: demoNow)
        } ?? CommandRun.of("versions", tool, "--json", in: demo, now: demoNow)
      let rows = try #require((try run.json() as? [String: Any])?["versions"] as? [[String: Any]])
      let slim = rows.map { ($0["variant"] as? String) == "slim" }
      let expected: [Bool] =
        switch track {
        case nil: Array(repeating: true, count: 6) + Array(repeating: false, count: 6)
        case "default": Array(repeating: false, count: 6)
        default: Array(repeating: true, count: 6)
        }
      #expect(slim == expected)
    }
  }

  @Test("an unknown tool, version or track names what is near")
  func nearMatches() throws {
    try withDemo { demo in
      #expect(
        try CommandRun.of("versions", "kitware/cmaek", in: demo, now: demoNow)
          == CommandRun(
            status: 79, output: "",
            errors: """
              error: the index has no ocx.sh/kitware/cmaek
                did you mean ocx.sh/kitware/cmake?

              """))
      #expect(
        try CommandRun.of("versions", "kitware/cmake", "--variant", "tiny", in: demo, now: demoNow)
          .errors.contains("it has no variants"))
      let run = try CommandRun.of("pin", "kitware/cmake@9.9", "--json", in: demo, now: demoNow)
      let document = try #require(try run.json() as? [String: [String: String]])
      #expect(run.status == 79)
      #expect(document["error"]?["code"] == "not_found")
    }
  }

  @Test("without an index: how to get one")
  func noIndex() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "packages", "--index", "/nowhere/index", in: demo, now: demoNow)
      #expect(
        run
          == CommandRun(
            status: 79, output: "",
            errors: """
              error: no OCX index at /nowhere/index
                fetch one: ocx-mise-tui refresh ocx.sh
                that needs ocx, which is not installed: https://ocx.sh
                to look around first: ocx-mise-tui demo

              """))
    }
  }

  @Test("pins: every state that the demo shows")
  func pins() throws {
    try withDemo { demo in
      let run = try CommandRun.of("pins", "--json", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      let lines = rows.map { row in
        let force = row["in_force"] as? Bool == true ? "in force" : "shadowed"
        return "\(row["key"] ?? "") \(row["request"] ?? "") \(row["state"] ?? "") \(force)"
      }
      #expect(
        Set(rows.compactMap { $0["state"] as? String }).isSuperset(of: [
          "current", "outdated", "missing", "yanked", "deprecated",
        ]))
      #expect(lines.contains("ocx:ocx.sh/kitware/cmake 4.3 outdated in force"))
      let node = rows.filter { $0["key"] as? String == "ocx:ocx.sh/nodejs/node" }
      #expect(
        node.map { "\($0["file"] ?? "") \($0["shadowed_by"] ?? "")" } == [
          "\(demo.project)/mise.local.toml <null>",
          "\(demo.project)/mise.toml \(demo.project)/mise.local.toml:3",
        ])
    }
  }

  @Test("outdated names the key if the project has several for a tool, outdated or not")
  func outdatedKeys() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        Paths.join(demo.project, "mise.local.toml"), "[tools]\n\"ocx:golang/go\" = \"1.27.0\"\n")
      let text = try CommandRun.of("outdated", in: demo, now: demoNow).output
      #expect(text.contains("\nocx:ocx.sh/golang/go "))
    }
  }

  @Test("outdated: by level, and 1 if requested")
  func outdated() throws {
    try withDemo { demo in
      let run = try CommandRun.of("outdated", "--json", "--exit-code", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      let go = try #require(rows.first { $0["tool"] as? String == "ocx.sh/golang/go" })
      #expect(run.status == 1)
      #expect(
        go as NSDictionary
          == [
            "tool": "ocx.sh/golang/go", "key": "ocx:ocx.sh/golang/go",
            "file": "\(demo.project)/mise.toml", "line": 10,
            "request": "1.26.6", "current": "1.26.6", "within": NSNull(), "patch": "1.26.7",
            "minor": "1.27.0", "major": NSNull(), "moved": false, "task": NSNull(),
          ])
      #expect(try CommandRun.of("outdated", in: demo, now: demoNow).status == 0)
    }
  }

  @Test("pins: for people, digests are short, and nothing shadowed is in force")
  func pinsForPeople() throws {
    try withDemo { demo in
      let digest = String(repeating: "ab", count: 32)
      try Files.writeScratch(
        Paths.join(demo.project, "mise.local.toml"),
        "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"ref:sha256:\(digest)\"\n")
      let run = try CommandRun.of("pins", in: demo, now: demoNow)
      let lines = run.output.split(separator: "\n").filter { $0.contains("kitware/cmake") }
        .map { $0.split(separator: " ").joined(separator: " ") }
      let short = "ref:sha256:abababababab"
      #expect(
        lines == [
          "* ocx.sh/kitware/cmake \(short) \(short) 4.4.2 mise.local.toml:2 not installed",
          "o ocx.sh/kitware/cmake 4.3 4.4.2 mise.toml:7 shadowed by mise.local.toml:2",
        ])
    }
  }

  @Test("registries: from the index and from the pins")
  func registries() throws {
    try withDemo { demo in
      try Files.writeAtomically(
        Paths.join(demo.project, "mise.local.toml"),
        "[tools]\n\"ocx:ghcr.io/acme/tool\" = \"1\"\n")
      let run = try CommandRun.of("registries", "--json", in: demo, now: demoNow)
      let rows = try #require(try run.json() as? [[String: Any]])
      #expect(
        rows.map { "\($0["registry"] ?? "") \($0["kind"] ?? "none")" } == [
          "ocx.sh published", "registry.example:5000 derived", "ghcr.io none",
        ])
      #expect(rows.last?["known_from"] as? [String] == ["\(demo.project)/mise.local.toml"])
    }
  }
}
