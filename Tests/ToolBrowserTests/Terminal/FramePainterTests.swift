import TestSupport
import Testing

@testable import ToolBrowser

@Suite struct FramePainterTests {
  private let painter = FramePainter(codes: .ansi, theme: .terminal, depth: .sixteen)

  private func frame(_ lines: [Span], columns: Int = 8) -> Frame {
    var frame = Frame(size: Size(columns: columns, rows: lines.count))
    for (row, span) in lines.enumerated() { frame.draw([span], row: row, column: 0) }
    return frame
  }

  /// The bytes with escapes written as `^`, without the cursor being hidden first.
  private func painted(_ new: Frame, over old: Frame?, _ painter: FramePainter? = nil) -> String {
    let bytes = (painter ?? self.painter).paint(new, over: old)
    return String(decoding: bytes, as: UTF8.self).replacing("\u{1b}[", with: "^")
      .replacing("^?25l", with: "")
  }

  @Test func nothingIsWrittenWhereNothingChanged() {
    let frame = frame([Span("text", .good)])
    #expect(painted(frame, over: frame) == "")
  }

  @Test func onlyChangedCellsAreWritten() {
    let old = frame([Span("one"), Span("cmake 1")])
    let new = frame([Span("one"), Span("cmake 2", .plain)])
    #expect(painted(new, over: old) == "^2;7H2")
  }

  @Test func anUnknownScreenIsWrittenWhole() {
    #expect(painted(frame([Span("ab")], columns: 3), over: nil) == "^1;1Hab ")
    let other = Frame(size: Size(columns: 2, rows: 1))
    #expect(painted(frame([Span("ab")], columns: 3), over: other) == "^1;1Hab ")
  }

  /// After a character of uncertain width, the cursor is moved explicitly.
  @Test func aDisputedWidthDoesNotShiftWhatFollows() {
    let new = frame([Span("a🏳️‍🌈bc")])
    let old = frame([Span("")])
    #expect(painted(new, over: old) == "^1;1Ha🏳️‍🌈^4Gbc")
  }

  @Test func stylesChangeOnlyWhereTheyDiffer() {
    var new = Frame(size: Size(columns: 4, rows: 1))
    new.draw([Span("a", .good), Span("b", .good), Span("c", .bad)], row: 0, column: 0)
    #expect(
      painted(new, over: Frame(size: new.size)) == "^1;1H^32mab^1;31mc^m")
  }

  @Test func theCursorComesLast() {
    var new = frame([Span("")])
    new.cursor = Position(row: 0, column: 5)
    #expect(painted(new, over: frame([Span("")])) == "^1;6H^?25h")
  }

  @Test func withoutUTF8OtherCharactersBecomeMarks() {
    var painter = painter
    painter.isUTF8 = false
    let new = frame([Span("a日é")])
    #expect(painted(new, over: frame([Span("")]), painter) == "^1;1Ha??^4G?")
  }

  @Test func linesHaveColoursAndNoMoves() {
    let text = painter.lines(frame([Span("ok", .good), Span(""), Span("日", .selected)]))
    #expect(
      text.replacing("\u{1b}[", with: "^") == "^32mok^m\n\n^7m日^m\n")
  }

  /// Cells between two changes are written again if that takes no more bytes than a move.
  @Test func shortGapsAreWrittenAgain() {
    let old = frame([Span("a bcde fghi j")], columns: 14)
    #expect(painted(frame([Span("A bcdE fghi J")], columns: 14), over: old) == "^1;1HA bcdE^13GJ")
    #expect(painted(frame([Span("A bCde fghi j")], columns: 14), over: old) == "^1;1HA bC")
  }

  @Test func manyBlanksAreErased() {
    let old = frame([Span("0123456789 |")], columns: 14)
    #expect(painted(frame([Span("           |")], columns: 14), over: old) == "^1;1H^10X")
    #expect(painted(frame([Span("ab")], columns: 14), over: old) == "^1;1Hab^10X")
    let full = frame([Span("01234567890123")], columns: 14)
    #expect(painted(frame([Span("ab", .good)], columns: 14), over: full) == "^1;1H^32mab^K^m")
  }

  /// Of a blank, only the background and lines can be seen.
  @Test func blanksOfAnotherColourAreNotWritten() {
    let old = frame([Span("a b")])
    var new = old
    new.restyle(Rect(row: 0, column: 1, columns: 1, rows: 1), role: .good)
    #expect(painted(new, over: old) == "")
    new.restyle(Rect(row: 0, column: 1, columns: 1, rows: 1), role: .selected)
    #expect(painted(new, over: old) == "^1;2H^7m ^m")
  }

  @Test func theCursorIsHiddenOnlyWhereItIsShown() {
    var old = frame([Span("a")])
    old.cursor = Position(row: 0, column: 0)
    let bytes = painter.paint(frame([Span("b")]), over: old)
    #expect(String(decoding: bytes, as: UTF8.self) == "\u{1b}[?25l\u{1b}[1;1Hb")
    #expect(painter.paint(old, over: old) == [])
  }

  /// Painting a change over the old screen gives the same as painting it from scratch.
  @Test func updatingAScreenEqualsPaintingAll() {
    let words = ["cmake", "日本語", "👨‍👩‍👧", "a", "", "é é", "x日", "0123456789012345678"]
    for first in words {
      for second in words {
        let old = frame([Span(first), Span(second, .good)], columns: 22)
        let new = frame([Span(second, .bad), Span(first)], columns: 22)
        var screen = ScreenModel(size: new.size)
        screen.write(painter.paint(old, over: nil))
        screen.write(painter.paint(new, over: old))
        #expect(screen.text == new.text, "\(first) \(second)")
      }
    }
  }

  /// The same with lists that scroll next to others, in all directions.
  @Test(arguments: 0..<6)
  func scrollingGivesTheSameScreen(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func list(_ top: Int, _ other: Int) -> Frame {
      var frame = Frame(size: Size(columns: 60, rows: 16))
      frame.draw("head", row: 0, column: 0, role: .title)
      for row in 1..<14 {
        frame.draw("│ tool number \(row + top) │", row: row, column: 0)
        frame.draw("version \((row + 7) * other % 50)", row: row, column: 30, role: .good)
      }
      return frame
    }
    var old = list(0, 1)
    var screen = ScreenModel(size: old.size)
    screen.write(painter.paint(old, over: nil))
    var saved = 0
    for _ in 0..<60 {
      let new = list(Int.random(in: 0...4, using: &random), Int.random(in: 1...2, using: &random))
      let bytes = painter.paint(new, over: old)
      if bytes.contains(UInt8(ascii: "r")) { saved += 1 }
      screen.write(bytes)
      #expect(screen.text == new.text)
      old = new
    }
    #expect(saved > 0)
  }

  @Test(arguments: [
    (ColourDepth.none, "^1;4m"), (.eight, "^1;31m"), (.sixteen, "^1;91m"),
    (.many, "^1;38;5;210m"),
  ])
  func themesFitTheColoursThereAre(depth: ColourDepth, expected: String) {
    let style = Theme.dark.style(.bad, depth: depth)
    let bytes = TerminalCodes.ansi.change(from: TextStyle(), to: style)
    #expect(String(decoding: bytes, as: UTF8.self).replacing("\u{1b}[", with: "^") == expected)
  }

  /// Without colours, every role is still distinguishable from plain text if it must be.
  @Test(arguments: [ColourRole.title, .selected, .focus, .match, .bad, .attention])
  func rolesAreVisibleWithoutColours(role: ColourRole) {
    for theme in Theme.all {
      #expect(theme.style(role, depth: .none) != theme.style(.plain, depth: .none))
    }
  }
}

/// A terminal of the simplest kind: it knows characters and the sequences that change where they
/// are, and skips all others.
private struct ScreenModel {
  private var frame: Frame
  private var row = 0
  private var column = 0
  private var region: ClosedRange<Int>

  init(size: Size) {
    frame = Frame(size: size)
    region = 0...size.rows - 1
  }

  var text: String { frame.text }

  mutating func write(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      if character == "\n" {
        scroll(from: region.lowerBound, to: region.upperBound, at: region.upperBound, by: 1)
      } else if character != "\u{1b}" {
        column = frame.draw(String(character), row: row, column: column)
      } else if rest.first == "M" {
        rest.removeFirst()
        scroll(from: region.lowerBound, to: region.upperBound, at: region.lowerBound, by: -1)
      } else {
        let sequence = rest.prefix { !$0.isLetter }
        rest = rest.dropFirst(sequence.count)
        control(rest.popFirst(), sequence.dropFirst().split(separator: ";").compactMap { Int($0) })
      }
    }
  }

  private mutating func control(_ final: Character?, _ numbers: [Int]) {
    switch final {
    case "H": (row, column) = (numbers[0] - 1, numbers[1] - 1)
    case "G": column = numbers[0] - 1
    case "X": frame.fill(Rect(row: row, column: column, columns: numbers[0], rows: 1))
    case "K": frame.fill(Rect(row: row, column: column, columns: frame.size.columns, rows: 1))
    case "r": region = numbers[0] - 1...numbers[1] - 1
    default: break
    }
  }

  private mutating func scroll(from first: Int, to last: Int, at edge: Int, by shift: Int) {
    guard row == edge else { return row += shift }
    let old = frame
    frame.fill(Rect(row: first, column: 0, columns: frame.size.columns, rows: last - first + 1))
    for target in first...last where (first...last).contains(target + shift) {
      let text = old.row(target + shift).map(\.text).joined()
      frame.draw(text, row: target, column: 0)
    }
  }
}
