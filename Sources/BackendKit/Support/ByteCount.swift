/// Formats numbers of bytes.
package enum ByteCount {
  /// With at least two digits, in powers of a thousand: `800 B`, `9.5 kB`, `80 MB`, `1.2 GB`.
  package static func text(_ bytes: Int64) -> String {
    var value = Double(max(bytes, 0))
    var unit = 0
    let units = ["B", "kB", "MB", "GB", "TB"]
    while value >= 999.5, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    guard unit > 0, value < 9.95 else { return "\(Int64(value.rounded())) \(units[unit])" }
    let tenths = Int64((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
