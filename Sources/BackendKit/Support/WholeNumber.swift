extension Int64 {
  /// The exact value of a JSON number with a fraction or an exponent, such as `1.0` or `12e2`; nil if
  /// it is not whole or does not fit. A `Double` would round some fractions away.
  init?(wholeNumber number: String) {
    let parts = number.utf8.split(maxSplits: 1) { $0 | 0x20 == UInt8(ascii: "e") }
    guard let mantissa = parts.first else { return nil }
    var digits = mantissa.filter(\.isDigit)
    guard digits.contains(where: { $0 != UInt8(ascii: "0") }) else {
      self = 0
      return
    }
    let fraction = mantissa.split(separator: UInt8(ascii: "."), maxSplits: 1).dropFirst().first
    guard let exponent = parts.count > 1 ? Int(Substring(parts[1])) : 0 else { return nil }
    var (shift, overflows) = exponent.subtractingReportingOverflow(fraction?.count ?? 0)
    guard !overflows else { return nil }
    while shift < 0, digits.last == UInt8(ascii: "0") {
      digits.removeLast()
      shift += 1
    }
    // More zeros than an `Int64` has digits.
    guard 0...19 ~= shift else { return nil }
    let sign = mantissa.first == UInt8(ascii: "-") ? "-" : ""
    let text = String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: shift)
    self.init(sign + text)
  }
}
