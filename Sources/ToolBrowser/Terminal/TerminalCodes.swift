/// The byte sequences of a terminal's functions; one that it does not have is empty.
struct TerminalCodes: Sendable {
  /// Moves the cursor to a row and a column, both from 0.
  var move: @Sendable (Int, Int) -> [UInt8]
  /// Moves the cursor to a column of its row, from 0.
  var moveToColumn: (@Sendable (Int) -> [UInt8])?
  /// Resets all attributes and colours.
  var reset: [UInt8]
  var bold: [UInt8]
  var underline: [UInt8]
  var reverse: [UInt8]
  var dim: [UInt8]
  /// Sets a colour of the palette.
  var foreground: @Sendable (UInt8) -> [UInt8]
  var background: @Sendable (UInt8) -> [UInt8]
  var hideCursor: [UInt8]
  var showCursor: [UInt8]
  /// Blanks the rest of the row.
  var eraseToEnd: [UInt8]
  /// Blanks that many cells from the cursor on, which stays where it is.
  var erase: (@Sendable (Int) -> [UInt8])?
  /// Limits scrolling to these rows, first and last.
  var scrollRegion: (@Sendable (Int, Int) -> [UInt8])?
  /// In the last row of the region, moves its rows up by one.
  var scrollUp: [UInt8]
  /// In the first row of the region, moves its rows down by one.
  var scrollDown: [UInt8]

  /// ECMA-48 with the common colours, which nearly every terminal understands.
  static let ansi = TerminalCodes(
    move: { Array("\u{1b}[\($0 + 1);\($1 + 1)H".utf8) },
    moveToColumn: { Array("\u{1b}[\($0 + 1)G".utf8) },
    reset: Array("\u{1b}[0m".utf8),
    bold: Array("\u{1b}[1m".utf8),
    underline: Array("\u{1b}[4m".utf8),
    reverse: Array("\u{1b}[7m".utf8),
    dim: Array("\u{1b}[2m".utf8),
    foreground: { colour($0, dark: 30, bright: 90, more: 38) },
    background: { colour($0, dark: 40, bright: 100, more: 48) },
    hideCursor: Array("\u{1b}[?25l".utf8),
    showCursor: Array("\u{1b}[?25h".utf8),
    eraseToEnd: Array("\u{1b}[K".utf8),
    erase: { Array("\u{1b}[\($0)X".utf8) },
    scrollRegion: { Array("\u{1b}[\($0 + 1);\($1 + 1)r".utf8) },
    scrollUp: [0x0a],
    scrollDown: Array("\u{1b}M".utf8))

  private static func colour(_ number: UInt8, dark: Int, bright: Int, more: Int) -> [UInt8] {
    let parameters =
      switch number {
      case 0..<8: "\(dark + Int(number))"
      case 8..<16: "\(bright + Int(number) - 8)"
      default: "\(more);5;\(number)"
      }
    return Array("\u{1b}[\(parameters)m".utf8)
  }

  /// The bytes that change one style into another.
  func change(from old: TextStyle, to new: TextStyle) -> [UInt8] {
    guard old != new else { return [] }
    let isAddition =
      old.attributes.isSubset(of: new.attributes)
      && (new.foreground == old.foreground || new.foreground != .terminal)
      && (new.background == old.background || new.background != .terminal)
    let base = isAddition ? old : TextStyle()
    let added = new.attributes.subtracting(base.attributes)
    var parts: [[UInt8]] = isAddition ? [] : [reset]
    if added.contains(.bold) { parts.append(bold) }
    if added.contains(.dim) { parts.append(dim) }
    if added.contains(.underline) { parts.append(underline) }
    if added.contains(.reverse) { parts.append(reverse) }
    if base.foreground != new.foreground, let number = new.foreground.number {
      parts.append(foreground(number))
    }
    if base.background != new.background, let number = new.background.number {
      parts.append(background(number))
    }
    return Self.joined(parts.filter { !$0.isEmpty })
  }

  /// Several changes of the style, as one sequence if all are of the common kind (SGR).
  private static func joined(_ parts: [[UInt8]]) -> [UInt8] {
    let parameters = parts.compactMap(graphicParameters)
    guard parameters.count == parts.count else { return Array(parts.joined()) }
    var bytes = sequenceStart
    if parameters != [[UInt8(ascii: "0")]] {
      bytes += parameters.joined(separator: [UInt8(ascii: ";")])
    }
    return bytes + [UInt8(ascii: "m")]
  }

  /// The parameters of `CSI … m`; nil for other sequences. Shifts of the character set around it,
  /// which some entries have in their reset, have no effect here, since no other set is ever used.
  private static func graphicParameters(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    var rest = bytes[...]
    while let shift = shifts.first(where: rest.starts) { rest = rest.dropFirst(shift.count) }
    while let shift = shifts.first(where: { rest.suffix($0.count).elementsEqual($0) }) {
      rest = rest.dropLast(shift.count)
    }
    guard rest.starts(with: sequenceStart), rest.last == UInt8(ascii: "m") else { return nil }
    let parameters = rest.dropFirst(sequenceStart.count).dropLast()
    // Digits, and what separates them.
    guard parameters.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: ";") ~= $0 }) else {
      return nil
    }
    return parameters.isEmpty ? [UInt8(ascii: "0")] : parameters
  }

  private static let sequenceStart = Array("\u{1b}[".utf8)
  private static let shifts = [Array("\u{1b}(B".utf8), [0x0f]]
}

extension Colour {
  /// Its number in the palette; nil for the terminal's own.
  fileprivate var number: UInt8? {
    switch self {
    case .terminal: nil
    case .ansi(let number): number
    case .palette(let number, _): number
    }
  }
}
