import CNcurses
import Testing

@testable import ToolBrowser

@Suite struct KeyTests {
  @Test(arguments: [
    (KEY_UP, Key.up), (KEY_DOWN, .down), (KEY_LEFT, .left), (KEY_RIGHT, .right),
    (KEY_HOME, .home), (KEY_END, .end), (KEY_PPAGE, .pageUp), (KEY_NPAGE, .pageDown),
    (KEY_BTAB, .backTab), (KEY_BACKSPACE, .backspace), (KEY_DC, .delete), (KEY_IC, .insert),
    (KEY_ENTER, .enter), (KEY_F0 + 1, .function(1)), (KEY_F0 + 12, .function(12)),
    (KEY_F0 + 13, nil), (KEY_RESIZE, nil),
  ])
  func functionCodes(code: Int32, key: Key?) {
    #expect(Key(ncursesCode: code) == key)
  }

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
      TerminalCodes.withoutPadding(Array(sequence.utf8)) == Array(expected.utf8))
  }
}
