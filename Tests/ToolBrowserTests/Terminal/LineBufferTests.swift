import Testing

@testable import ToolBrowser

struct LineBufferTests {
  private func lines(_ pieces: String...) -> [String] {
    var buffer = LineBuffer()
    var lines: [String] = []
    for piece in pieces {
      buffer.take(Array(piece.utf8)[...])
      while let line = buffer.next() { lines.append(line) }
    }
    while let line = buffer.next(isAtEnd: true) { lines.append(line) }
    return lines
  }

  @Test func linesComeInPieces() {
    #expect(lines("on", "e\ntwo\n", "\nthr", "ee") == ["one", "two", "", "three"])
    #expect(lines("one\n") == ["one"])
    #expect(lines() == [])
  }

  @Test func aLineWithoutEndIsCut() {
    var buffer = LineBuffer()
    let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
    for _ in 0..<10 { buffer.take(piece[...]) }
    buffer.take(Array("\nquit\n".utf8)[...])
    #expect(buffer.next()?.utf8.count == LineBuffer.longestLine)
    #expect(buffer.next() == "quit")
  }
}
