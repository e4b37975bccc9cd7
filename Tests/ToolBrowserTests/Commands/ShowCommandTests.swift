import BackendKit
import Foundation
import Testing

@testable import ToolBrowser

/// `show`: all that is known of a tool.
struct ShowCommandTests {
  @Test("the document: package, version, pins, installs, readme")
  func document() throws {
    try withDemo { demo in
      let run = try CommandRun.of("show", "kitware/cmake@4.3.4", "--json", in: demo, now: demoNow)
      let version = try CommandRun.of("versions", "kitware/cmake", "--json", in: demo, now: demoNow)
      let rows = try #require(
        (try version.json() as? [String: Any])?["versions"] as? [[String: Any]])
      var document = try #require(try run.json() as? [String: Any])
      // A version is shown as by `versions`.
      let shown = document.removeValue(forKey: "version") as? NSDictionary
      #expect(
        shown != nil && shown == rows.first { $0["version"] as? String == "4.3.4" } as NSDictionary?
      )
      let install = Paths.join(
        demo.folder, "home/.local/share/mise/installs/ocx-ocx-sh-kitware-cmake/4.3.4")
      #expect(
        document as NSDictionary == [
          "tool": "ocx.sh/kitware/cmake", "title": "CMake",
          "description": "Cross-platform build system generator",
          "keywords": ["build", "build-system", "cpp", "ctest"], "status": "active",
          "created": document["created"] ?? "missing",
          "repository": "oci://ghcr.io/ocx-contrib/kitware/cmake",
          "upstream": [
            "org": "Kitware", "repository_url": "https://github.com/Kitware/CMake",
            "disclaimer": "Unaffiliated mirror. CMake is a project of its own authors.",
          ],
          "owners": ["ocx-bot"], "latest": "4.4.2", "variants": [String](), "versions": rows.count,
          "pins": [
            [
              "file": "\(demo.project)/mise.toml", "line": 7, "request": "4.3",
              "resolved": "4.3.4", "in_force": true,
            ]
          ],
          "installed": [["version": "4.3.4", "install_path": install]],
          "readme": document["readme"] ?? "missing",
        ])
      #expect((document["readme"] as? String)?.hasPrefix("# CMake\n") == true)
    }
  }

  @Test("without a version the newest is shown; unknown values have no key")
  func sparse() throws {
    try withDemo { demo in
      let run = try CommandRun.of(
        "show", "registry.example:5000/acme/deploy", "--json", in: demo, now: demoNow)
      let document = try #require(try run.json() as? [String: Any])
      let version = try #require(document["version"] as? [String: Any])
      #expect(version["version"] as? String == document["latest"] as? String)
      #expect(document["upstream"] == nil && document["superseded_by"] == nil)
    }
  }

  @Test("for people: a line for each thing that is known, the readme below")
  func words() throws {
    try withDemo { demo in
      let run = try CommandRun.of("show", "astral-sh/rye", in: demo, now: demoNow)
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      let labels = lines.prefix { !$0.isEmpty }.compactMap { $0.split(separator: " ").first }
      #expect(run.status == 0)
      #expect(labels.starts(with: ["tool", "title", "about"]))
      #expect(Set(["status", "instead", "version", "pinned", "installed"]).isSubset(of: labels))
      #expect(lines.contains { $0.hasPrefix("pinned") && $0.contains("mise.toml:16") })
    }
  }

  @Test("the readme is rendered for people, and raw for programs")
  func readme() throws {
    try withDemo { demo in
      let run = try CommandRun.of("show", "kitware/cmake", in: demo, now: demoNow)
      #expect(run.output.contains("\n\nCMake\n\n") && run.output.contains("\n• "))
      #expect(!run.output.contains("# CMake"))
      #expect(run.output.contains("\nplatforms   darwin amd64 arm64, linux amd64 arm64"))
    }
  }

  @Test(
    "for an unknown name similar ones are suggested",
    arguments: [
      ("kitware/cmaek", 79, "did you mean ocx.sh/kitware/cmake?"),
      ("kitware/cmake@9.9", 79, "\n  list them: "), ("kitware/c make", 64, "error: "),
    ])
  func unknown(request: String, status: Int32, said: String) throws {
    try withDemo { demo in
      let run = try CommandRun.of("show", request, in: demo, now: demoNow)
      #expect(run.status == status)
      #expect(run.output == "" && run.errors.contains(said), "\(run.errors)")
    }
  }
}
