import Foundation
import TestSupport
import Testing

@testable import BackendKit

/// Which of the visible versions the list hook gives to mise.
@Suite struct VersionSelectionTests {
  /// 2026-07-31T12:00:00Z.
  private let now: Int64 = 1_785_499_200

  /// An index of one tool: for each version its platform (nil if its object does not exist) and
  /// when it was observed.
  private struct World {
    let fixture: IndexFixture
    let folder: TemporaryFolder
    let notes = Collected()
    let tool = ToolName(registry: "ocx.sh", repository: "acme/app")

    init(
      _ versions: [(String, platform: String?, observed: String)], isPublished: Bool = true
    ) throws {
      fixture = try IndexFixture()
      folder = try TemporaryFolder()
      if isPublished { try fixture.publish(["acme/app"]) }
      var tags: [String] = []
      for (version, platform, observed) in versions {
        let parts = platform?.split(separator: "/").map(String.init) ?? ["none", version]
        let object =
          #"{"schemaVersion": 2, "manifests": [{"mediaType": "m", "size": 1, "digest": "sha256:"#
          + "\(IndexFixture.digest)\", \"platform\": {\"os\": \"\(parts[0])\","
          + " \"architecture\": \"\(parts[1])\"}}]}"
        let digest = SHA256.hex(of: object)
        if platform != nil {
          try fixture.write("ocx.sh/p/acme/app/o/sha256/\(digest).json", object)
        }
        tags.append(
          #""\#(version)": {"content": "sha256:\#(digest)", "observed": "\#(observed)"}"#)
      }
      try fixture.write(
        "ocx.sh/p/acme/app.json",
        #"{"repository": "oci://r/a", "tags": {\#(tags.joined(separator: ", "))}}"#)
    }

    func context(_ variables: [String: String] = [:]) throws -> InstallContext {
      let environment = Environment(
        variables: ["HOME": folder.path, "MISE_CEILING_PATHS": folder.path].merging(variables) {
          $1
        },
        workingDirectory: folder.path + "/project")
      try Files.makeDirectories(environment.workingDirectory)
      return InstallContext(environment: environment, index: fixture.index) { [notes] in
        notes.append($0.line)
      }
    }

    /// Removes the objects of all versions; returns them by name.
    @discardableResult
    func removeObjects() throws -> [String: String] {
      let folder = "ocx.sh/p/acme/app/o/sha256/"
      var removed: [String: String] = [:]
      for name in try Files.list(fixture.index.path + "/" + folder) {
        let path = fixture.index.path + "/" + folder + name
        removed[folder + name] = try Files.readText(path)
        try Files.removeFile(path)
      }
      return removed
    }

    func selected(
      at now: Int64, platform: String? = nil, age: String? = nil,
      _ variables: [String: String] = [:]
    ) throws -> [String] {
      let context = try context(variables)
      let request = Hooks.ListRequest(
        tool: tool, platform: try platform.map { try Platform($0) }, minimumReleaseAge: age)
      let list = VersionList(root: try fixture.index.root(of: tool))
      return try VersionSelection(request: request, context: context, now: now)
        .selected(list).map(\.version)
    }
  }

  private let host = Platform.host().os + "/" + Platform.host().architecture
  private let other = "windows/arm64"
  private let old = "2026-01-01T00:00:00Z"
  private let young = "2026-07-31T11:00:00Z"

  @Test func whatRunsElsewhereAloneIsLeftOut() throws {
    let world = try World([
      ("1.0.0", host, old), ("1.1.0", nil, old), ("1.2.0", "any/any", old), ("2.0.0", other, old),
    ])
    #expect(try world.selected(at: now) == ["1.0.0", "1.1.0", "1.2.0"])
    #expect(
      try world.selected(at: now, platform: other) == ["1.0.0", "1.1.0", "1.2.0", "2.0.0"])
  }

  @Test func whereNothingRunsHereThePlatformsAreNamed() throws {
    let world = try World([
      ("1.0.0", other, old), ("2.0.0", "darwin/ppc64le", old), ("3.0.0", other, old),
    ])
    let failure = InstallFailure.noCandidate(
      tool: world.tool, host: Platform.host(), offered: ["windows/arm64"])
    #expect(throws: failure) { try world.selected(at: now) }
    #expect(failure.code == .notFound)
  }

  /// What was read once is not read again, as long as it is about the same versions.
  @Test func platformsAreReadOnce() throws {
    let world = try World([("1.0.0", host, old), ("2.0.0", other, old)])
    #expect(try world.selected(at: now) == ["1.0.0"])
    try world.removeObjects()
    #expect(try world.selected(at: now) == ["1.0.0"])
    // Without its file, nothing is known any more.
    let folder = ".cache/ocx-mise-tui/platforms/"
    for name in try Files.list(world.folder.path + "/" + folder) {
      try world.folder.write(folder + name, "damaged")
    }
    #expect(try world.selected(at: now) == ["1.0.0", "2.0.0"])
  }

  /// What was read for some versions and one host says nothing of others.
  @Test func theCacheHoldsForTheSameVersionsAndHost() throws {
    let world = try World([("1.0.0", host, old)])
    let digests = try ["1", "2", "3"].map {
      try Digest("sha256:" + String(repeating: $0, count: 64))
    }
    func content(_ digests: [Digest], _ host: String) throws -> UnsuitableContent {
      try UnsuitableContent(of: world.tool, digests: digests, host: Platform(host), world.context())
    }
    let here = try content(digests, "linux/amd64+libc.glibc")
    #expect(here.read() == nil)
    here.write([digests[0], digests[2]])
    #expect(here.read() == [digests[0], digests[2]])
    #expect(try content(digests, "linux/amd64+libc.musl").read() == nil)
    #expect(try content(digests.dropLast(), "linux/amd64+libc.glibc").read() == nil)
    here.write([])
    #expect(here.read() == [])
  }

  /// An object that is missing may come later, with the next refresh of the index.
  @Test func whatIsMissingIsLookedUpAgain() throws {
    let world = try World([("1.0.0", host, old), ("2.0.0", other, old)])
    let kept = try world.removeObjects()
    #expect(try world.selected(at: now) == ["1.0.0", "2.0.0"])
    for (name, text) in kept { try world.fixture.write(name, text) }
    #expect(try world.selected(at: now) == ["1.0.0"])
  }

  @Test func youngVersionsAreLeftOutWhereAnAgeIsAsked() throws {
    let world = try World([("1.0.0", host, old), ("2.0.0", host, young)])
    let all = ["1.0.0", "2.0.0"]
    #expect(try world.selected(at: now) == all)
    #expect(try world.selected(at: now, age: "7d") == ["1.0.0"])
    #expect(try world.selected(at: now, age: "30m") == all)
    #expect(try world.selected(at: now + 7 * 86_400, age: "7d") == all)
    #expect(try world.selected(at: now, ["MISE_MINIMUM_RELEASE_AGE": "7d"]) == ["1.0.0"])
    #expect(try world.selected(at: now, age: "0s", ["MISE_MINIMUM_RELEASE_AGE": "7d"]) == all)
    #expect(try world.selected(at: now, age: "2026-02-01") == ["1.0.0"])
    // Better a young one than none.
    #expect(try world.selected(at: now, age: "50y") == all)
  }

  /// A line is an alias as long as it has a release, and does not stand in for one that is young.
  @Test func anAliasOfAYoungVersionIsNoRelease() throws {
    let world = try World([
      ("1.0.0", host, old), ("2", host, old), ("2.0", host, old), ("2.0.0", host, young),
    ])
    #expect(try world.selected(at: now, age: "7d") == ["1.0.0"])
  }

  /// mise's list and a bare pin come from one rule: the newest of the list is what is pinned.
  @Test(arguments: [
    [("1.0.0", true, true), ("2.0.0", true, false)],
    [("1.0.0", false, true), ("2.0.0", true, false)],
    [("1.0.0", true, true), ("1.1.0", false, true), ("2.0.0", true, false)],
    [("1.0.0", true, false), ("2.0.0", true, false)],
  ])
  func aPinTakesTheNewestOfTheList(_ versions: [(String, isHere: Bool, isOld: Bool)]) throws {
    let world = try World(
      versions.map { ($0.0, $0.isHere ? host : other, $0.isOld ? old : "2990-01-01T00:00:00Z") })
    let environment = Environment(
      variables: [
        "HOME": world.folder.path, "MISE_CEILING_PATHS": world.folder.path,
        "OCX_INDEX": world.fixture.index.path, "MISE_MINIMUM_RELEASE_AGE": "7d",
      ], workingDirectory: world.folder.path)
    let workspace = Workspace.open(environment: environment)
    let newest = try Pinning(workspace: workspace).newest(
      of: world.tool, in: VersionList(root: try world.fixture.index.root(of: world.tool)))
    #expect(try world.selected(at: Clock.now, age: "7d").last == newest.version)
  }

  @Test func theSettingOfTheProjectCountsLast() throws {
    let world = try World([("1.0.0", host, old), ("2.0.0", host, young)])
    try world.folder.write("project/mise.toml", "[settings]\nminimum_release_age = \"7d\"\n")
    #expect(try world.selected(at: now) == ["1.0.0"])
    #expect(
      try world.selected(at: now, ["MISE_MINIMUM_RELEASE_AGE": "0s"]) == ["1.0.0", "2.0.0"])
  }

  /// When this machine first saw a tag of a plain registry says nothing of the tag.
  @Test func withoutAPublishedIndexNothingIsYoung() throws {
    let world = try World([("1.0.0", host, young), ("2.0.0", host, young)], isPublished: false)
    #expect(try world.selected(at: now, age: "7d") == ["1.0.0", "2.0.0"])
  }

  @Test func whatIsNoAgeIsNamedAndIgnored() throws {
    let world = try World([("1.0.0", host, old), ("2.0.0", host, young)])
    #expect(try world.selected(at: now, age: "soon\u{1b}[2J") == ["1.0.0", "2.0.0"])
    #expect(
      world.notes.all == ["warning: minimum_release_age is ignored: 'soon' is not an age"])
  }
}
