import Testing

@testable import ToolBrowser

/// Bytes in, events out, by the grammar of control sequences.
@Suite struct InputDecoderTests {
  private let start = ContinuousClock.now

  private func decoder(
    _ keys: [(String, Key?)] = [], escapeDelay: Int = 25
  ) -> InputDecoder {
    InputDecoder(
      escapeDelay: .milliseconds(escapeDelay),
      keys: HostKeys(keys.map { (Array($0.0.utf8), $0.1) }))
  }

  /// All events of these bytes, once everything that waits has been given up.
  private func events(_ text: String, keys: [(String, Key?)] = []) -> [InputEvent] {
    var decoder = decoder(keys)
    let first = decoder.feed(Array(text.utf8), at: start)
    return first + decoder.expire(at: start.advanced(by: .seconds(10)))
  }

  private func keys(_ keys: Key...) -> [InputEvent] { keys.map(InputEvent.key) }

  @Test(
    arguments: [
      ("a", [.character("a")]), ("日x", [.character("日"), .character("x")]), ("\r", [.enter]),
      ("\n", [.enter]), ("\t", [.tab]), ("\u{7f}", [.backspace]), ("\u{8}", [.backspace]),
      ("\u{1}", [.control("a")]), ("\u{c}", [.control("l")]), ("\u{0}\u{1c}", []),
      ("\u{1b}", [.escape]), ("\u{1b}\u{1b}", [.escape, .escape]),
      // Arrows and their like, in the normal and in the application mode.
      ("\u{1b}[A", [.up]), ("\u{1b}OA", [.up]), ("\u{1b}[1;1B", [.down]), ("\u{1b}OC", [.right]),
      ("\u{1b}[D", [.left]), ("\u{1b}[H", [.home]), ("\u{1b}OF", [.end]), ("\u{1b}[Z", [.backTab]),
      ("\u{1b}[1~", [.home]), ("\u{1b}[7~", [.home]), ("\u{1b}[2~", [.insert]),
      ("\u{1b}[3~", [.delete]), ("\u{1b}[4~", [.end]), ("\u{1b}[8~", [.end]),
      ("\u{1b}[5~", [.pageUp]), ("\u{1b}[6~", [.pageDown]), ("\u{1b}OM", [.enter]),
      ("\u{1b}Oj\u{1b}Oy", [.character("*"), .character("9")]),
      // Function keys: VT220, xterm, the Linux console, kitty.
      ("\u{1b}[11~\u{1b}[15~", [.function(1), .function(5)]),
      ("\u{1b}[17~\u{1b}[21~", [.function(6), .function(10)]),
      ("\u{1b}[23~\u{1b}[24~", [.function(11), .function(12)]),
      ("\u{1b}OP\u{1b}OS", [.function(1), .function(4)]), ("\u{1b}[[A", [.function(1)]),
      ("\u{1b}[[E", [.function(5)]), ("\u{1b}[1;1P", [.function(1)]), ("\u{1b}[25~", []),
      // Alt, in its three spellings.
      ("\u{1b}x", [.alt(.character("x"))]), ("\u{1b}X", [.alt(.character("X"))]),
      ("\u{1b}é", [.alt(.character("é"))]), ("\u{1b}\u{7f}", [.alt(.backspace)]),
      ("\u{1b}\r", [.alt(.enter)]), ("\u{1b}\u{1}", [.alt(.control("a"))]),
      ("\u{1b}\u{1b}[A", [.alt(.up)]), ("\u{1b}[1;3A", [.alt(.up)]),
      ("\u{1b}[3;3~", [.alt(.delete)]), ("\u{1b}\u{1b}x", [.escape, .alt(.character("x"))]),
      ("\u{1b}[", [.alt(.character("["))]), ("\u{1b}O", [.alt(.character("O"))]),
      ("\u{1b}]", [.alt(.character("]"))]), ("\u{1b}P", [.alt(.character("P"))]),
      ("\u{1b}[\r", [.alt(.character("[")), .enter]),
      // What means nothing is dropped whole.
      ("\u{1b}[1;2Aa", [.character("a")]), ("\u{1b}[1;5Ca", [.character("a")]),
      ("\u{1b}[?62;22ca", [.character("a")]), ("\u{1b}[2Ia\u{1b}[O", [.character("a")]),
      ("\u{1b}[12;40Ra", [.character("a")]), ("\u{1b}[8;24;80ta", [.character("a")]),
      ("\u{1b}]11;rgb:0000/0000/0000\u{7}a", [.character("a")]),
      ("\u{1b}]52;c;YQ==\u{1b}\\a", [.character("a")]),
      ("\u{1b}P>|xterm(354)\u{1b}\\a", [.character("a")]),
      ("\u{1b}_Gi=1;OK\u{1b}\\a", [.character("a")]), ("\u{1b}^x\u{1b}\\a", [.character("a")]),
      ("\u{1b}]0;title\u{18}a", [.character("a")]), ("\u{1b}]0;title\u{1b}[A", [.up]),
      ("\u{1b}[12\u{18}a", [.character("a")]), ("\u{1b}[12\u{1b}[A", [.up]),
      ("\u{1b}[201~a", [.character("a")]), ("\u{1b}[7$y", [.character("y")]),
      ("\u{1b}Oza", [.character("a")]),
      // C1 controls, as UTF-8 has them.
      ("\u{9b}A\u{8f}B", [.up, .down]), ("\u{9d}0;x\u{7}a", [.character("a")]),
      // The kitty protocol and xterm's modifyOtherKeys.
      ("\u{1b}[97u", [.character("a")]), ("\u{1b}[97;2u", [.character("A")]),
      ("\u{1b}[97:65;2u", [.character("A")]), ("\u{1b}[49:33;2u", [.character("!")]),
      ("\u{1b}[97;;229u", [.character("å")]), ("\u{1b}[97;5u", [.control("a")]),
      ("\u{1b}[97;3u", [.alt(.character("a"))]), ("\u{1b}[97;7u", [.alt(.control("a"))]),
      ("\u{1b}[97;9u", []), ("\u{1b}[97;1:3u", []), ("\u{1b}[97;1:2u", [.character("a")]),
      ("\u{1b}[97;65u\u{1b}[97;129u", [.character("a"), .character("a")]),
      ("\u{1b}[27u", [.escape]), ("\u{1b}[13;2u", [.enter]), ("\u{1b}[9;2u", [.backTab]),
      ("\u{1b}[127;3u", [.alt(.backspace)]),
      ("\u{1b}[57399u\u{1b}[57414u", [.character("0"), .enter]),
      ("\u{1b}[57419u", [.up]), ("\u{1b}[57358u\u{1b}[57441u", []), ("\u{1b}[1;1:3A", []),
      ("\u{1b}[27;2;13~", [.enter]), ("\u{1b}[27;5;97~", [.control("a")]),
      ("\u{1b}[27;3;120~", [.alt(.character("x"))]), ("\u{1b}[99999999999999999999u", []),
    ] as [(String, [Key])])
  func sequences(text: String, keys: [Key]) {
    #expect(events(text) == keys.map(InputEvent.key), "\(text.debugDescription)")
  }

  /// The terminal's window has the focus again; losing it is ignored.
  @Test func focus() {
    #expect(events("\u{1b}[Ia\u{1b}[O") == [.returned, .key(.character("a"))])
  }

  /// The keys of the host's description go before the grammar, the longest first.
  @Test(
    arguments: [
      ("\u{1b}\t", [.backTab]), ("\u{1b}[M", [.function(1)]), ("\u{1b}OA", [.up]),
      ("\u{1b}[7$", []), ("\u{1b}[3~", [.delete]), ("\u{1b}[3", []), ("\u{1}", [.home]),
      ("\u{1}@\r", [.function(2)]), ("\u{1}@x", [.home, .character("@"), .character("x")]),
      ("\u{1b}A", [.up]), ("\u{1b}B", [.alt(.character("B"))]),
    ] as [(String, [Key])])
  func hostKeys(text: String, keys: [Key]) {
    let host: [(String, Key?)] = [
      ("\u{1b}\t", .backTab), ("\u{1b}[M", .function(1)), ("\u{1b}[7$", nil),
      ("\u{1b}[3~", .delete), ("\u{1}", .home), ("\u{1}@\r", .function(2)), ("\u{1b}A", .up),
      // Never a key: what only introduces others, and characters.
      ("\u{1b}", .up), ("\u{1b}[", .up), ("x", .up),
    ]
    #expect(events(text, keys: host) == keys.map(InputEvent.key), "\(text.debugDescription)")
  }

  @Test func sequencesAreJoinedWhenTheyArriveInPieces() {
    var decoder = decoder()
    #expect(decoder.feed([0x1b], at: start) == [])
    #expect(decoder.feed(Array("[".utf8), at: start.advanced(by: .milliseconds(20))) == [])
    #expect(
      decoder.feed(Array("B".utf8), at: start.advanced(by: .milliseconds(200))) == keys(.down))
    #expect(decoder.deadline == nil)
  }

  @Test(arguments: [25, 100, 500])
  func escapeWaitsForItsDelay(delay: Int) {
    var decoder = decoder(escapeDelay: delay)
    #expect(decoder.feed([0x1b], at: start) == [])
    #expect(decoder.deadline == start.advanced(by: .milliseconds(delay)))
    #expect(decoder.expire(at: start.advanced(by: .milliseconds(delay - 1))) == [])
    #expect(decoder.expire(at: start.advanced(by: .milliseconds(delay))) == keys(.escape))
    #expect(decoder.deadline == nil)
  }

  /// The rest of a key that arrives too late is not decoded as a key.
  @Test func afterItsDelayEscapeIsAKeyOfItsOwn() {
    var decoder = decoder()
    _ = decoder.feed([0x1b], at: start)
    #expect(
      decoder.feed(Array("x".utf8), at: start.advanced(by: .milliseconds(26)))
        == keys(.escape, .character("x")))
  }

  @Test func unterminatedStringEndsAfterATimeLimit() {
    var decoder = decoder()
    #expect(decoder.feed(Array("\u{1b}]0;title".utf8), at: start) == [])
    #expect(decoder.feed(Array("jj".utf8), at: start.advanced(by: .milliseconds(249))) == [])
    #expect(
      decoder.feed(Array("jk".utf8), at: start.advanced(by: .milliseconds(250)))
        == keys(.character("j"), .character("k")))
  }

  @Test(arguments: ["\u{1b}]", "\u{1b}P", "\u{1b}[", "\u{1b}[?"])
  func unterminatedSequenceEndsAtItsLengthLimit(introducer: String) {
    var decoder = decoder()
    let body = String(repeating: "1", count: 4096 - introducer.utf8.count)
    #expect(
      decoder.feed(Array((introducer + body + "jk").utf8), at: start)
        == keys(.character("j"), .character("k")))
  }

  @Test func pastesAreOneEvent() {
    #expect(
      events("a\u{1b}[200~q w\r\nx\ry\u{1b}[A\u{1b}[20\u{1b}[201~b") == [
        .key(.character("a")), .paste("q w\nx\ny\u{1b}[A\u{1b}[20"), .key(.character("b")),
      ])
  }

  @Test func pasteEndsAfterSilence() {
    var decoder = decoder()
    #expect(decoder.feed(Array("\u{1b}[200~one".utf8), at: start) == [])
    let later = start.advanced(by: .milliseconds(4900))
    #expect(decoder.feed(Array(" two".utf8), at: later) == [])
    #expect(decoder.deadline == later.advanced(by: .seconds(5)))
    #expect(
      decoder.feed(Array("j".utf8), at: later.advanced(by: .seconds(5)))
        == [.paste("one two"), .key(.character("j"))])
  }

  /// The maximum length of a paste without an end; what follows are keys again.
  @Test func pasteEndsAtItsLengthLimit() throws {
    var decoder = decoder()
    _ = decoder.feed(Array("\u{1b}[200~".utf8), at: start)
    let part = [UInt8](repeating: UInt8(ascii: "z"), count: 1 << 20)
    for _ in 0..<3 { #expect(decoder.feed(part, at: start) == []) }
    let events = decoder.feed(part + Array("j".utf8), at: start)
    guard case .paste(let text) = try #require(events.first) else {
      Issue.record("no paste: \(events.prefix(3))")
      return
    }
    #expect(text.utf8.count == 1 << 16)
    #expect(Array(events.dropFirst()) == keys(.character("j")))
  }

  /// A paste is kept up to its limit, in whole characters.
  @Test func aLongPasteEndsWithAWholeCharacter() {
    let paste = "a" + String(repeating: "日", count: 40_000)
    #expect(
      events("\u{1b}[200~\(paste)\u{1b}[201~")
        == [.paste("a" + String(repeating: "日", count: 21_845))])
  }

  @Test func mouseReportsInBothEncodings() {
    let cell = Position(row: 4, column: 99)
    #expect(
      events("\u{1b}[<0;100;5M\u{1b}[<0;100;5m\u{1b}[<64;100;5M\u{1b}[<65;100;5M\u{1b}[<2;100;5M")
        == [.press, .wheelUp, .wheelDown].map { .mouse(MouseEvent(action: $0, position: cell)) })
    // A position from 96 on is no character of its own.
    var decoder = decoder()
    #expect(
      decoder.feed([0x1b, 0x5b, 0x4d, 32, 132, 37, 0x6a], at: start) == [
        .mouse(MouseEvent(action: .press, position: cell)), .key(.character("j")),
      ])
  }

  @Test func twoPressesOfOneCellAreADoubleOne() {
    var decoder = decoder()
    func press(_ text: String, after milliseconds: Int) -> [InputEvent] {
      decoder.feed(Array(text.utf8), at: start.advanced(by: .milliseconds(milliseconds)))
    }
    func event(_ action: MouseEvent.Action, _ column: Int) -> [InputEvent] {
      [.mouse(MouseEvent(action: action, position: Position(row: 0, column: column)))]
    }
    #expect(press("\u{1b}[<0;1;1M", after: 0) == event(.press, 0))
    #expect(press("\u{1b}[<0;1;1M", after: 300) == event(.doublePress, 0))
    #expect(press("\u{1b}[<0;1;1M", after: 400) == event(.press, 0))
    #expect(press("\u{1b}[<0;2;1M", after: 500) == event(.press, 1))
    #expect(press("\u{1b}[<0;2;1M", after: 900) == event(.press, 1))
  }

  @Test func reportsOfModesAreNoted() {
    var decoder = decoder()
    #expect(
      decoder.feed(Array("\u{1b}[?2026;2$y\u{1b}[?2027;0$yq".utf8), at: start)
        == keys(.character("q")))
    #expect(decoder.reportedModes == [2026: 2, 2027: 0])
  }

  @Test(
    arguments: [
      ([0xff, 0x61], [.character("a")]), ([0xc3, 0x61], [.character("a")]),
      ([0xe6, 0x97, 0x61], [.character("a")]), ([0xe0, 0x80, 0x61], [.character("a")]),
      ([0xf5, 0x61], [.character("a")]), ([0xc0, 0xaf, 0x61], [.character("a")]),
      ([0xed, 0xa0, 0x80, 0x61], [.character("a")]), ([0x9b, 0x41], [.up]), ([0xe6, 0x97], []),
    ] as [([UInt8], [Key])])
  func bytesThatAreNoUTF8(bytes: [UInt8], keys: [Key]) {
    var decoder = decoder()
    let events =
      decoder.feed(bytes, at: start) + decoder.expire(at: start.advanced(by: .seconds(1)))
    #expect(events == keys.map(InputEvent.key))
  }
}
