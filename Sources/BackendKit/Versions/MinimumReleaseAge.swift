/// The minimum age of versions that are not named exactly: mise's `minimum_release_age`.
package struct MinimumReleaseAge: Hashable, Sendable {
  private enum Limit: Hashable {
    /// Seconds.
    case age(Int64)
    /// Seconds since 1970.
    case moment(Int64)
  }

  private let limit: Limit

  /// Reads `7d`, `6mo`, `1y`, `1w 12h`, `0s`, or a date or timestamp that versions must be older
  /// than; nil for any other text. A month has 30 days, a year 365.
  package init?(_ text: String) {
    if let seconds = Self.seconds(text) {
      limit = .age(seconds)
    } else if text.utf8.count >= 10, let moment = Age.secondsSince1970(text) {
      limit = .moment(moment)
    } else {
      return nil
    }
  }

  /// When a version first seen at `observed` (RFC 3339) becomes old enough, in seconds since 1970;
  /// `.max` if never. nil if it is old enough at `now`, or if its age is unknown.
  package func oldEnoughAt(observed: String?, now: Int64) -> Int64? {
    guard let seen = observed.flatMap(Age.secondsSince1970) else { return nil }
    switch limit {
    case .age(let seconds):
      let (day, overflows) = seen.addingReportingOverflow(seconds)
      return overflows || day > now ? (overflows ? .max : day) : nil
    case .moment(let moment): return seen > moment ? .max : nil
    }
  }

  private static let units: [String: Int64] = {
    var units: [String: Int64] = [:]
    for (names, seconds) in [
      (["s", "sec", "secs", "second", "seconds"], 1),
      (["m", "min", "mins", "minute", "minutes"], 60),
      (["h", "hr", "hrs", "hour", "hours"], 3600),
      (["d", "day", "days"], 86_400),
      (["w", "wk", "wks", "week", "weeks"], 7 * 86_400),
      (["mo", "mos", "month", "months"], 30 * 86_400),
      (["y", "yr", "yrs", "year", "years"], 365 * 86_400),
    ] as [([String], Int64)] {
      for name in names { units[name] = seconds }
    }
    return units
  }()

  /// The sum of numbers with units; nil for anything else, and if it overflows.
  private static func seconds(_ text: String) -> Int64? {
    var rest = text.utf8.filter { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }[...]
    var total: Int64 = 0
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix(while: \.isDigit)
      rest = rest.dropFirst(digits.count)
      let unit = rest.prefix { !$0.isDigit }
      rest = rest.dropFirst(unit.count)
      guard let number = Int64(String(decoding: digits, as: UTF8.self)),
        let size = units[String(decoding: unit, as: UTF8.self)]
      else { return nil }
      let (product, tooMuch) = number.multipliedReportingOverflow(by: size)
      let (sum, overflows) = total.addingReportingOverflow(product)
      guard !tooMuch, !overflows else { return nil }
      total = sum
    }
    return total
  }
}
