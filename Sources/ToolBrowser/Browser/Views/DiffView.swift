import BackendKit

/// The lines of a plan's diff, as the screen shows them.
struct DiffView {
  /// Every file of a plan with a heading, line numbers beside the text. What changes is shown
  /// whole, over several lines where it must be: it is about to be written.
  static func lines(_ plan: ChangePlan, marks: Glyphs, columns: Int) -> [DiffLine] {
    plan.files.enumerated().flatMap { number, file -> [DiffLine] in
      let rule = String(repeating: marks.horizontal, count: 2)
      let note =
        file.before == nil ? "  (new file)" : file.after == nil ? "  (will be deleted)" : ""
      let heading = DiffLine(
        spans: [
          Span(" \(rule) ", .dim), Span(SafeText.clean(file.displayPath), .title),
          Span(note, .dim),
        ], file: file.path, changed: nil)
      let widest = file.diff.lines.map { max($0.old ?? 0, $0.new ?? 0) }.max() ?? 0
      let width = max("\(widest)".count, 3)
      var lines = [heading]
      for (index, line) in file.diff.lines.enumerated() {
        switch line.kind {
        case .header: continue
        case .note:
          lines.append(
            DiffLine(
              spans: [
                Span("  " + line.text.paddedLeft(toCells: width + line.text.count + 2), .dim)
              ],
              file: file.path, changed: nil))
        case .hunk:
          // The first hunk needs no sign that something was left out before it.
          if index > 2 {
            lines.append(
              DiffLine(spans: [Span("    " + marks.ellipsis, .dim)], file: file.path, changed: nil))
          }
        case .context: lines.append(row(" ", line.new, line.text, .dim, width, file.path))
        case .removed:
          lines += rows(
            "-", line.old, line.text, .bad, width, file.path, columns,
            ChangedLine(file: number, line: index))
        case .added:
          lines += rows(
            "+", line.new, line.text, .staged, width, file.path, columns,
            ChangedLine(file: number, line: index))
        }
      }
      return lines
    }
  }

  /// A changed line, broken where it is longer than the screen is wide.
  private static func rows(
    _ sign: String, _ number: Int?, _ text: String, _ role: ColourRole, _ width: Int,
    _ file: String, _ columns: Int, _ changed: ChangedLine
  ) -> [DiffLine] {
    var rest = SafeText.cleanLines(text).first ?? ""
    let whole = rest
    let room = max(columns - width - 4, 8)
    var lines: [DiffLine] = []
    repeat {
      let piece = rest.prefix(cells: room)
      var line = row(sign, lines.isEmpty ? number : nil, piece, role, width, file)
      line.changed = whole
      lines.append(line)
      rest = String(rest.dropFirst(max(piece.count, 1)))
    } while !rest.isEmpty
    for index in lines.indices {
      lines[index].piece = DiffLine.Piece(line: changed, index: index, count: lines.count)
    }
    return lines
  }

  private static func row(
    _ sign: String, _ number: Int?, _ text: String, _ role: ColourRole, _ width: Int,
    _ file: String
  ) -> DiffLine {
    let text = SafeText.cleanLines(text).first ?? ""
    let number = (number.map(String.init) ?? "").paddedLeft(toCells: width)
    return DiffLine(
      spans: [Span(" \(sign)", role), Span("\(number)  ", .dim), Span(text, role)], file: file,
      changed: nil)
  }
}
