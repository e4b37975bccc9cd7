import BackendKit

/// The lines of a plan's diff, as the screen shows them.
struct DiffView {
  private let glyphs: Glyphs
  private let columns: Int

  /// Every file of a plan with a heading, line numbers before the text. What changes is shown
  /// whole, over several lines where it must be: it is about to be written. In a line that replaces
  /// another, the characters that differ are marked.
  static func lines(_ plan: ChangePlan, glyphs: Glyphs, columns: Int) -> [DiffLine] {
    let view = DiffView(glyphs: glyphs, columns: columns)
    return plan.files.enumerated().flatMap { view.fileLines($0.element, number: $0.offset) }
  }

  private func fileLines(_ file: FileChange, number: Int) -> [DiffLine] {
    let note =
      file.before == nil ? "  (new file)" : file.after == nil ? "  (will be deleted)" : ""
    let diff = file.diff.lines
    let gutter = Gutter(file.path, diff)
    var lines = [
      gutter.line([
        Span(" \(String(repeating: glyphs.border.horizontal, count: 2)) ", .dim),
        Span(SafeText.clean(file.fullName), .title), Span(note, .dim),
      ])
    ]
    let changes = ChangedCharacters.ranges(diff)
    for (index, line) in diff.enumerated() {
      switch line.kind {
      case .header: continue
      case .note:
        lines.append(gutter.line([Span("  " + gutter.blank + "  " + line.text, .dim)]))
      case .hunk:
        // The first hunk needs no sign that something was left out before it.
        if index > 2 { lines.append(gutter.line([Span("    " + glyphs.ellipsis, .dim)])) }
      case .context:
        let text = SafeText.cleanLines(line.text).first ?? ""
        lines.append(gutter.line(gutter.lead(" ", line.new, .dim) + [Span(text, .dim)]))
      case .removed, .added:
        lines += pieces(
          of: line, ChangedLine(file: number, line: index), changed: changes[index], gutter)
      }
    }
    return lines
  }

  /// A changed line, broken where it is longer than the screen is wide.
  private func pieces(
    of line: DiffLineSource, _ id: ChangedLine, changed: Range<Int>?, _ gutter: Gutter
  ) -> [DiffLine] {
    let isAdded = line.kind == .added
    let role: ColourRole = isAdded ? .added : .removed
    let whole = SafeText.cleanLines(line.text).first ?? ""
    let room = max(columns - gutter.width - 4, 8)
    var pieces: [[Span]] = []
    var rest = whole[...]
    var offset = 0
    repeat {
      let piece = String(rest).prefix(cells: room)
      pieces.append(ChangedCharacters.spans(piece, from: offset, changed, role))
      offset += max(piece.count, 1)
      rest = rest.dropFirst(max(piece.count, 1))
    } while !rest.isEmpty
    return pieces.enumerated().map { index, spans in
      var shown = gutter.line(
        gutter.lead(
          isAdded ? "+" : "-", index > 0 ? nil : isAdded ? line.new : line.old, role) + spans)
      shown.changed = whole
      shown.piece = DiffLine.Piece(line: id, index: index, count: pieces.count)
      return shown
    }
  }

  private typealias DiffLineSource = UnifiedDiff.Line
}

/// The signs and line numbers on the left of a diff.
private struct Gutter {
  private let file: String
  /// The cells of the widest number.
  let width: Int

  init(_ file: String, _ diff: [UnifiedDiff.Line]) {
    self.file = file
    let widest = diff.map { max($0.old ?? 0, $0.new ?? 0) }.max() ?? 0
    width = max("\(widest)".count, 3)
  }

  var blank: String { String(repeating: " ", count: width) }

  func lead(_ sign: String, _ number: Int?, _ role: ColourRole) -> [Span] {
    let number = (number.map(String.init) ?? "").paddedLeft(toCells: width)
    return [Span(" \(sign)", role), Span("\(number)  ", .dim)]
  }

  func line(_ spans: [Span]) -> DiffLine { DiffLine(spans: spans, file: file) }
}

/// Which characters differ between a removed line and the added one that replaces it.
private enum ChangedCharacters {
  /// The ranges by the lines of a diff; none for lines that replace nothing, or all of a line.
  static func ranges(_ diff: [UnifiedDiff.Line]) -> [Int: Range<Int>] {
    var ranges: [Int: Range<Int>] = [:]
    var index = 0
    while index < diff.count {
      let removed = run(of: .removed, in: diff, from: index)
      let added = run(of: .added, in: diff, from: removed.upperBound)
      for (old, new) in zip(removed, added) {
        let before = Array(SafeText.cleanLines(diff[old].text).first ?? "")
        let after = Array(SafeText.cleanLines(diff[new].text).first ?? "")
        let start = zip(before, after).prefix { $0 == $1 }.count
        let most = min(before.count, after.count) - start
        let end = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
        let tail = min(end, most)
        guard start + tail > 0 else { continue }
        ranges[old] = start..<before.count - tail
        ranges[new] = start..<after.count - tail
      }
      index = max(added.upperBound, index + 1)
    }
    return ranges
  }

  private static func run(
    of kind: UnifiedDiff.Line.Kind, in diff: [UnifiedDiff.Line], from start: Int
  ) -> Range<Int> {
    let end = diff[start...].firstIndex { $0.kind != kind } ?? diff.count
    return start..<end
  }

  /// A piece of a line that begins at an offset, with the changed characters marked.
  static func spans(
    _ text: String, from offset: Int, _ changed: Range<Int>?, _ role: ColourRole
  ) -> [Span] {
    guard let changed else { return [Span(text, role)] }
    let characters = Array(text)
    let lower = min(max(changed.lowerBound - offset, 0), characters.count)
    let upper = min(max(changed.upperBound - offset, lower), characters.count)
    return [
      Span(String(characters[..<lower]), role),
      Span(String(characters[lower..<upper]), role, .reverse),
      Span(String(characters[upper...]), role),
    ].filter { !$0.text.isEmpty }
  }
}
