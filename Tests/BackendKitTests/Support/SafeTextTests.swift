import BackendKit
import TestSupport
import Testing

@Suite struct SafeTextTests {
  @Test(arguments: [
    ("plain text", "plain text"),
    ("é 日本 🙂", "é 日本 🙂"),
    ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
    ("two\nlines", "two lines"),
    ("two\r\nlines", "two lines"),
    ("tab\there", "tab here"),
    ("\u{1b}[31mred\u{1b}[0m", "red"),
    ("\u{1b}[38;5;1mred", "red"),
    ("\u{9b}31mred", "red"),
    ("\u{1b}]0;title\u{07}text", "text"),
    ("\u{1b}]8;;http://x\u{1b}\\link\u{1b}]8;;\u{1b}\\", "link"),
    ("\u{1b}]52;c;aGk=", ""),
    ("\u{1b}Pq#0\u{1b}\\after", "after"),
    ("\u{1b}(Btext", "text"),
    ("\u{1b}ctext", "text"),
    ("half \u{1b}", "half "),
    ("half \u{1b}[", "half "),
    ("bell\u{07} back\u{08}space del\u{7f}", "bell backspace del"),
    ("c1 \u{85}next \u{80}x", "c1  next x"),
    ("a\u{202e}dcba\u{202c}", "adcba"),
    ("a\u{2066}b\u{2069}\u{200e}\u{200f}\u{061c}c", "abc"),
    ("zero\u{200b}\u{feff}\u{2060}\u{ad}width", "zerowidth"),
    ("\u{301}leading mark", "leading mark"),
    ("e\u{301}", "e\u{301}"),
    ("tag\u{e0041}\u{e0042}", "tag"),
    ("private \u{e000}", "private \u{fffd}"),
    ("no\u{a0}break", "no break"),
    ("filler\u{3164}\u{115f}", "filler"),
  ])
  func cleans(text: String, expected: String) {
    #expect(SafeText.clean(text) == expected)
  }

  @Test func combiningMarksAreLimited() {
    let smeared = "a" + String(repeating: "\u{301}", count: 500)
    #expect(SafeText.clean(smeared).unicodeScalars.count == 9)
  }

  @Test(arguments: [
    ("", []),
    ("one", ["one"]),
    ("one\ntwo\n", ["one", "two"]),
    ("one\r\n\r\ntwo\rthree", ["one", "", "two", "three"]),
    ("\tindented\u{1b}[1m bold", ["    indented bold"]),
    ("\u{1b}]0;open\nnext", ["", "next"]),
  ])
  func splitsLines(text: String, expected: [String]) {
    #expect(SafeText.cleanLines(text) == expected)
  }

  /// For any input, the output contains nothing that a terminal interprets, and cleaning is idempotent.
  @Test func holdsForAnyText() {
    var generator = SeededRandom(seed: 1)
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<Int.random(in: 0..<30, using: &generator) {
        let range: ClosedRange<UInt32> = Bool.random(using: &generator) ? 0...0xff : 0...0x3_0000
        if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) {
          text.unicodeScalars.append(scalar)
        }
      }
      let clean = SafeText.clean(text)
      let controls = clean.unicodeScalars.filter { $0.properties.generalCategory == .control }
      #expect(
        controls.isEmpty && SafeText.clean(clean) == clean, "\(text.unicodeScalars.map(\.value))")
    }
  }
}
