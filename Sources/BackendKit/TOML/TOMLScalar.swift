/// Numbers, dates, times and truth values: what is written without quotes or brackets.
enum TOMLScalar {
  /// Why a word is no value.
  struct Fault: Error {
    let reason: String
  }

  /// What a word means.
  static func kind(of word: ArraySlice<UInt8>) -> Result<TOMLValue.Kind, Fault> {
    let word = Array(word)
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .success(.boolean(true))
    case "false": return .success(.boolean(false))
    case "inf", "+inf": return .success(.float(.infinity))
    case "-inf": return .success(.float(-.infinity))
    case "nan", "+nan", "-nan": return .success(.float(.nan))
    default: break
    }
    if word.count > 4, isDigits(word, 0..<4), word[4] == TOMLByte.minus { return date(word) }
    if word.count > 2, isDigits(word, 0..<2), word[2] == colon {
      guard time(word, from: 0) == word.count else { return .failure(Fault(reason: "no time")) }
      return .success(.localTime(text))
    }
    return number(word)
  }

  /// Whether these are ten bytes of the form `YYYY-MM-DD`.
  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let word = Array(word)
    return word.count == 10 && isDigits(word, 0..<4) && word[4] == TOMLByte.minus
      && isDigits(word, 5..<7) && word[7] == TOMLByte.minus && isDigits(word, 8..<10)
  }

  // MARK: Dates

  private static let colon = UInt8(ascii: ":")

  private static func date(_ word: [UInt8]) -> Result<TOMLValue.Kind, Fault> {
    guard word.count >= 10, isDate(word[0..<10]) else {
      return .failure(Fault(reason: "a date is written YYYY-MM-DD"))
    }
    let month = decimal(word, 5..<7)
    guard (1...12).contains(month),
      (1...days(in: month, of: decimal(word, 0..<4))).contains(
        decimal(word, 8..<10))
    else {
      return .failure(Fault(reason: "no such day"))
    }
    if word.count == 10 { return .success(.localDate(String(decoding: word, as: UTF8.self))) }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), TOMLByte.space].contains(word[10]),
      let end = time(word, from: 11)
    else {
      return .failure(Fault(reason: "a time is written hh:mm:ss, in range"))
    }
    let written =
      String(decoding: word[..<10], as: UTF8.self) + "T"
      + String(decoding: word[11..<end], as: UTF8.self)
    if end == word.count { return .success(.localDateTime(written)) }
    if end + 1 == word.count, word[end] | 0x20 == UInt8(ascii: "z") {
      return .success(.offsetDateTime(written + "Z"))
    }
    guard word.count == end + 6, word[end] == TOMLByte.plus || word[end] == TOMLByte.minus,
      isDigits(word, end + 1..<end + 3), word[end + 3] == colon,
      isDigits(word, end + 4..<end + 6), decimal(word, end + 1..<end + 3) < 24,
      decimal(word, end + 4..<end + 6) < 60
    else {
      return .failure(Fault(reason: "an offset is written Z or +hh:mm, in range"))
    }
    return .success(.offsetDateTime(written + String(decoding: word[end...], as: UTF8.self)))
  }

  /// Where a time that begins at `start` ends; nil where there is none.
  private static func time(_ word: [UInt8], from start: Int) -> Int? {
    guard word.count >= start + 8, isDigits(word, start..<start + 2), word[start + 2] == colon,
      isDigits(word, start + 3..<start + 5), word[start + 5] == colon,
      isDigits(word, start + 6..<start + 8)
    else { return nil }
    // RFC 3339 has a sixtieth second, for leap seconds.
    guard decimal(word, start..<start + 2) < 24, decimal(word, start + 3..<start + 5) < 60,
      decimal(word, start + 6..<start + 8) <= 60
    else { return nil }
    var end = start + 8
    guard end < word.count, word[end] == TOMLByte.dot else { return end }
    end += 1
    let fraction = end
    while end < word.count, TOMLByte.isDigit(word[end]) { end += 1 }
    return end > fraction ? end : nil
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func isDigits(_ word: [UInt8], _ range: Range<Int>) -> Bool {
    range.upperBound <= word.count && word[range].allSatisfy(TOMLByte.isDigit)
  }

  private static func decimal(_ word: [UInt8], _ range: Range<Int>) -> Int {
    word[range].reduce(0) { $0 * 10 + Int($1 - TOMLByte.zero) }
  }

  // MARK: Numbers

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
        return .failure(Fault(reason: "expected a digit behind the point"))
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
      return .failure(Fault(reason: "this is no number"))
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
      return .failure(Fault(reason: "this is no number"))
    }
    let plain = (sign.map { [$0] } ?? []) + digits.filter { $0 != TOMLByte.underscore }
    guard let value = Int64(String(decoding: plain, as: UTF8.self), radix: radix) else {
      return .failure(Fault(reason: "an integer has at most 64 bits"))
    }
    return .success(.integer(value))
  }

  /// One or more digits, single underscores between them.
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
