/// Converts frames to bytes for a terminal: a pure function of the current frame, the next one, and
/// the capabilities of the terminal. It minimizes the number of bytes, since terminals may be slow.
struct FramePainter: Sendable {
  var codes: TerminalCodes
  var theme: Theme
  var depth: ColourDepth
  /// Whether the terminal uses UTF-8; otherwise non-ASCII characters become `?`.
  var isUTF8 = true

  /// Whether an ordinary blank looks like a cleared cell of the terminal.
  var hasBareBlanks: Bool { theme.style(.plain, depth: depth) == TextStyle() }

  /// The bytes that change a screen from `old` to `new`; nil means that its content is unknown.
  /// Attributes are off before and after.
  func paint(_ new: Frame, over old: Frame?) -> [UInt8] {
    if let theme = new.theme, theme != self.theme {
      return painter(in: theme).paint(new, over: old)
    }
    let old = old?.size == new.size && old?.theme == new.theme ? old : nil
    var bytes = changes(new, over: old)
    if let old, bytes.count > Self.scrollThreshold, hasBareBlanks, let region = codes.scrollRegion,
      let scroll = FrameScroll(from: old, to: new)
    {
      let scrolled =
        self.bytes(of: scroll, region, rows: new.size.rows)
        + changes(new, over: old.scrolled(scroll))
      if scrolled.count < bytes.count { bytes = scrolled }
    }
    if bytes.isEmpty, let old, old.cursor == new.cursor { return [] }
    let hide = old == nil || old?.cursor != nil ? codes.hideCursor : []
    let show = new.cursor.map { codes.move($0.row, $0.column) + codes.showCursor } ?? []
    return hide + bytes + show
  }

  /// With fewer bytes than this, scrolling is not worthwhile.
  private static let scrollThreshold = 200

  private func bytes(
    of scroll: FrameScroll, _ region: (Int, Int) -> [UInt8], rows: Int
  ) -> [UInt8] {
    let first = scroll.rows.lowerBound
    let last = scroll.rows.upperBound - 1
    let start = scroll.shift > 0 ? last : first
    let step = scroll.shift > 0 ? codes.scrollUp : codes.scrollDown
    return region(first, last) + codes.move(start, 0)
      + repeatElement(step, count: abs(scroll.shift)).joined() + region(0, rows - 1)
  }

  /// Writes the cells that differ.
  private func changes(_ new: Frame, over old: Frame?) -> [UInt8] {
    var pen = FramePen(frame: new, painter: self)
    for row in 0..<new.size.rows {
      // Most rows are unchanged.
      if let old, old.row(row) == new.row(row) { continue }
      var column = 0
      while column < new.size.columns {
        let width = new.isWide(row, column) ? 2 : 1
        if let old,
          (0..<width).allSatisfy({ isSameOnScreen(old[row, column + $0], new[row, column + $0]) })
        {
          column += width
        } else if let count = blanks(in: new, over: old, row, from: column) {
          pen.erase(count, row, column)
          column += count
        } else {
          pen.write(row, column, width: width)
          column += width
        }
      }
    }
    pen.setStyle(TextStyle())
    return pen.bytes
  }

  /// Fewer blanks than these are written as spaces.
  private static let eraseThreshold = 8

  /// How many blanks from here on can be erased at once, up to the last that differs; nil if
  /// writing them is as good.
  private func blanks(in new: Frame, over old: Frame?, _ row: Int, from column: Int) -> Int? {
    guard codes.erase != nil, hasBareBlanks else { return nil }
    var end = column
    var lastChange = column
    while end < new.size.columns, isSameOnScreen(new[row, end], .blank) {
      if old.map({ !isSameOnScreen($0[row, end], .blank) }) ?? true { lastChange = end }
      end += 1
    }
    let count = lastChange + 1 - column
    return count >= Self.eraseThreshold ? count : nil
  }

  private func painter(in theme: Theme) -> FramePainter {
    var painter = self
    painter.theme = theme
    return painter
  }

  /// A frame as lines of text with colours, without cursor movement: for dumps.
  func lines(_ frame: Frame) -> String {
    if let theme = frame.theme, theme != self.theme { return painter(in: theme).lines(frame) }
    var bytes: [UInt8] = []
    for row in 0..<frame.size.rows {
      let cells = frame.row(row)
      let end =
        cells.lastIndex {
          $0.text != " " || theme.style($0.role, $0.attributes, depth: depth) != TextStyle()
        }.map { $0 + 1 } ?? cells.startIndex
      var style = TextStyle()
      for cell in cells[..<end] where !cell.isContinuation {
        let wanted = theme.style(cell.role, cell.attributes, depth: depth)
        bytes += codes.change(from: style, to: wanted)
        style = wanted
        bytes += cell.text.utf8
      }
      bytes += codes.change(from: style, to: TextStyle())
      bytes.append(UInt8(ascii: "\n"))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// Writes cells of a frame, and keeps track of the terminal's cursor and attributes.
private struct FramePen {
  private(set) var bytes: [UInt8] = []
  private let frame: Frame
  private let painter: FramePainter
  private var style = TextStyle()
  /// The row of the cursor, and its column if that is certain.
  private var row: Int?
  private var column: Int?

  init(frame: Frame, painter: FramePainter) {
    self.frame = frame
    self.painter = painter
  }

  mutating func setStyle(_ wanted: TextStyle) {
    bytes += painter.codes.change(from: style, to: wanted)
    style = wanted
  }

  mutating func write(_ row: Int, _ column: Int, width: Int) {
    move(row, column)
    let cell = frame[row, column]
    let wanted = painter.style(of: cell)
    if cell.text != " " || style.ofBlanks != wanted { setStyle(wanted) }
    if painter.isUTF8 || cell.text.utf8.allSatisfy({ $0 < 0x80 }) {
      bytes += cell.text.utf8
    } else {
      bytes += repeatElement(UInt8(ascii: "?"), count: width)
    }
    // Terminals differ in the width of other characters, by at most one cell: the cursor's row is
    // only uncertain at the end of a row.
    let isCertain = width == 1 && cell.hasCertainWidth
    self.column = isCertain ? column + width : nil
    if !isCertain, column + 3 > frame.size.columns { self.row = nil }
  }

  mutating func erase(_ count: Int, _ row: Int, _ column: Int) {
    move(row, column)
    if style.ofBlanks != TextStyle() { setStyle(TextStyle()) }
    if column + count == frame.size.columns, !painter.codes.eraseToEnd.isEmpty {
      bytes += painter.codes.eraseToEnd
    } else if let erase = painter.codes.erase {
      bytes += erase(count)
    }
  }

  /// The approximate cost of a move in bytes.
  private static let moveThreshold = 4

  private mutating func move(_ row: Int, _ column: Int) {
    defer {
      self.row = row
      self.column = column
    }
    guard row == self.row else {
      bytes += painter.codes.move(row, column)
      return
    }
    if column == self.column { return }
    if let start = self.column, (1...Self.moveThreshold).contains(column - start),
      let text = painter.plainText(frame, row, start..<column, in: style)
    {
      bytes += text
    } else {
      bytes += painter.codes.moveToColumn?(column) ?? painter.codes.move(row, column)
    }
  }
}

extension FramePainter {
  fileprivate func style(of cell: Cell) -> TextStyle {
    let style = theme.style(cell.role, cell.attributes, depth: depth)
    return cell.text == " " ? style.ofBlanks : style
  }

  /// Whether two cells look the same.
  private func isSameOnScreen(_ first: Cell, _ second: Cell) -> Bool {
    first.text == second.text
      && (first == second || first.text == " " && style(of: first) == style(of: second))
  }

  /// The bytes of cells that have this style and only ASCII; nil if one does not.
  fileprivate func plainText(
    _ frame: Frame, _ row: Int, _ columns: Range<Int>, in style: TextStyle
  ) -> [UInt8]? {
    var bytes: [UInt8] = []
    for column in columns {
      let cell = frame[row, column]
      let wanted = cell.text == " " ? style.ofBlanks : style
      guard cell.text.utf8.count == 1, self.style(of: cell) == wanted else { return nil }
      bytes += cell.text.utf8
    }
    return bytes
  }
}

extension TextStyle {
  /// The visible part of the style on a blank.
  fileprivate var ofBlanks: TextStyle {
    attributes.isDisjoint(with: [.reverse, .underline])
      ? TextStyle(.terminal, on: background) : self
  }
}
