import Testing

@testable import BackendKit

struct LineSplitterTests {
  private static func lines(
    _ pieces: [String], longestLine: Int = 100, endsAtCarriageReturn: Bool = false
  ) -> [String] {
    var splitter = LineSplitter(
      longestLine: longestLine, endsAtCarriageReturn: endsAtCarriageReturn)
    let complete = pieces.flatMap { splitter.split(Array($0.utf8)[...]) }
    return complete + [splitter.finish(), splitter.finish()].compactMap(\.self)
  }

  @Test(arguments: [
    (["on", "e\ntwo\n", "\nthr", "ee"], ["one", "two", "", "three"]),
    (["one\n"], ["one"]),
    (["one\r\n"], ["one\r"]),
    ([], []),
  ])
  func joinsThePiecesOfALine(pieces: [String], lines: [String]) {
    #expect(Self.lines(pieces) == lines)
  }

  @Test func endsALineAtACarriageReturnWhereThatIsAsked() {
    let lines = Self.lines(["50%\r100", "%\r\nlast"], endsAtCarriageReturn: true)
    #expect(lines == ["50%", "100%", "", "last"])
  }

  @Test func cutsALongLine() {
    #expect(
      Self.lines(["abc", "def", "ghi\njklmno\np"], longestLine: 5) == ["abcde", "jklmn", "p"])
  }
}
