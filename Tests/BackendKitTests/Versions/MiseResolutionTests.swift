import Foundation
import TestSupport
import Testing

@testable import BackendKit

struct MiseResolutionTests {
  private struct Recording: Decodable {
    struct Resolved: Decodable, Equatable {
      let version: String
      let installed: Bool
      let dir: String
    }

    struct Case: Decodable {
      let versions: [String]
      let installed: [String]
      let request: String
      let resolved: [Resolved]
    }

    let cases: [Case]
  }

  // Needs the recordings next to the package; reported as skipped if they do not exist.
  @Test
  func recordedResolutions() throws {
    let cases = try JSONDecoder().decode(
      Recording.self, from: Recordings.data("version-resolution.json")
    ).cases
    #expect(!cases.isEmpty)
    for recorded in cases {
      let name = Comment(
        "\(recorded.request) of \(recorded.versions), installed \(recorded.installed)")
      let resolved = MiseResolution.resolve(
        request: recorded.request, versions: recorded.versions, installed: recorded.installed)
      #expect(
        [.init(version: resolved.version, installed: resolved.installed, dir: resolved.directory)]
          == recorded.resolved, name)
    }
  }

  @Test(arguments: [
    ("4.3.2", "4.3.2", true), ("4.3.2", "4.3.2+1", true), ("4.3.2", "4.3.2_1", false),
    ("4.3", "4.3.2+1", true), ("0.1", "0.11", false), ("0.1", "0.1.", false), ("4", "44", false),
    ("latest", "4.3", true), ("latest", "v4", true), ("latest", "slim-4", false),
    ("slim", "slim-4.3", true), ("slim-", "slim-4.3", true), ("slim-4", "slim-4.3", true),
    ("slim-4", "slim-44", false), ("4", "slim-4", false), ("v4.3", "4.3.1", true),
    ("1.0", "1.0.0-rc1", false), ("1.0.0-rc1", "1.0.0-rc1", true), ("1.0", "1.0.0-0", true),
    ("prefix:4", "4.1", true), ("ref:sha256:0", "4.1", false), ("system", "system", false),
  ])
  func covering(request: String, version: String, covers: Bool) {
    #expect(MiseResolution.covers(request: request, version: version) == covers)
  }

  @Test(arguments: [
    ("1.0.0-rc1", true), ("1.0.0.RC", true), ("1.0.0rc1", true), ("1.0.0alpha12", true),
    ("1.0.0a1", false), ("1.0.0-dev", true), ("1.0.0dev", false), ("1-SNAPSHOT", true),
    ("1.0.0-edge", true), ("edge-1.0.0", false), ("1.0.0-pre1", true), ("1.0.0-0", false),
    ("1.0.0-nightly", true), ("rc1", false), ("", false), ("1.0.0beta", false),
    ("1.0.0-testing", true),
  ])
  func prereleases(version: String, expected: Bool) {
    #expect(MiseResolution.isPrerelease(version) == expected)
  }

  @Test func subtraction() {
    for (sub, version, result) in [
      ("2", "18.2.3", "16"), ("0.1", "18.2.3", "18.1"), ("0.0.1", "2.79.0", "2.78"),
      ("1", "0.5", "0"), ("0.1", "1.0.0", "0"), ("1", "2.6.1+5", "1+5"),
    ] {
      #expect(MiseTool.subtract(sub, from: version) == result)
    }
    #expect(MiseTool.subtract("1", from: "slim-1") == nil)
    #expect(MiseTool.subtract("x", from: "1") == nil)
  }

  @Test func variantsAreTracksOfTheirOwn() {
    let versions = ["slim-1.0.0", "slim-2.0.0", "1.0.0", "2.1.0"]
    func resolved(_ request: String, _ installed: [String] = []) -> String {
      MiseResolution.resolve(request: request, versions: versions, installed: installed).version
    }
    #expect(resolved("slim") == "slim-2.0.0")
    #expect(resolved("slim-1") == "slim-1.0.0")
    #expect(resolved("latest") == "2.1.0")
    #expect(resolved("latest", ["1.0.0", "slim-2.0.0"]) == "1.0.0")
    #expect(resolved("latest", ["slim-2.0.0"]) == "slim-2.0.0")
  }

  @Test func digestsArePinsThatNeverMove() {
    let request = "ref:sha256:" + IdentifierTests.zeros
    let directory = "ref-sha256-" + IdentifierTests.zeros
    #expect(
      MiseResolution.resolve(request: request, versions: ["1.0.0"], installed: [directory])
        == .init(version: request, installed: true, directory: directory))
    #expect(MiseRequest("ref-sha256:1") == .reference(kind: "ref", name: "sha256:1"))
    #expect(MiseRequest("sha256:1") == .invalid("sha256:1"))
  }

  /// A combining mark makes another character of what it follows, and no other scalar.
  @Test func separatorsCountBeforeACombiningMark() {
    #expect(MiseRequest("prefix:\u{301}4") == .prefix("\u{301}4"))
    #expect(MiseRequest("ref-\u{301}4") == .reference(kind: "ref", name: "\u{301}4"))
    #expect(MiseInstalls.versionDirectoryName("1/\u{301}:2") == "1-\u{301}-2")
    #expect(RequestCheck.problem(of: "1..\u{301}2") == "a version cannot hold \"..\"")
  }

  @Test func systemToolsCountAsInstalled() {
    #expect(
      MiseResolution.resolve(request: "system", versions: ["1.0.0"], installed: [])
        == .init(version: "system", installed: true, directory: "system"))
  }

  // Installs that have anything before their numbers get a link such as `vlatest`.
  @Test(arguments: [
    (["1.0.0", "v2.0.0"], "1.0.0"), (["v1.0.0", "v2.0.0"], "v2.0.0"),
    (["openjdk17-3", "2"], "2"), (["2026-01", "3"], "2026-01"), (["1.0.0", "2.0.0-rc1"], "1.0.0"),
    (["slim-1.0.0", "1.0~~"], "slim-1.0.0"),
  ])
  func newestInstalled(installed: [String], expected: String) {
    let resolved = MiseResolution.resolve(request: "latest", versions: [], installed: installed)
    #expect(resolved.version == expected)
  }

  @Test func emptyListsKeepTheRequest() {
    for request in ["4", "latest", "prefix:4"] {
      let expected = request == "prefix:4" ? "4" : request
      #expect(
        MiseResolution.resolve(request: request, versions: [], installed: []).version == expected)
    }
    // Nothing but pre-releases: mise has dropped them before it looks.
    #expect(
      MiseResolution.resolve(request: "latest", versions: ["1.0.0-rc1"], installed: []).version
        == "latest")
  }
}
