import Testing

@testable import BackendKit

struct UpgradeOptionsTests {
  static let tags = [
    "4.2.0", "4.3.0", "4.3.1", "4.3.4", "4.4.0", "4.4.1", "4.4.2-rc1", "5.0.0", "5.1.3",
    "6.0.0-rc1",
    "slim-4.3.0", "slim-4.3.1", "slim-5.0.0", "4", "4.3", "4.4", "5", "latest", "4.5.0", "7.0.0",
  ]

  /// `request=version` for each level, `-` if there is no upgrade.
  private func steps(_ request: String, current: String? = nil) throws -> [String] {
    let list = try IndexFixture.list(Self.tags, yanked: ["4.5.0", "7.0.0"])
    let upgrades = UpgradeOptions(request: request, versions: list, current: current)
    return UpgradeLevel.allCases.map { level in
      upgrades[level].map { "\($0.request)=\($0.version.version)" } ?? "-"
    }
  }

  private static let cases: [(String, String?, [String])] = [
    ("4.3.0", nil, ["-", "4.3.4=4.3.4", "4.4.1=4.4.1", "5.1.3=5.1.3"]),
    ("4.3", nil, ["-", "-", "4.4=4.4.1", "5.1=5.1.3"]),
    ("4.3", "4.3.1", ["4.3=4.3.4", "-", "4.4=4.4.1", "5.1=5.1.3"]),
    ("4", nil, ["-", "-", "-", "5=5.1.3"]),
    ("4", "4.3.4", ["4=4.4.1", "-", "-", "5=5.1.3"]),
    ("5", nil, ["-", "-", "-", "-"]),
    ("latest", "4.3.4", ["latest=5.1.3", "-", "-", "-"]),
    ("latest", nil, ["-", "-", "-", "-"]),
    ("prefix:4.3", nil, ["-", "-", "prefix:4.4=4.4.1", "prefix:5.1=5.1.3"]),
    ("v4.3.4", "4.3.4", ["-", "-", "v4.4.1=4.4.1", "v5.1.3=5.1.3"]),
    ("slim-4.3.0", nil, ["-", "slim-4.3.1=slim-4.3.1", "-", "slim-5.0.0=slim-5.0.0"]),
    ("slim-4", nil, ["-", "-", "-", "slim-5=slim-5.0.0"]),
    ("slim", "slim-4.3.0", ["slim=slim-5.0.0", "-", "-", "-"]),
    ("4.4.2-rc1", nil, ["-", "-", "-", "5.1.3=5.1.3"]),
    ("6.0.0-rc1", nil, ["-", "-", "-", "-"]),
    // There are upgrades even for a version that the index has lost, or that was yanked.
    ("4.3.3", "4.3.3", ["-", "4.3.4=4.3.4", "4.4.1=4.4.1", "5.1.3=5.1.3"]),
    ("4.5.0", "4.5.0", ["-", "-", "-", "5.1.3=5.1.3"]),
    ("ref:sha256:\(IdentifierTests.zeros)", nil, ["-", "-", "-", "-"]),
    ("path:/x", nil, ["-", "-", "-", "-"]), ("system", nil, ["-", "-", "-", "-"]),
    ("sub-1:latest", nil, ["-", "-", "-", "-"]), ("main", nil, ["-", "-", "-", "-"]),
    ("99.99", nil, ["-", "-", "-", "-"]), ("", nil, ["-", "-", "-", "-"]),
  ]

  @Test(arguments: cases)
  func upgradesOfEachLevel(request: String, current: String?, expected: [String]) throws {
    #expect(try steps(request, current: current) == expected)
  }

  @Test func aMovingTagStandsForItsRelease() throws {
    let digests = [
      "4.3": String(repeating: "b", count: 64), "4.3.4": String(repeating: "b", count: 64),
    ]
    let list = try IndexFixture.list(Self.tags, digests: digests)
    let upgrades = UpgradeOptions(request: "4.3", versions: list, current: "4.3")
    #expect(upgrades.current?.version == "4.3.4")
    #expect(upgrades.patch == nil)
  }

  @Test func buildsOfTheSameReleaseAreNoStepUnlessTheyAreAllThereIs() throws {
    let list = try IndexFixture.list(["1.0.0", "1.0.0_1", "2.0.0_1", "2.0.0_2"])
    #expect(UpgradeOptions(request: "1.0.0+1", versions: list, current: "1.0.0+1").patch == nil)
    let step = UpgradeOptions(request: "2.0.0+1", versions: list, current: "2.0.0+1").patch
    #expect(step?.request == "2.0.0+2")
    #expect(
      UpgradeOptions(request: "1.0.0", versions: list, current: nil).major?.request == "2.0.0")
  }

  @Test func releasesWithFewerNumbers() throws {
    let list = try IndexFixture.list(["21.0", "22", "20.1.0"])
    let upgrades = UpgradeOptions(request: "20.1", versions: list, current: nil)
    #expect(
      upgrades.major == UpgradeOptions(request: "20.1", versions: list, current: "20.1.0").major)
    #expect(upgrades.major?.request == "22")
    #expect(upgrades.highest(upTo: .major) == upgrades.major)
    #expect(!upgrades.isEmpty)
  }

  @Test func `a step is the newest of its level that runs where the pin is used`() throws {
    let tags = ["4.3.0", "4.3.1", "4.4.0", "4.4.1", "5.0.0"]
    let digests = Dictionary(
      uniqueKeysWithValues: tags.enumerated().map {
        ($0.element, String(repeating: "\($0.offset)", count: 64))
      })
    let list = try IndexFixture.list(tags, digests: digests)
    let elsewhere = Set(["4.4.1", "5.0.0"].compactMap { list.listed(named: $0)?.digest })
    let upgrades = UpgradeOptions(request: "4.3.0", versions: list, current: "4.3.0") {
      !elsewhere.contains($0)
    }
    #expect(
      UpgradeLevel.allCases.map { upgrades[$0].map { "\($0.version.version) \($0.mayRun)" } } == [
        nil, "4.3.1 true", "4.4.0 true", "5.0.0 false",
      ])
    #expect(upgrades.elsewhere(.minor)?.version == "4.4.1")
    #expect(upgrades.highest(upTo: .major)?.request == "4.4.0")
  }

  @Test(arguments: [
    (UpgradeLevel.within, nil), (.patch, "4.3.4"), (.minor, "4.4.1"), (.major, "5.1.3"),
  ])
  func `the highest step stays below its level`(level: UpgradeLevel, request: String?) throws {
    let list = try IndexFixture.list(Self.tags, yanked: ["4.5.0", "7.0.0"])
    let upgrades = UpgradeOptions(request: "4.3.0", versions: list, current: nil)
    #expect(upgrades.highest(upTo: level)?.request == request)
  }
}
