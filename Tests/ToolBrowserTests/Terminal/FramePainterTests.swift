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
    #expect(painted(new, over: old) == "^2;7H^0m2^0m")
  }

  @Test func anUnknownScreenIsWrittenWhole() {
    #expect(painted(frame([Span("ab")], columns: 3), over: nil) == "^1;1H^0mab ^0m")
    let other = Frame(size: Size(columns: 2, rows: 1))
    #expect(painted(frame([Span("ab")], columns: 3), over: other) == "^1;1H^0mab ^0m")
  }

  /// After a character whose width is in dispute, the next one is placed anew.
  @Test func aDisputedWidthDoesNotShiftWhatFollows() {
    let new = frame([Span("a🏳️‍🌈bc")])
    let old = frame([Span("")])
    #expect(painted(new, over: old) == "^1;1H^0ma🏳️‍🌈^1;4Hbc^0m")
  }

  @Test func looksChangeOnlyWhereTheyDiffer() {
    var new = Frame(size: Size(columns: 4, rows: 1))
    new.draw([Span("a", .good), Span("b", .good), Span("c", .bad)], row: 0, column: 0)
    #expect(
      painted(new, over: Frame(size: new.size)) == "^1;1H^0m^32mab^0m^1m^31mc^0m")
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
    #expect(painted(new, over: frame([Span("")]), painter) == "^1;1H^0ma??^1;4H?^0m")
  }

  @Test func linesHaveColoursAndNoMoves() {
    let text = painter.lines(frame([Span("ok", .good), Span(""), Span("日", .selected)]))
    #expect(
      text.replacing("\u{1b}[", with: "^") == "^0m^32mok^0m\n\n^0m^7m日^0m\n")
  }

  /// A change anywhere, painted over what was there, gives what painting it anew gives.
  @Test func paintingOverEqualsPaintingAnew() {
    let words = ["cmake", "日本語", "👨‍👩‍👧", "a", "", "é é", "x日"]
    for first in words {
      for second in words {
        let old = frame([Span(first), Span(second, .good)])
        let new = frame([Span(second, .bad), Span(first)])
        var screen = ScreenModel(size: new.size)
        screen.write(painter.paint(old, over: nil))
        screen.write(painter.paint(new, over: old))
        #expect(screen.text == new.text, "\(first) \(second)")
      }
    }
  }

  @Test(arguments: [
    (ColourDepth.none, "^0m^1m^4m"), (.eight, "^0m^1m^31m"), (.sixteen, "^0m^1m^91m"),
    (.many, "^0m^1m^38;5;210m"),
  ])
  func themesFitTheColoursThereAre(depth: ColourDepth, expected: String) {
    let painter = FramePainter(codes: .ansi, theme: .dark, depth: depth)
    let bytes = painter.bytes(of: Theme.dark.look(.bad, depth: depth))
    #expect(String(decoding: bytes, as: UTF8.self).replacing("\u{1b}[", with: "^") == expected)
  }

  /// Without colours, every role that must be told from plain text still is.
  @Test(arguments: [ColourRole.title, .selected, .focus, .match, .bad, .attention])
  func rolesAreSeenWithoutColours(role: ColourRole) {
    for theme in Theme.all {
      #expect(theme.look(role, depth: .none) != theme.look(.plain, depth: .none))
    }
  }
}

/// A terminal of the simplest kind: it knows moves and characters, and skips all other sequences.
private struct ScreenModel {
  private var frame: Frame
  private var row = 0
  private var column = 0

  init(size: Size) { frame = Frame(size: size) }

  var text: String { frame.text }

  mutating func write(_ bytes: [UInt8]) {
    var rest = Substring(String(decoding: bytes, as: UTF8.self))
    while let character = rest.popFirst() {
      guard character == "\u{1b}" else {
        column = frame.draw(String(character), row: row, column: column)
        continue
      }
      let sequence = rest.prefix { !$0.isLetter }
      rest = rest.dropFirst(sequence.count)
      if rest.popFirst() == "H" {
        let numbers = sequence.dropFirst().split(separator: ";").compactMap { Int($0) }
        (row, column) = (numbers[0] - 1, numbers[1] - 1)
      }
    }
  }
}
