import Testing

@testable import BackendKit

@Suite struct MinimumReleaseAgeTests {
  /// 2026-07-31T12:00:00Z.
  private let now: Int64 = 1_785_499_200

  @Test(
    arguments: [
      ("0s", "2026-07-31T12:00:00Z", nil), ("1s", "2026-07-31T12:00:00Z", 1),
      ("7d", "2026-07-31T12:00:00Z", 7 * 86_400), ("7d", "2026-07-24T12:00:00Z", nil),
      ("7d", "2026-07-24T12:00:01Z", 1), ("1w", "2026-07-24T12:00:01Z", 1),
      ("6mo", "2026-07-31T12:00:00Z", 180 * 86_400), ("1y", "2026-07-31T12:00:00Z", 365 * 86_400),
      ("1d 12h", "2026-07-31T12:00:00Z", 36 * 3600), ("90m", "2026-07-31T12:00:00Z", 5400),
      ("2 weeks", "2026-07-31T12:00:00Z", 14 * 86_400),
      ("7d", "2026-07-31T14:00:00+02:00", 7 * 86_400),
      ("7d", nil, nil), ("7d", "yesterday", nil),
    ] as [(String, String?, Int64?)])
  func versionBecomesOldEnough(age: String, observed: String?, later: Int64?) throws {
    let age = try #require(MinimumReleaseAge(age))
    #expect(age.oldEnoughAt(observed: observed, now: now) == later.map { now + $0 })
  }

  @Test(arguments: ["2026-07-01", "2026-07-01T00:00:00Z"])
  func aDateTakesWhatIsOlder(date: String) throws {
    let age = try #require(MinimumReleaseAge(date))
    #expect(age.oldEnoughAt(observed: "2026-06-30T23:59:59Z", now: now) == nil)
    #expect(age.oldEnoughAt(observed: "2026-07-01T00:00:01Z", now: now) == .max)
  }

  @Test(arguments: [
    "", " ", "7", "d", "-1d", "1.5d", "7 parsecs", "soon", "7d!", "99999999999999999999d",
    "9223372036854775807y", "2026", "2026-13-01",
  ])
  func otherTextIsNoAge(text: String) {
    #expect(MinimumReleaseAge(text) == nil)
  }
}
