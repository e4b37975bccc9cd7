import BackendKit

/// The byte sequences that a terminal understands.
struct TerminalCodes: Sendable {
  /// Moves the cursor to a row and a column, both from 0.
  var move: @Sendable (Int, Int) -> [UInt8]
  /// Takes every attribute and colour off.
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

  /// ECMA-48 with the common colours: what nearly every terminal speaks. For dumps.
  static let ansi = TerminalCodes(
    move: { Array("\u{1b}[\($0 + 1);\($1 + 1)H".utf8) },
    reset: Array("\u{1b}[0m".utf8),
    bold: Array("\u{1b}[1m".utf8),
    underline: Array("\u{1b}[4m".utf8),
    reverse: Array("\u{1b}[7m".utf8),
    dim: Array("\u{1b}[2m".utf8),
    foreground: { colour($0, dark: 30, bright: 90, more: 38) },
    background: { colour($0, dark: 40, bright: 100, more: 48) },
    hideCursor: Array("\u{1b}[?25l".utf8),
    showCursor: Array("\u{1b}[?25h".utf8))

  private static func colour(_ number: UInt8, dark: Int, bright: Int, more: Int) -> [UInt8] {
    let parameters =
      switch number {
      case 0..<8: "\(dark + Int(number))"
      case 8..<16: "\(bright + Int(number) - 8)"
      default: "\(more);5;\(number)"
      }
    return Array("\u{1b}[\(parameters)m".utf8)
  }
}

/// Turns frames into bytes for a terminal: a pure function of the frame that is shown, the frame
/// to show, and what the terminal can do.
struct FramePainter: Sendable {
  var codes: TerminalCodes
  var theme: Theme
  var depth: ColourDepth
  /// Whether the terminal reads UTF-8; without it, other characters than ASCII become `?`.
  var isUTF8 = true

  /// Whether a blank of an ordinary kind is what a cleared terminal shows anyway.
  var hasBareBlanks: Bool { theme.look(.plain, depth: depth) == Look() }

  /// The bytes that make a screen that shows `old` show `new`; nil stands for a screen of which
  /// nothing is known. Only cells that differ are written, and each run of them is placed by a
  /// move of its own: where terminal and program disagree about a character's width, the damage
  /// ends with the run.
  func paint(_ new: Frame, over old: Frame?) -> [UInt8] {
    if let theme = new.theme, theme != self.theme {
      return painter(in: theme).paint(new, over: old)
    }
    let old = old?.size == new.size && old?.theme == new.theme ? old : nil
    var bytes: [UInt8] = codes.hideCursor
    var look: Look?
    for row in 0..<new.size.rows {
      var column = 0
      var penColumn: Int?
      while column < new.size.columns {
        let width = column + 1 < new.size.columns && new[row, column + 1].isContinuation ? 2 : 1
        defer { column += width }
        if let old, old[row, column] == new[row, column],
          width == 1 || old[row, column + 1] == new[row, column + 1]
        {
          continue
        }
        if penColumn != column { bytes += codes.move(row, column) }
        let cell = new[row, column]
        let wanted = theme.look(cell.role, cell.attributes, depth: depth)
        if look != wanted {
          bytes += self.bytes(of: wanted)
          look = wanted
        }
        bytes += characters(of: cell, width: width)
        // Only of plain characters is it certain where they leave the terminal's cursor.
        penColumn = cell.text.utf8.count == 1 ? column + width : nil
      }
    }
    if look != nil { bytes += codes.reset }
    if let cursor = new.cursor {
      bytes += codes.move(cursor.row, cursor.column) + codes.showCursor
    }
    return bytes
  }

  private func painter(in theme: Theme) -> FramePainter {
    var painter = self
    painter.theme = theme
    return painter
  }

  /// A frame as lines of text with colours, without moves: for dumps.
  func lines(_ frame: Frame) -> String {
    if let theme = frame.theme, theme != self.theme { return painter(in: theme).lines(frame) }
    var bytes: [UInt8] = []
    let bare = theme.look(.plain, depth: depth)
    for row in 0..<frame.size.rows {
      let cells = frame.row(row)
      let end =
        cells.lastIndex {
          $0.text != " " || theme.look($0.role, $0.attributes, depth: depth) != bare
        }.map { $0 + 1 } ?? cells.startIndex
      var look = bare
      for cell in cells[..<end] where !cell.isContinuation {
        let wanted = theme.look(cell.role, cell.attributes, depth: depth)
        if look != wanted {
          bytes += self.bytes(of: wanted)
          look = wanted
        }
        bytes += cell.text.utf8
      }
      if look != bare { bytes += codes.reset }
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The sequence that puts exactly this look on, whatever was on before.
  func bytes(of look: Look) -> [UInt8] {
    var bytes = codes.reset
    if look.attributes.contains(.bold) { bytes += codes.bold }
    if look.attributes.contains(.dim) { bytes += codes.dim }
    if look.attributes.contains(.underline) { bytes += codes.underline }
    if look.attributes.contains(.reverse) { bytes += codes.reverse }
    if let number = look.foreground.number { bytes += codes.foreground(number) }
    if let number = look.background.number { bytes += codes.background(number) }
    return bytes
  }

  private func characters(of cell: Cell, width: Int) -> [UInt8] {
    if isUTF8 || cell.text.utf8.allSatisfy({ $0 < 0x80 }) { return Array(cell.text.utf8) }
    return Array(repeating: UInt8(ascii: "?"), count: width)
  }
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
