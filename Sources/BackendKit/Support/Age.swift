/// Ages in a few characters: `6 d`, `4 wk`, `3 mo`.
package enum Age {
  /// The age of an RFC 3339 timestamp; nil if there is none, or if it is invalid.
  package static func short(since stamp: String?, now: Int64) -> String? {
    guard let stamp, let seconds = secondsSince1970(stamp) else { return nil }
    return short(seconds: now - seconds)
  }

  /// An age in seconds. A time in the future, by another clock, is `now`.
  package static func short(seconds: Int64) -> String {
    switch seconds {
    case ..<60: "now"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    case ..<(14 * 86_400): "\(seconds / 86_400) d"
    case ..<(63 * 86_400): "\(seconds / (7 * 86_400)) wk"
    case ..<(730 * 86_400): "\(seconds / (30 * 86_400)) mo"
    default: "\(seconds / (365 * 86_400)) y"
    }
  }

  /// The seconds since 1970 of `2026-07-31T15:15:42Z`, with or without fraction and offset, or of a
  /// date.
  package static func secondsSince1970(_ stamp: String) -> Int64? {
    let bytes = Array(stamp.utf8)
    func number(_ range: Range<Int>) -> Int64? {
      guard range.upperBound <= bytes.count else { return nil }
      var value: Int64 = 0
      for byte in bytes[range] {
        guard (48...57).contains(byte) else { return nil }
        value = value * 10 + Int64(byte - 48)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    let days = daysSince1970(year: year, month: month, day: day)
    guard bytes.count > 10 else { return days * 86_400 }
    guard let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19)
    else { return nil }
    var position = 19
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      while position < bytes.count, (48...57).contains(bytes[position]) { position += 1 }
    }
    var offset: Int64 = 0
    if position < bytes.count, bytes[position] != UInt8(ascii: "Z"),
      bytes[position] != UInt8(ascii: "z")
    {
      guard let hours = number(position + 1..<position + 3),
        let minutes = number(position + 4..<position + 6)
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (bytes[position] == UInt8(ascii: "-") ? -1 : 1)
    }
    return days * 86_400 + hour * 3600 + minute * 60 + second - offset
  }

  /// Days in the proleptic Gregorian calendar, computed in eras of 400 years.
  private static func daysSince1970(year: Int64, month: Int64, day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = (year >= 0 ? year : year - 399) / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
