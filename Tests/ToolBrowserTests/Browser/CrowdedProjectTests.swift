import BackendKit
import Testing

@testable import ToolBrowser

/// Project where nothing fits: many pins, long names, digests and a file that does not parse.
@Suite struct CrowdedProjectTests {
  private func bench(_ demo: Demo, size: String) throws -> Bench {
    let digest = String(repeating: "ab", count: 32)
    let pins = (0..<200).map {
      "\"ocx:registry-\($0 % 9).example.com:5000/team/tool-\($0)\" = \"1\""
    }
    let text =
      ["[tools]", "\"ocx:ocx.sh/shellcheck/shellcheck\" = \"ref:sha256:\(digest)\""] + pins + [""]
    try Files.writeScratch(demo.project + "/mise.toml", text.joined(separator: "\n"))
    try Files.writeScratch(demo.project + "/mise.local.toml", "[tools\n")
    return try Bench(demo, size: size)
  }

  @Test(arguments: ["80x24", "120x40", "200x60"])
  func brokenFileAndNamesAreVisible(size: String) throws {
    try withDemo { demo in
      var bench = try bench(demo, size: size)
      try bench.keys("2")
      #expect(bench.screen.contains("mise.local.toml:1:"))
      #expect(bench.screen.contains("abababababab"))
      #expect(size == "80x24" || bench.screen.contains("shellcheck/shellcheck"))
    }
  }

  /// A reason that is longer than the screen cuts no name.
  @Test(arguments: ["120x40", "200x60"])
  func longReasonsLeaveNamesWhole(size: String) throws {
    try withDemo { demo in
      let long =
        "registry.example.com:5000/" + String(repeating: "platform-", count: 12) + "team/tool"
      try Files.writeScratch(
        demo.project + "/mise.toml",
        "[tools]\n\"ocx:ocx.sh/kubernetes/kubectl\" = \"1\"\n\"ocx:\(long)\" = \"1\"\n"
          + "\"ocx:ocx.sh/astral-sh/uv\" = \"9\"\n")
      var bench = try Bench(demo, size: size)
      try bench.keys("2")
      #expect(bench.screen.contains("kubernetes/kubectl "))
      #expect(bench.screen.contains("…/tool "))
    }
  }

  /// On the narrowest screen a state is one that can be read to its end.
  @Test func statesAreShortIfSpaceIs() throws {
    try withDemo { demo in
      var bench = try Bench(demo, size: "40x10")
      try bench.keys("2")
      #expect(bench.screen.contains("not installed"))
      #expect(bench.screen.contains("shadowed\n"))
    }
  }
}
