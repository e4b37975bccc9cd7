/// Converts the bytes from a terminal to input events. It does not use a terminal itself: bytes and
/// their arrival times go in, events come out, however the bytes are split into reads.
///
/// `SequenceScanner` knows the grammar. This type stores incomplete sequences, drops them after a
/// timeout, and collects pastes.
struct InputDecoder: Sendable {
  typealias Instant = ContinuousClock.Instant

  /// How long a single Escape waits for the rest of a sequence.
  var escapeDelay: Duration

  /// The states of private modes that the terminal has reported (DECRPM): 0 for an unknown mode, 1
  /// and 3 for set, 2 and 4 for reset; 3 and 4 cannot be changed.
  private(set) var reportedModes: [Int: Int] = [:]

  private let scanner: SequenceScanner
  /// The bytes of an incomplete token, and what follows it.
  private(set) var buffer: [UInt8] = []
  private var bufferStart: Instant?
  private var paste: (text: PastedText, last: Instant)?
  private var clicks = ClickCounter()

  init(escapeDelay: Duration, keys: HostKeys = HostKeys([]), hasMouse: Bool = true) {
    self.escapeDelay = escapeDelay
    scanner = SequenceScanner(keys: keys, hasMouse: hasMouse)
  }

  /// The timeout of an incomplete sequence.
  private static let sequenceDelay = Duration.milliseconds(250)
  /// The timeout of a paste without its end.
  private static let pasteDelay = Duration.seconds(5)

  /// More than the program asks for, so that reports of others cannot fill the memory.
  static let maximumModes = 16

  /// Handles bytes that arrived at `now`.
  mutating func feed(_ bytes: some Collection<UInt8>, at now: Instant) -> [InputEvent] {
    var events = expire(at: now)
    buffer += bytes
    events += decode(at: now, givingUp: false)
    return events
  }

  /// When `expire` has something to do; nil if nothing is incomplete.
  var deadline: Instant? {
    if let paste { return paste.last.advanced(by: Self.pasteDelay) }
    guard let first = buffer.first, let bufferStart else { return nil }
    let isSequence = first >= 0x80 || (first == 0x1b && buffer.contains { $0 != 0x1b })
    return bufferStart.advanced(
      by: isSequence ? max(escapeDelay, Self.sequenceDelay) : escapeDelay)
  }

  /// Handles timeouts: an Escape becomes the key, an incomplete sequence is dropped, and a paste
  /// ends with what has arrived.
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
    case .modeReport(let mode, let state):
      guard reportedModes.count < Self.maximumModes || reportedModes[mode] != nil else { break }
      reportedModes[mode] = state
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

/// Detects double clicks.
private struct ClickCounter: Sendable {
  private var last: (event: MouseEvent, time: InputDecoder.Instant)?

  /// The longest time between the two presses of a double click.
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
