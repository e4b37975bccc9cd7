/// Turns the bytes that a terminal sends into input events. It has no terminal in it: bytes and the
/// time of their arrival go in, events come out, however the bytes are split into reads.
///
/// `SequenceScanner` knows the grammar. This type keeps what is not complete yet, gives it up when
/// its time is over, and collects pastes.
struct InputDecoder: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// How long a single Escape waits for the rest of a sequence.
  var escapeDelay: Duration

  /// States that the terminal has reported of its private modes (DECRPM): 0 for a mode that it does
  /// not know, 1 and 3 for set, 2 and 4 for reset; 3 and 4 cannot be changed.
  private(set) var reportedModes: [Int: Int] = [:]

  private let scanner: SequenceScanner
  /// The bytes of one token that is not complete, and what follows it.
  private var buffer: [UInt8] = []
  private var bufferStart: Instant?
  private var paste: (text: PastedText, last: Instant)?
  private var clicks = ClickCounter()

  init(escapeDelay: Duration, keys: HostKeys = HostKeys([]), hasMouse: Bool = true) {
    self.escapeDelay = escapeDelay
    scanner = SequenceScanner(keys: keys, hasMouse: hasMouse)
  }

  /// A sequence that has begun and brings no end is given up after this time.
  private static let sequenceDelay = Duration.milliseconds(250)
  /// A paste that has begun and brings nothing more is given up after this time.
  private static let pasteDelay = Duration.seconds(5)

  /// Takes bytes that arrived at `now`.
  mutating func feed(_ bytes: some Collection<UInt8>, at now: Instant) -> [InputEvent] {
    var events = expire(at: now)
    buffer += bytes
    events += decode(at: now, givingUp: false)
    return events
  }

  /// When `expire` has something to do; nil while nothing waits.
  var deadline: Instant? {
    if let paste { return paste.last.advanced(by: Self.pasteDelay) }
    guard let first = buffer.first, let bufferStart else { return nil }
    let isSequence = first >= 0x80 || (first == 0x1b && buffer.contains { $0 != 0x1b })
    return bufferStart.advanced(
      by: isSequence ? max(escapeDelay, Self.sequenceDelay) : escapeDelay)
  }

  /// Gives up what has waited too long for its end: an Escape is the key, a sequence is dropped, a
  /// paste is taken as far as it came.
  mutating func expire(at now: Instant) -> [InputEvent] {
    guard let deadline, now >= deadline else { return [] }
    if let text = paste?.text {
      paste = nil
      return [.paste(text.text)]
    }
    return decode(at: now, givingUp: true)
  }

  private mutating func decode(at now: Instant, givingUp: Bool) -> [InputEvent] {
    var events: [InputEvent] = []
    var rest = buffer[...]
    while !rest.isEmpty {
      if paste != nil {
        takePaste(from: &rest, at: now, into: &events)
      } else if let token = scanner.scan(rest, givingUp: givingUp) {
        rest = rest.dropFirst(token.length)
        take(token.kind, at: now, into: &events)
      } else {
        break
      }
    }
    // Only the first token can be older than this read.
    if rest.count < buffer.count || bufferStart == nil { bufferStart = now }
    buffer = Array(rest)
    if buffer.isEmpty { bufferStart = nil }
    return events
  }

  private mutating func take(
    _ kind: SequenceScanner.Kind, at now: Instant, into events: inout [InputEvent]
  ) {
    switch kind {
    case .key(let key): events.append(.key(key))
    case .mouse(let event): events.append(.mouse(clicks.count(event, at: now)))
    case .focus: events.append(.returned)
    case .pasteStart: paste = (PastedText(), now)
    case .modeReport(let mode, let state): reportedModes[mode] = state
    case .nothing: break
    }
  }

  private mutating func takePaste(
    from rest: inout ArraySlice<UInt8>, at now: Instant, into events: inout [InputEvent]
  ) {
    paste?.last = now
    while let byte = rest.popFirst() {
      guard let end = paste?.text.append(byte) else { continue }
      switch end {
      case .open: continue
      case .complete, .tooLong:
        if let text = paste?.text.text { events.append(.paste(text)) }
        paste = nil
        return
      }
    }
  }
}

/// Tells double clicks from single ones.
private struct ClickCounter: Sendable {
  private var last: (event: MouseEvent, time: InputDecoder.Instant)?

  /// Two presses on one cell within this time are a double one.
  private static let limit = Duration.milliseconds(400)

  /// The event itself, or a double press.
  mutating func count(_ event: MouseEvent, at now: InputDecoder.Instant) -> MouseEvent {
    guard event.action == .press else { return event }
    if let last, last.event == event, last.time.duration(to: now) < Self.limit {
      self.last = nil
      return MouseEvent(action: .doublePress, position: event.position)
    }
    last = (event, now)
    return event
  }
}
