import BackendKit

/// A table for people: aligned by terminal cells, without empty columns, and truncated to the width
/// of the terminal, if it is written to one.
struct TextTable: Sendable {
  /// A column and how it is truncated.
  struct Column: Sendable {
    var title: String
    var alignment = Alignment.left
    var cut = Cut.never
    /// The minimum number of cells that is still readable.
    var minimum = 8
    /// Whether it is left out where the others do not fit with it; the last such column goes first.
    var isExtra = false
    /// Whether it is left out where several rows all say the same.
    var hasToDiffer = false

    init(
      _ title: String, _ alignment: Alignment = .left, cut: Cut = .never, minimum: Int = 8,
      isExtra: Bool = false, hasToDiffer: Bool = false
    ) {
      self.title = title
      self.alignment = alignment
      self.cut = cut
      self.minimum = minimum
      self.isExtra = isExtra
      self.hasToDiffer = hasToDiffer
    }
  }

  private let columns: [Column]
  private var rows: [[Span]] = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row of one cell per column; its text is cleaned. Missing cells at the end are empty.
  mutating func add(_ cells: [Span]) {
    let missing = repeatElement(Span(""), count: max(columns.count - cells.count, 0))
    rows.append(
      (cells + missing).prefix(columns.count).map { cell in
        Span(SafeText.clean(cell.text), cell.role, cell.attributes)
      })
  }

  /// Adds a row of plain text.
  mutating func add(_ cells: [String]) { add(cells.map { Span($0) }) }

  /// The table with its heading, one line per row; empty without rows.
  func text(style: OutputStyle) -> String {
    guard !rows.isEmpty else { return "" }
    var shown = columns.indices.filter { column in
      let isSame = rows.count > 1 && rows.allSatisfy { $0[column].text == rows[0][column].text }
      return rows.contains { !$0[column].text.isEmpty } && !(columns[column].hasToDiffer && isSame)
    }
    var widths = self.widths(of: shown, within: style.columns)
    while let limit = style.columns, Self.cells(widths) > limit,
      let extra = shown.lastIndex(where: { columns[$0].isExtra })
    {
      shown.remove(at: extra)
      widths = self.widths(of: shown, within: limit)
    }
    let heading = columns.map { Span($0.title, .title) }
    return ([heading] + rows).map { row in
      var line = ""
      var gap = ""
      for (column, width) in zip(shown, widths) {
        let text = columns[column].cut.apply(to: row[column].text, cells: width)
        guard !text.isEmpty else {
          gap += String(repeating: " ", count: width + Self.gap)
          continue
        }
        let space = String(repeating: " ", count: width - text.cellWidth)
        let isRight = columns[column].alignment == .right
        line += gap + (isRight ? space : "")
        line += style.painted(text, row[column].role, row[column].attributes)
        // Spaces only before further text: no line ends with blanks.
        gap = (isRight ? "" : space) + String(repeating: " ", count: Self.gap)
      }
      return line + "\n"
    }.joined()
  }

  private static let gap = 2

  private static func cells(_ widths: [Int]) -> Int {
    widths.reduce(0, +) + gap * max(widths.count - 1, 0)
  }

  private func widths(of shown: [Int], within limit: Int?) -> [Int] {
    var widths = shown.map { column in
      rows.reduce(columns[column].title.cellWidth) { max($0, $1[column].text.cellWidth) }
    }
    guard let limit else { return widths }
    // The widest of those that may be cut gives way first, cell by cell.
    while Self.cells(widths) > limit {
      let candidates = shown.indices.filter { index in
        let column = columns[shown[index]]
        return column.cut != .never
          && widths[index] > max(column.minimum, column.title.cellWidth)
      }
      guard let widest = candidates.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }
}

/// The style of human output.
struct OutputStyle: Sendable {
  /// The colours; nil for plain text.
  var painter: FramePainter?
  /// The width of a line; nil if it is unlimited.
  var columns: Int?

  /// Plain text of any width.
  static let bare = OutputStyle(painter: nil, columns: nil)

  /// The style of a stream: with colours only if requested, or if a terminal shows them.
  static func of(_ stream: StandardStream, choice: ColourChoice, environment: Environment)
    -> OutputStyle
  {
    let term = environment["TERM"]
    let isWanted =
      switch choice {
      case .always: true
      case .never: false
      case .auto:
        stream.isTerminal && environment["NO_COLOR"] == nil && term != nil && term != "dumb"
      }
    return OutputStyle(
      painter: isWanted ? FramePainter(codes: .ansi, theme: .terminal, depth: .sixteen) : nil,
      columns: stream.size?.columns)
  }

  /// The text with the style of a role.
  func painted(_ text: String, _ role: ColourRole, _ attributes: Attributes = []) -> String {
    guard let painter else { return text }
    let style = painter.theme.style(role, attributes, depth: painter.depth)
    guard style != painter.theme.style(.plain, depth: painter.depth) else { return text }
    let start = painter.codes.change(from: TextStyle(), to: style)
    return String(decoding: start + Array(text.utf8) + painter.codes.reset, as: UTF8.self)
  }
}
