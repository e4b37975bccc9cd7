/// Dates and times, as RFC 3339 writes them; the seconds may be left out.
enum TOMLDateTime {
  private typealias Fault = TOMLScalar.Fault

  private static let colon = UInt8(ascii: ":")

  /// The date, time or both in a word; nil if it starts like neither.
  static func kind(of word: [UInt8]) -> Result<TOMLValue.Kind, TOMLScalar.Fault>? {
    if word.count > 4, isDigits(word, 0..<4), word[4] == TOMLByte.minus { return date(word) }
    guard word.count > 2, isDigits(word, 0..<2), word[2] == colon else { return nil }
    guard let time = time(word, from: 0), time.end == word.count else {
      return .failure(Fault(reason: timeFault))
    }
    return .success(.localTime(time.text))
  }

  /// Whether these are ten bytes of the form `YYYY-MM-DD`.
  static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let word = Array(word)
    return word.count == 10 && isDigits(word, 0..<4) && word[4] == TOMLByte.minus
      && isDigits(word, 5..<7) && word[7] == TOMLByte.minus && isDigits(word, 8..<10)
  }

  private static let timeFault = "a time is written hh:mm or hh:mm:ss"

  private static func date(_ word: [UInt8]) -> Result<TOMLValue.Kind, TOMLScalar.Fault> {
    guard word.count >= 10, isDate(word[0..<10]) else {
      return .failure(Fault(reason: "a date is written YYYY-MM-DD"))
    }
    let month = decimal(word, 5..<7)
    guard (1...12).contains(month),
      (1...days(in: month, of: decimal(word, 0..<4))).contains(decimal(word, 8..<10))
    else {
      return .failure(Fault(reason: "no such day"))
    }
    let day = String(decoding: word[..<10], as: UTF8.self)
    if word.count == 10 { return .success(.localDate(day)) }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), TOMLByte.space].contains(word[10]),
      let time = time(word, from: 11)
    else {
      return .failure(Fault(reason: timeFault))
    }
    let (end, written) = (time.end, day + "T" + time.text)
    if end == word.count { return .success(.localDateTime(written)) }
    if end + 1 == word.count, word[end] | 0x20 == UInt8(ascii: "z") {
      return .success(.offsetDateTime(written + "Z"))
    }
    guard word[end] == TOMLByte.plus || word[end] == TOMLByte.minus else {
      return .failure(Fault(reason: timeFault))
    }
    guard word.count == end + 6, isDigits(word, end + 1..<end + 3), word[end + 3] == colon,
      isDigits(word, end + 4..<end + 6), decimal(word, end + 1..<end + 3) < 24,
      decimal(word, end + 4..<end + 6) < 60
    else {
      return .failure(Fault(reason: "an offset is written Z or +hh:mm"))
    }
    return .success(.offsetDateTime(written + String(decoding: word[end...], as: UTF8.self)))
  }

  /// The time that begins at `start`, with its seconds, and where it ends; nil if there is none.
  private static func time(_ word: [UInt8], from start: Int) -> (text: String, end: Int)? {
    guard isDigits(word, start..<start + 2), word.count > start + 2, word[start + 2] == colon,
      isDigits(word, start + 3..<start + 5), decimal(word, start..<start + 2) < 24,
      decimal(word, start + 3..<start + 5) < 60
    else { return nil }
    var end = start + 5
    guard end < word.count, word[end] == colon else {
      return (String(decoding: word[start..<end], as: UTF8.self) + ":00", end)
    }
    // RFC 3339 allows second 60, for leap seconds.
    guard isDigits(word, end + 1..<end + 3), decimal(word, end + 1..<end + 3) <= 60 else {
      return nil
    }
    end += 3
    if end < word.count, word[end] == TOMLByte.dot {
      let fraction = end + 1
      end = word[fraction...].firstIndex { !TOMLByte.isDigit($0) } ?? word.count
      guard end > fraction else { return nil }
    }
    return (String(decoding: word[start..<end], as: UTF8.self), end)
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
}
