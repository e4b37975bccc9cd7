import Testing

@testable import ToolBrowser

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱ", 1), ("Ａ", 2),
    ("한글", 4), ("\u{1100}\u{1161}\u{11a8}", 2), ("🙂", 2), ("❤", 1), ("❤\u{fe0f}", 2),
    ("👨‍👩‍👧", 2), ("👍🏽", 2), ("🏳\u{fe0f}‍🌈", 2), ("🇩🇪", 2), ("🇩🇪🇫🇷", 4), ("1\u{fe0f}\u{20e3}", 2),
    ("…", 1), ("●○✓–↑✗!~+", 9), ("│┌─┐", 4), ("a\u{200b}b", 2), ("\u{301}", 0), ("\t", 0),
    ("ก็", 1), ("नि", 2), ("\u{1f1e6}", 1), ("\u{ad}", 1), ("\u{303f}", 1), ("\u{3040}", 1),
    ("\u{20000}", 2), ("\u{2fffe}", 1),
  ])
  func width(text: String, cells: Int) {
    #expect(text.cellWidth == cells)
  }

  @Test(arguments: [
    ("kitware/cmake", 20, "kitware/cmake"), ("kitware/cmake", 13, "kitware/cmake"),
    ("kitware/cmake", 8, "kitware…"), ("kitware", 1, "…"), ("kitware", 0, ""),
    ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
    ("👨‍👩‍👧 family", 4, "👨‍👩‍👧 …"),
  ])
  func cutsAtTheEnd(text: String, cells: Int, expected: String) {
    #expect(text.cut(toCells: cells) == expected)
  }

  @Test(arguments: [
    ("sha256:ac11e5487d32b5", 30, "sha256:ac11e5487d32b5"),
    ("sha256:ac11e5487d32b5", 11, "sha25…d32b5"), ("abcdefgh", 4, "ab…h"),
    ("abcdefgh", 2, "a…"), ("abcdefgh", 1, "a"), ("日本語日本語", 7, "日本…語"),
  ])
  func cutsInTheMiddle(text: String, cells: Int, expected: String) {
    #expect(text.cutMiddle(toCells: cells) == expected)
  }

  @Test func cutsNeverTakeMoreCellsThanAsked() {
    let text = "a日🙂é本👨‍👩‍👧z"
    for cells in 0...12 {
      #expect(text.cut(toCells: cells).cellWidth <= cells)
      #expect(text.cutMiddle(toCells: cells).cellWidth <= cells)
    }
  }

  @Test func pads() {
    #expect("日".padded(toCells: 4) == "日  ")
    #expect("日".paddedLeft(toCells: 4) == "  日")
    #expect("long".padded(toCells: 2) == "long")
  }
}
