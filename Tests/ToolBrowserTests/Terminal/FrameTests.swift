import Testing

@testable import ToolBrowser

@Suite struct FrameTests {
  private func frame(_ columns: Int, _ rows: Int = 1) -> Frame {
    Frame(size: Size(columns: columns, rows: rows))
  }

  /// A text, its column and width, and the resulting row of eight cells.
  @Test(arguments: [
    ("plain", 0, Int.max, "plain", 5), ("plain", 5, Int.max, "     pla", 8),
    ("plain", 0, 3, "pla", 3), ("plain", -2, Int.max, "ain", 3), ("日本語", 0, Int.max, "日本語", 6),
    ("日本語日本語", 0, Int.max, "日本語日", 8), ("日本語日本語", 1, Int.max, " 日本語", 7),
    ("日本", 0, 3, "日", 2), ("日本", -1, Int.max, " 本", 3), ("e\u{301}x", 0, Int.max, "e\u{301}x", 2),
    ("a\u{1b}b\nc\u{301}", 0, Int.max, "abc\u{301}", 3), ("\u{301}a", 0, Int.max, "a", 1),
    ("👨‍👩‍👧a", 6, Int.max, "      👨‍👩‍👧", 8), ("x", 8, Int.max, "", 8), ("x", 0, 0, "", 0),
    ("x", 0, -5, "", 0),
  ])
  func drawsWithinItsRectangle(text: String, column: Int, limit: Int, expected: String, end: Int) {
    var frame = frame(8)
    let after = frame.draw(text, row: 0, column: column, limit: limit)
    #expect(frame.text == expected + "\n")
    #expect(after == end)
  }

  @Test func rowsOutsideAreLeftOut() {
    var frame = frame(3, 2)
    frame.draw("up", row: -1, column: 0)
    frame.draw("down", row: 2, column: 0)
    #expect(frame == self.frame(3, 2))
  }

  /// Half of a wide character is never left standing.
  @Test(arguments: [(0, "x  語"), (1, " x 語"), (2, "日x語"), (3, "日 x"), (4, "日  x")])
  func coveringHalfBlanksTheOther(column: Int, expected: String) {
    var frame = frame(5)
    frame.draw("日 語", row: 0, column: 0)
    frame.draw("x", row: 0, column: column)
    #expect(frame.text == expected + "\n")
  }

  @Test func aWideOneOverTwoWideOnes() {
    var frame = frame(4)
    frame.draw("日本", row: 0, column: 0)
    frame.draw("語", row: 0, column: 1)
    #expect(frame.text == " 語\n")
  }

  @Test func spansKeepTheirStyle() {
    var frame = frame(6)
    let end = frame.draw(
      [Span("ab", .good), Span("日", .bad, .bold), Span("cd")], row: 0, column: 1, limit: 4)
    #expect(end == 5)
    #expect(
      Array(frame.row(0)) == [
        .blank, Cell(text: "a", role: .good, attributes: []),
        Cell(text: "b", role: .good, attributes: []),
        Cell(text: "日", role: .bad, attributes: .bold),
        Cell(text: "", role: .bad, attributes: .bold), .blank,
      ])
  }

  @Test func spansEndWhereAWideOneDoesNotFit() {
    var frame = frame(6)
    frame.draw([Span("ab日"), Span("c")], row: 0, column: 0, limit: 3)
    #expect(frame.text == "ab\n")
  }

  @Test func fillsAndRestylesWhatIsInside() {
    var frame = frame(4, 3)
    frame.fill(Rect(row: 1, column: -2, columns: 4, rows: 9), with: "#")
    frame.restyle(Rect(row: 2, column: 1, columns: 9, rows: 1), role: .selected, adding: .bold)
    #expect(frame.text == "\n##\n##\n")
    #expect(frame[2, 0] == Cell(text: "#", role: .plain, attributes: []))
    #expect(frame[2, 3] == Cell(text: " ", role: .selected, attributes: .bold))
  }

  @Test(arguments: [
    (0, "日本.."), (1, ".日本."), (2, "..日本"), (3, "...日 "), (-1, " 本..."), (-3, " ....."),
    (5, "..... "), (6, "......"),
  ])
  func placesAnotherOver(column: Int, expected: String) {
    var frame = frame(6)
    frame.fill(
      Rect(row: 0, column: 0, columns: frame.size.columns, rows: frame.size.rows), with: ".")
    var other = self.frame(4)
    other.draw("日本", row: 0, column: 0)
    frame.place(other, row: 0, column: column)
    let trimmed = expected.replacing(/\x20+$/, with: "")
    #expect(frame.text == trimmed + "\n")
  }

  @Test func placingMovesTheCursor() {
    var frame = frame(6, 3)
    var other = self.frame(2)
    other.cursor = Position(row: 0, column: 1)
    frame.place(other, row: 2, column: 3)
    #expect(frame.cursor == Position(row: 2, column: 4))
  }

  @Test(arguments: [
    ("80x24", Size(columns: 80, rows: 24)), ("0x24", nil), ("80", nil), ("80x", nil),
    ("80x24x1", nil), ("-8x24", nil), ("1001x1", nil), ("axb", nil),
  ])
  func parsesSizes(text: String, size: Size?) {
    #expect(Size(parsing: text) == size)
  }
}
