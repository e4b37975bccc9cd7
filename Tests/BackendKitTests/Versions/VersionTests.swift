import TestSupport
import Testing

@testable import BackendKit

struct VersionTests {
  private func parts(_ tag: String) -> OCXRules.TagCase.Parts? {
    Version(asOCX: tag).map {
      OCXRules.TagCase.Parts(
        text: $0.description, variant: $0.variant, major: $0.major, minor: $0.minor,
        patch: $0.patch, prerelease: $0.prerelease, build: $0.build, rolling: $0.build == nil)
    }
  }

  private func name(_ tag: String) -> String {
    switch TagClass(tag) {
    case .latest: "latest"
    case .internal: "internal"
    case .version: "version"
    case .canonical: "canonical"
    case .other: "other"
    }
  }

  // Needs the recordings next to the package; reported as skipped if they do not exist.
  @Test
  func recordedTags() throws {
    let cases = try OCXRules.load().tags
    #expect(!cases.isEmpty)
    for recorded in cases {
      #expect(name(recorded.tag) == recorded.class, "\(recorded.tag)")
      #expect(
        TagClass(recorded.tag).isReserved(recorded.tag) == recorded.reserved, "\(recorded.tag)")
      #expect(parts(recorded.tag) == recorded.version, "\(recorded.tag)")
    }
  }

  @Test
  func recordedOrders() throws {
    let cases = try OCXRules.load().orders
    #expect(!cases.isEmpty)
    for recorded in cases {
      let sorted = recorded.tags.compactMap { Version(asOCX: $0) }.sorted().map(\.description)
      #expect(sorted == recorded.ascending)
    }
  }

  @Test func oneOfEachRuleOfTheOrder() {
    let ascending = [
      "a-9", "a1-1", "slim-1.0.0", "slim-1", "0.1.2_20260820", "0.1.2", "1.2.3-rc10",
      "1.2.3-rc2_1", "1.2.3-rc2", "1.2.3_1", "1.2.3_b", "1.2.3", "1.2.10", "1.2", "1.10.0", "1",
      "4294967295.4294967295.4294967295", "4294967295.4294967295", "4294967295",
    ]
    #expect(
      ascending.reversed().compactMap { Version($0) }.sorted().map(\.description) == ascending)
  }

  /// Total, antisymmetric, transitive and in step with equality, over every pair and triple of
  /// generated versions.
  @Test func theOrderIsTotal() {
    var generator = SeededRandom(seed: 42)
    let versions = (0..<60).compactMap { _ in Version(SeededRandom.tag(&generator)) }
    #expect(versions.count == 60)
    for left in versions {
      for right in versions {
        let relations = [left < right, left == right, left > right].filter(\.self).count
        #expect(relations == 1, "\(left) against \(right)")
        for third in versions where left < right && right < third {
          #expect(left < third, "\(left), \(right), \(third)")
        }
      }
    }
  }

  @Test func writtenTextIsReadBack() {
    var generator = SeededRandom(seed: 7)
    for _ in 0..<2_000 {
      let tag = SeededRandom.tag(&generator)
      guard let version = Version(tag) else {
        Issue.record("\(tag) is no version")
        continue
      }
      #expect(version.description == tag)
      #expect(Version(version.miseText) == version)
    }
  }

  /// OCX reads the numbers after it has matched the whole tag, and stops at one that does not fit.
  @Test(arguments: [
    ("4294967296", nil), ("1.4294967296", "1"), ("1.4294967296.3-rc1_b", "1"),
    ("1.2.4294967296", "1.2"), ("slim-1.2.99999999999999999999999_b", "slim-1.2"),
    ("1.4294967296.x", nil), ("1.04294967296", nil),
  ])
  func numbersThatDoNotFit(tag: String, asOCX: String?) {
    #expect(Version(asOCX: tag)?.description == asOCX)
    #expect(Version(tag) == nil, "to us, a part of a version is none")
    let isVersion = if case .version = TagClass(tag) { true } else { false }
    #expect(isVersion == (asOCX != nil))
    #expect(!TagClass(tag).isReserved(tag))
  }

  @Test func missingBuildAndSpelling() {
    #expect(Version("1.2.3_b1")?.miseText == "1.2.3+b1")
    #expect(Version("slim-1.2.3-rc1_b1")?.withoutBuild.description == "slim-1.2.3-rc1")
    #expect(Version("1.2")?.precision == 2)
  }

  /// Documents that are attached, and the shortened tags of what is attached to longer digests.
  @Test(arguments: [
    ("sha256-" + hex + ".sbom", true), ("sha512-" + hex, true), ("sha384-" + hex, true),
    ("sha512-" + hex + ".sbom", true), ("sha512." + hex, false), ("sha256-" + hex + "0", false),
    ("sha512-" + hex + "0", false), ("sha256-" + hex.dropLast() + ".sbom", false),
    ("__ocx.keep.sha256-" + hex, true), ("sha256-" + hex + ".sboms", false),
  ])
  func tagsOfAttachmentsAreReserved(tag: String, isReserved: Bool) {
    #expect(TagClass(tag).isReserved(tag) == isReserved)
  }

  private static let hex = String(repeating: "ab", count: 32)
}

extension SeededRandom {
  /// A tag of the version grammar, in the registry's spelling, out of a small stock so that parts
  /// meet often.
  static func tag(_ generator: inout SeededRandom) -> String {
    func one(_ stock: [String]) -> String { stock.randomElement(using: &generator) ?? "" }
    let numbers = ["0", "1", "2", "9", "10", "2026", "4294967295"]
    var tag = one(["", "", "", "slim-", "a-", "a1-", "pgo.lto-"]) + one(numbers)
    guard Bool.random(using: &generator) else { return tag }
    tag += "." + one(numbers)
    guard Bool.random(using: &generator) else { return tag }
    return tag + "." + one(numbers) + one(["", "", "-rc1", "-rc10", "-0", "-RC1"])
      + one(["", "", "_1", "_b1", "_20260820"])
  }
}
