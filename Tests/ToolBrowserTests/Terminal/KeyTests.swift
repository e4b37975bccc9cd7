import Testing

@testable import ToolBrowser

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("\r", Key.enter), ("\n", .enter), ("\t", .tab), ("\u{1b}", .escape), ("\u{7f}", .backspace),
      ("\u{08}", .backspace), ("\u{01}", .control("a")), ("\u{1a}", .control("z")),
      ("\u{00}", nil), ("\u{1c}", nil), ("\u{9b}", nil), (" ", .character(" ")),
      ("日", .character("日")),
    ] as [(Unicode.Scalar, Key?)])
  func characters(scalar: Unicode.Scalar, key: Key?) {
    #expect(Key(scalar: scalar) == key)
  }

  @Test(arguments: [
    ("\u{1b}[%i%d$<5/>H", "\u{1b}[%i%dH"), ("$<2>", ""), ("a$b$<", "a$b$<"), ("", ""),
  ])
  func delaysOfOldTerminalsAreLeftOut(sequence: String, expected: String) {
    #expect(
      Terminfo.withoutPadding(Array(sequence.utf8)) == Array(expected.utf8))
  }
}
