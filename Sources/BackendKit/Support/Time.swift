/// The wall clock, to which ages are relative.
package enum Clock {
  /// Seconds since 1970.
  package static var now: Int64 { Int64(time(nil)) }

  /// Seconds that the local time is ahead of UTC.
  package static var utcOffset: Int64 {
    var moment = time(nil)
    var parts = tm()
    localtime_r(&moment, &parts)
    return Int64(parts.tm_gmtoff)
  }

  /// Nanoseconds since 1970, comparable with file times.
  package static var nanoseconds: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

/// Monotonic time in seconds, for time limits.
enum MonotonicClock {
  /// Seconds since some time before this process started.
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Times in the format of RFC 3339, in UTC.
package enum Timestamp {
  /// The current time, to the second: `2026-11-23T23:00:00Z`.
  static var now: String { text(Int64(time(nil))) }

  /// The time of day at a moment: `23:00:00`.
  package static func timeOfDay(_ seconds: Int64) -> Substring {
    text(seconds).dropFirst(11).prefix(8)
  }

  /// A time in seconds since 1970.
  package static func text(_ seconds: Int64) -> String {
    var moment = time_t(seconds)
    var parts = tm()
    gmtime_r(&moment, &parts)
    func padded(_ number: Int32, _ width: Int = 2) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(parts.tm_year + 1900, 4) + "-" + padded(parts.tm_mon + 1) + "-"
      + padded(parts.tm_mday) + "T" + padded(parts.tm_hour) + ":" + padded(parts.tm_min) + ":"
      + padded(parts.tm_sec) + "Z"
  }
}
