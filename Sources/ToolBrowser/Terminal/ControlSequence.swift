/// A control sequence (`CSI … final`) and what it means.
struct ControlSequence: Hashable, Sendable {
  /// `<`, `=`, `>` or `?` before the parameters.
  var marker: UInt8?
  /// The parameters separated by semicolons, each split at its colons; nil for an empty part.
  var parameters: [[Int?]]
  var intermediates: [UInt8] = []
  var final: UInt8

  /// The bytes of a sequence while it arrives.
  struct Body: Sendable {
    enum State: Sendable { case open, complete, broken }

    fileprivate var bytes: [UInt8] = []
    fileprivate var intermediates: [UInt8] = []
    fileprivate var final: UInt8 = 0

    /// Adds the next byte.
    mutating func append(_ byte: UInt8) -> State {
      switch byte {
      // The Linux console's first function keys are `CSI [ A` to `CSI [ E`.
      case 0x40..<0x7f where bytes == [UInt8(ascii: "[")],
        UInt8(ascii: "\\")..<0x7f, 0x40..<UInt8(ascii: "["):
        final = byte
        return .complete
      case UInt8(ascii: "["):
        final = byte
        guard bytes.isEmpty, intermediates.isEmpty else { return .complete }
        bytes.append(byte)
        return .open
      case 0x30..<0x40 where intermediates.isEmpty && bytes != [UInt8(ascii: "[")]:
        bytes.append(byte)
        return .open
      // rxvt ends its keys with Shift by a dollar, which the standard defines as an intermediate
      // byte.
      case UInt8(ascii: "$") where Self.isNumber(bytes):
        final = byte
        return .complete
      case 0x20..<0x30 where bytes != [UInt8(ascii: "[")]:
        intermediates.append(byte)
        return .open
      default: return .broken
      }
    }

    private static func isNumber(_ bytes: [UInt8]) -> Bool {
      !bytes.isEmpty && bytes.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
  }

  init(marker: UInt8? = nil, parameters: [[Int?]], final: UInt8) {
    self.marker = marker
    self.parameters = parameters
    self.final = final
  }

  init(_ body: Body) {
    var bytes = body.bytes[...]
    if let first = bytes.first, (0x3c..<0x40).contains(first) || first == UInt8(ascii: "[") {
      marker = first
      bytes.removeFirst()
    }
    parameters =
      bytes.isEmpty
      ? []
      : bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { part in
        part.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).map {
          $0.count < 8 ? Int(String(decoding: $0, as: UTF8.self)) : nil
        }
      }
    intermediates = body.intermediates
    final = body.final
  }

  /// The first part of a parameter; nil if it is missing or empty.
  func parameter(_ index: Int) -> Int? {
    parameters.indices.contains(index) ? parameters[index].first ?? nil : nil
  }

  /// Whether three bytes with the mouse button and position follow (X10 encoding).
  var startsOldMouseReport: Bool {
    final == UInt8(ascii: "M") && marker == nil && parameters.isEmpty && intermediates.isEmpty
  }

  var meaning: SequenceScanner.Kind {
    switch (marker, intermediates, final) {
    case (UInt8(ascii: "<"), [], UInt8(ascii: "M")), (UInt8(ascii: "<"), [], UInt8(ascii: "m")):
      guard let button = parameter(0), let column = parameter(1), let row = parameter(2),
        let event = MouseEvent(
          button: button, column: column, row: row, isRelease: final == UInt8(ascii: "m"))
      else { return .nothing }
      return .mouse(event)
    case (UInt8(ascii: "?"), [UInt8(ascii: "$")], UInt8(ascii: "y")):
      guard let mode = parameter(0), let state = parameter(1) else { return .nothing }
      return .modeReport(mode: mode, state: state)
    case (nil, [], UInt8(ascii: "~")) where parameter(0) == 200: return .pasteStart
    case (nil, [], UInt8(ascii: "I")) where parameters.isEmpty: return .focus
    default: return key.map(SequenceScanner.Kind.key) ?? .nothing
    }
  }

  /// The key that sends this sequence; nil for other sequences and unused keys.
  var key: Key? {
    guard intermediates.isEmpty else { return nil }
    if marker == UInt8(ascii: "[") {
      return (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(final)
        ? .function(Int(final - UInt8(ascii: "A")) + 1) : nil
    }
    guard marker == nil else { return nil }
    switch final {
    case UInt8(ascii: "u"):
      return parameter(0).flatMap { code in
        KeyCode(
          code: code, shifted: part(0, 1), modifiers: KeyModifiers(parameters, at: 1),
          text: parameter(2)
        ).key
      }
    case UInt8(ascii: "~") where parameter(0) == 27:
      // xterm's modifyOtherKeys.
      return parameter(2).flatMap { code in
        KeyCode(code: code, shifted: nil, modifiers: KeyModifiers(parameters, at: 1), text: nil).key
      }
    case UInt8(ascii: "~"):
      return parameter(0).flatMap(Key.init(keypadNumber:)).flatMap {
        KeyModifiers(parameters, at: 1).applied(to: $0)
      }
    // Other sequences with these final bytes have other parameters: cursor reports begin with a
    // row.
    case UInt8(ascii: "A")...UInt8(ascii: "H"), UInt8(ascii: "P")...UInt8(ascii: "S"),
      UInt8(ascii: "Z"):
      guard parameters.isEmpty || parameter(0) ?? 1 == 1, let key = Key(singleShift: final) else {
        return nil
      }
      return KeyModifiers(parameters, at: 1).applied(to: key)
    default: return nil
    }
  }

  private func part(_ index: Int, _ part: Int) -> Int? {
    guard parameters.indices.contains(index), parameters[index].indices.contains(part) else {
      return nil
    }
    return parameters[index][part]
  }
}
