import Testing

@testable import BackendKit

@Suite("versions as mise reads and orders any text")
struct LooseVersionTests {
  /// Each line ascends; the rules are those of the crate that mise orders by.
  @Test(
    "the order",
    arguments: [
      ["0.9.0", "0.10.0", "1.0.0-beta2", "1.0.0", "1.0.1"],
      // A shorter version stands before the strict ones of its line, whatever they hold.
      ["21", "21.0", "21.0.0-rc1", "21.0.0", "21.0.2", "22"],
      ["1.2.3", "1.2.3.0"], ["1.2.3.git", "1.2.3"], ["1.2rc1", "1.2", "1.2-1"],
      ["1.0.0-2", "1.0.0-10", "1.0.0-alpha", "1.0.0"], ["slim-1.0.0", "slim-2.0.0", "1.0.0"],
      ["alpine-1", "slim-1", "0.1.0"], ["r8", "r23"], ["1.0.0", "2:0.1"], ["1:0.1", "2:0.1"],
      // Shapeless ones: revisions by their number, and before any number.
      ["1_r8", "1_r23", "1_0"], ["1.0.0_1", "1.0.0_2", "1.0.0_10"], ["1.0.0", "1.0.0_1", "1.0.1"],
      ["1.003.0", "1.4.0"], ["1_a", "1_b"],
      // Letters behind the number of a strict place make it a pre-release.
      ["1.2.2", "1.2.3a_1", "1.2.3"],
    ])
  func order(ascending: [String]) throws {
    let versions = try ascending.map { try #require(LooseVersion($0)) }
    for (index, left) in versions.enumerated() {
      for (other, right) in versions.enumerated() {
        let expected = index < other ? -1 : index == other ? 0 : 1
        #expect(
          LooseVersion.compare(left, right) == expected, "\(ascending[index]) \(ascending[other])")
      }
    }
  }

  @Test("build metadata does not count")
  func metadata() throws {
    let versions = try ["1.0.0", "1.0.0+1", "1.0.0+2"].map { try #require(LooseVersion($0)) }
    for left in versions {
      for right in versions { #expect(LooseVersion.compare(left, right) == 0) }
    }
  }

  @Test("what is no version in any shape", arguments: ["", "1..2", "-1", "1-", "a b", "é", "1+"])
  func refused(text: String) {
    #expect(LooseVersion(text) == nil)
  }
}
