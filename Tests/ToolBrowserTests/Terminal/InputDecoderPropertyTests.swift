import TestSupport
import Testing

@testable import ToolBrowser

/// Properties for any bytes, in any pieces.
@Suite struct InputDecoderPropertyTests {
  private static let parts: [[UInt8]] =
    [
      "\u{1b}", "[", "O", "]", "P", "\u{1b}\\", "\u{7}", "A", "~", "u", "M", "<", "?", "$", ";",
      ":",
      "1", "27", "200", "\u{1b}[200~", "\u{1b}[201~", "\u{1b}[A", "\u{1b}[<0;5;7M", "\u{1b}[3;3~",
      "\u{1b}[97;5u", "\u{1b}[[A", "\u{1b}\t", "\u{1}", "@", "\r", "x", "日", "é", "\u{9b}",
      "\u{18}",
      " ", "\u{7f}",
    ].map { Array($0.utf8) } + [[0x9b], [0xe6], [0x97], [0xff], [0x00]]

  private func bytes(_ random: inout SeededRandom) -> [UInt8] {
    (0..<Int.random(in: 1...40, using: &random)).flatMap { _ in
      Bool.random(using: &random)
        ? Self.parts.randomElement(using: &random) ?? []
        : [UInt8.random(in: 0...255, using: &random)]
    }
  }

  private func decoder() -> InputDecoder {
    let keys: [(String, Key?)] = [
      ("\u{1b}\t", .backTab), ("\u{1b}[3~", .delete), ("\u{1}@\r", .function(2)),
      ("\u{1b}[7$", nil),
    ]
    return InputDecoder(
      escapeDelay: .milliseconds(25), keys: HostKeys(keys.map { (Array($0.0.utf8), $0.1) }))
  }

  /// However a stream is split into reads, it gives the same events.
  @Test(arguments: 0..<8)
  func anySplittingGivesTheSameEvents(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let start = ContinuousClock.now
    let end = start.advanced(by: .seconds(10))
    for _ in 0..<500 {
      let bytes = bytes(&random)
      var whole = decoder()
      let expected = whole.feed(bytes, at: start) + whole.expire(at: end)
      var pieces = decoder()
      var events: [InputEvent] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 1...5, using: &random))
        events += pieces.feed(piece, at: start)
        rest = rest.dropFirst(piece.count)
      }
      events += pieces.expire(at: end)
      #expect(events == expected, "\(bytes)")
      #expect(pieces.deadline == nil && whole.deadline == nil, "\(bytes)")
    }
  }

  /// Whatever came before, some time later a key is that key.
  @Test(arguments: 0..<8)
  func keysAreKeysAgainAfterAWhile(seed: UInt64) {
    var random = SeededRandom(seed: seed &+ 1000)
    var time = ContinuousClock.now
    var decoder = decoder()
    for _ in 0..<500 {
      _ = decoder.feed(bytes(&random), at: time)
      time = time.advanced(by: .seconds(6))
      let events = decoder.feed(Array("j\r".utf8), at: time)
      #expect(events.suffix(2) == [.key(.character("j")), .key(.enter)])
    }
  }
}
