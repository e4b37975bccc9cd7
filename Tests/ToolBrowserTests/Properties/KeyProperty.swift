import TestSupport

@testable import ToolBrowser

/// The decoder of what a terminal sends: the same events however the bytes come, nothing kept for
/// long, and keys are keys again after a while.
enum KeyProperty {
  static let property = Property("keys") { bytes in
    let start = ContinuousClock.now
    let end = start.advanced(by: .seconds(10))
    var whole = newDecoder
    let expected = whole.feed(bytes, at: start) + whole.expire(at: end)
    try Broken.unless(whole.deadline == nil, "nothing waits for ever")
    try Broken.unless(
      whole.reportedModes.count <= InputDecoder.maximumModes, "few modes are remembered")
    for event in expected { try check(event) }

    for size in [1, 2, 3, 7] { try check(pieces(of: bytes, size), expected, start, end) }
    // Where the input is short, at each place.
    let step = max(1, bytes.count / 64)
    for index in stride(from: 1, to: bytes.count, by: step) {
      try check([bytes[..<index], bytes[index...]], expected, start, end)
    }
    try checkKeysAfterwards(bytes, start)
  }

  /// A decoder that has seen nothing yet.
  private static let newDecoder = {
    let keys: [(String, Key?)] = [
      ("\u{1b}\t", .backTab), ("\u{1b}[3~", .delete), ("\u{1}@\r", .function(2)),
      ("\u{1b}[7$", nil), ("\u{1b}[[A", .function(1)), ("\u{1b}Oa", nil),
    ]
    return InputDecoder(
      escapeDelay: .milliseconds(25), keys: HostKeys(keys.map { (Array($0.0.utf8), $0.1) }))
  }()

  private static func pieces(of bytes: [UInt8], _ size: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: size).map { start in
      bytes[start..<min(start + size, bytes.count)]
    }
  }

  private static func check(
    _ pieces: [ArraySlice<UInt8>], _ expected: [InputEvent], _ start: InputDecoder.Instant,
    _ end: InputDecoder.Instant
  ) throws {
    var decoder = newDecoder
    var events: [InputEvent] = []
    for piece in pieces {
      events += decoder.feed(piece, at: start)
      try Broken.unless(decoder.buffer.count <= SequenceScanner.limit, "little is kept")
    }
    events += decoder.expire(at: end)
    try Broken.unless(
      events == expected, "in pieces \(pieces.map { Array($0) }): \(events), whole: \(expected)")
    try Broken.unless(decoder.deadline == nil, "nothing waits for ever")
  }

  private static func checkKeysAfterwards(
    _ bytes: [UInt8], _ start: InputDecoder.Instant
  ) throws {
    var decoder = newDecoder
    var time = start
    // Some at a time, with a while between: each time it has let go of what was before.
    for piece in pieces(of: bytes, max(5, bytes.count / 4)) {
      _ = decoder.feed(piece, at: time)
      time = time.advanced(by: .seconds(6))
      let events = decoder.feed(Array("j\r".utf8), at: time)
      try Broken.unless(
        events.suffix(2) == [.key(.character("j")), .key(.enter)], "keys are keys: \(events)")
    }
  }

  private static func check(_ event: InputEvent) throws {
    switch event {
    case .key(let key): try check(key)
    case .mouse(let event):
      try Broken.unless(event.position.row >= 0 && event.position.column >= 0, "\(event) is a cell")
    case .paste(let text):
      try Broken.unless(!text.utf8.contains(0x0D), "a line ends with a line feed: \(text)")
    case .returned: break
    case .resize, .tick, .filesChanged: throw Broken("\(event) is none of a person's")
    }
  }

  private static func check(_ key: Key) throws {
    switch key {
    case .alt(let inner):
      try Broken.unless(inner.canHaveAlt, "\(key) is one key")
      try check(inner)
    case .character(let character):
      let isControl = character.unicodeScalars.contains {
        $0.properties.generalCategory == .control
      }
      try Broken.unless(!isControl, "\(key) is printed")
    case .control(let letter):
      try Broken.unless(("a"..."z").contains(letter), "\(key) has a letter")
    case .function(let number): try Broken.unless(1...12 ~= number, "\(key) is there")
    default: break
    }
  }
}
