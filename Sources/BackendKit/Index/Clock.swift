#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// The wall clock, where ages are reckoned from.
public enum Clock {
  /// Seconds since 1970.
  public static var now: Int64 { Int64(time(nil)) }
}
