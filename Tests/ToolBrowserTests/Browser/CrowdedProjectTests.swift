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
      // What is pinned, what is in force, and the line below the list: no digest is cut.
      let digests = bench.screen.split(separator: "abababababab", omittingEmptySubsequences: false)
      #expect(digests.count > 2 && !bench.screen.contains("ab…"))
      #expect(size == "80x24" || bench.screen.contains("shellcheck/shellcheck"))
    }
  }

  /// Details shows a digest whole only where it has the keys.
  @Test func digestOfAPinIsShortInDetails() throws {
    try withDemo { demo in
      var bench = try bench(demo, size: "120x40")
      try bench.keys("/shellcheck")
      #expect(bench.screen.contains("abababababab\"") && !bench.screen.contains("ababababababab"))
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

  /// The reason why a pin cannot be used is whole where there is room for it.
  @Test func statesAreWholeOnAWideScreen() throws {
    try withDemo { demo in
      var bench = try bench(demo, size: "200x60")
      let long = "registry.example.com:5000/" + String(repeating: "platform-", count: 12) + "team/x"
      try Files.writeScratch(
        demo.project + "/mise.local.toml",
        "[tools]\n\"ocx:\(long)\" = \"1\"\n\"ocx:ocx.sh/tukaani/xz\" = \"5.6.1\"\n")
      bench = try Bench(demo, size: "200x60")
      try bench.keys("2")
      #expect(bench.line("tukaani/xz").hasSuffix("malicious code in the release archive"))
    }
  }

  /// More space never shows less of a name.
  @Test func namesAreNoShorterOnAWiderScreen() throws {
    try withDemo { demo in
      var shown: [Int] = []
      var screens = ""
      for size in ["80x24", "120x24"] {
        var bench = try bench(demo, size: size)
        try bench.keys("2")
        screens += bench.screen
        let name = bench.line("/tool-1 ").split(separator: " ").first { $0.hasSuffix("/tool-1") }
        shown.append(name?.count ?? 0)
      }
      #expect(shown[0] > 0 && shown[1] >= shown[0], "\(shown) \(screens)")
    }
  }

  /// The same of a pin that fits at 80 columns.
  @Test(arguments: ["80x24", "120x24"])
  func pinsOfBuildsAreWhole(size: String) throws {
    try withDemo { demo in
      var bench = try bench(demo, size: size)
      try Files.writeScratch(
        demo.project + "/mise.local.toml",
        "[tools]\n\"ocx:ocx.sh/kitware/cmake\" = \"4.3.4_20260804\"\n")
      bench = try Bench(demo, size: size)
      try bench.keys("2")
      #expect(bench.line("kitware/cmake").contains(" 4.3.4_20260804 "))
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

extension Bench {
  /// The first line with a text.
  fileprivate func line(_ text: String) -> String {
    screen.split(separator: "\n").first { $0.contains(text) }.map(String.init) ?? ""
  }
}
