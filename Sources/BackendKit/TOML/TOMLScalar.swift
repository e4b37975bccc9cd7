/// Values without quotes or brackets: numbers, dates, times, `true` and `false`.
enum TOMLScalar {
  /// Why a word is not a value.
  struct Fault: Error {
    let reason: String
  }

  /// The value of a word.
  static func kind(of word: ArraySlice<UInt8>) -> Result<TOMLValue.Kind, Fault> {
    let word = Array(word)
    switch String(decoding: word, as: UTF8.self) {
    case "true": return .success(.boolean(true))
    case "false": return .success(.boolean(false))
    case "inf", "+inf": return .success(.float(.infinity))
    case "-inf": return .success(.float(-.infinity))
    case "nan", "+nan", "-nan": return .success(.float(.nan))
    default: return TOMLDateTime.kind(of: word) ?? number(word)
    }
  }

  private static func number(_ word: [UInt8]) -> Result<TOMLValue.Kind, Fault> {
    if word.count > 2, word[0] == TOMLByte.zero, let radix = radix(word[1]) {
      return integer(word[2...], radix: radix, sign: nil)
    }
    var rest = word[...]
    var sign: UInt8?
    if let first = rest.first, first == TOMLByte.plus || first == TOMLByte.minus {
      sign = first
      rest = rest.dropFirst()
    }
    let whole = rest.prefix { TOMLByte.isDigit($0) || $0 == TOMLByte.underscore }
    guard areDigits(whole, radix: 10) else {
      return .failure(Fault(reason: "expected a value"))
    }
    guard whole.count == 1 || whole.first != TOMLByte.zero else {
      return .failure(Fault(reason: "a number cannot begin with a zero"))
    }
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return integer(whole, radix: 10, sign: sign) }
    if rest.first == TOMLByte.dot {
      let fraction = rest.dropFirst().prefix { TOMLByte.isDigit($0) || $0 == TOMLByte.underscore }
      guard areDigits(fraction, radix: 10) else {
        return .failure(Fault(reason: "expected a digit after the decimal point"))
      }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if let first = rest.first, first | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if let first = rest.first, first == TOMLByte.plus || first == TOMLByte.minus {
        rest = rest.dropFirst()
      }
      guard areDigits(rest, radix: 10) else {
        return .failure(Fault(reason: "expected the digits of an exponent"))
      }
      rest = []
    }
    let digits = word.filter { $0 != TOMLByte.underscore }
    guard rest.isEmpty, let value = Double(String(decoding: digits, as: UTF8.self)) else {
      return .failure(Fault(reason: "this is not a number"))
    }
    return .success(.float(value))
  }

  private static func radix(_ letter: UInt8) -> Int? {
    switch letter {
    case UInt8(ascii: "x"): 16
    case UInt8(ascii: "o"): 8
    case UInt8(ascii: "b"): 2
    default: nil
    }
  }

  private static func integer(_ digits: ArraySlice<UInt8>, radix: Int, sign: UInt8?)
    -> Result<TOMLValue.Kind, Fault>
  {
    guard areDigits(digits, radix: radix) else {
      return .failure(Fault(reason: "this is not a number"))
    }
    let plain = (sign.map { [$0] } ?? []) + digits.filter { $0 != TOMLByte.underscore }
    guard let value = Int64(String(decoding: plain, as: UTF8.self), radix: radix) else {
      return .failure(Fault(reason: "an integer has at most 64 bits"))
    }
    return .success(.integer(value))
  }

  /// One or more digits, with single underscores between them.
  private static func areDigits(_ digits: ArraySlice<UInt8>, radix: Int) -> Bool {
    var afterDigit = false
    for byte in digits {
      if byte == TOMLByte.underscore {
        guard afterDigit else { return false }
        afterDigit = false
      } else {
        guard let value = TOMLByte.hexDigit(byte), value < radix else { return false }
        afterDigit = true
      }
    }
    return afterDigit
  }
}
