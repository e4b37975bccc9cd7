import BackendKit

/// Staged: what would be written, as a diff of all files.
struct StagedScreen {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter, _ body: Rect) {
    let staged = state.session.staged
    let rect = Rect(row: body.row, column: 1, columns: body.columns - 2, rows: body.rows)
    guard !staged.isEmpty else {
      drawNothing(&painter, rect)
      return
    }
    let layout = state.layout
    let below = layout.diffLines.count - layout.diffInSight.upperBound
    let more = below > 0 ? "\(below) more below" : ""
    painter.frame.draw(
      more, row: body.row, column: body.columns - more.cellWidth - 1, role: .attention)
    painter.line(
      summary, row: body.row, column: 1, columns: rect.columns - more.cellWidth - 1)
    let inner = rect.from(body.row + 1)
    if let problem = staged.problem {
      let row = painter.prose(problem.message, in: inner.from(inner.row + 1), role: .bad)
      painter.prose(problem.hint ?? "", in: inner.from(row))
      return
    }
    let selected = selectedLines(layout.diffLines)
    for (offset, index) in layout.diffInSight.enumerated() {
      let row = inner.row + offset
      let line = layout.diffLines[index]
      painter.line(line.spans, row: row, column: 0, columns: body.columns)
      if selected.contains(index) {
        painter.frame.draw(painter.glyphs.cursor, row: row, column: 0, role: .title)
        painter.frame.restyle(
          Rect(row: row, column: 1, columns: body.columns - 1, rows: 1),
          role: line.spans.last?.role ?? .plain, adding: .bold)
      }
      painter.highlight(state.staged.filter, row: row, in: body)
    }
  }

  /// The first line to show so that the change under the cursor is visible.
  func topShowingSelection(of lines: [DiffLine], from top: Int, height: Int) -> Int {
    let selected = selectedLines(lines)
    guard let first = selected.min(), let last = selected.max() else { return top }
    // The heading and one more line should be visible with it.
    var top = min(top, max(first - 2, 0))
    if last >= top + height { top = last - height + 1 }
    return top
  }

  /// The lines of the change under the cursor.
  private func selectedLines(_ lines: [DiffLine]) -> Set<Int> {
    guard let change = state.selectedChange?.change else { return [] }
    let key = SafeText.clean(change.key)
    let selected = lines.indices.filter { index in
      lines[index].file == change.file && lines[index].changed?.contains(key) == true
    }
    return Set(selected)
  }

  private var summary: [Span] {
    let changes = state.session.staged.changes.count
    let files = Set(state.session.staged.changes.map(\.change.file)).count
    let what =
      "\(changes) change\(changes == 1 ? "" : "s") in \(files) file\(files == 1 ? "" : "s")"
    return [Span(what, .title), Span(", all or none", .dim)]
  }

  private func drawNothing(_ painter: inout Painter, _ rect: Rect) {
    let ways = [
      state.phrase(KeyHint(.pin, in: .tools, "in Browse pins a tool")),
      state.phrase(KeyHint(.upgradeAll, in: .project, "in Project upgrades all pins")),
    ].compactMap { $0 }
    let row = painter.prose(
      (["Nothing is staged."] + (ways.isEmpty ? [] : [ways.joined(separator: ", ") + "."])
        + ["Nothing is written before you have seen it here."]).joined(separator: " "),
      in: rect.from(rect.row + 1))
    if let undo = state.phrase(KeyHint(.undo, in: .staged, "undoes the last change")) {
      painter.prose(undo + ".", in: rect.from(row + 1), role: .dim)
    }
  }
}

/// Asks whether to undo a change, and shows what that changes.
struct UndoView {
  private let state: State
  private let lines: [DiffLine]
  private let rect: Rect
  private let title: String

  init(_ state: State, plan: UndoPlan) {
    self.state = state
    title = "Undo the last change, number \(plan.change.number)?"
    self.lines = DiffView.lines(
      plan.plan, glyphs: state.glyphs, columns: min(100, state.size.columns - 2) - 2)
    rect = PromptBox.rect(
      size: state.size, columns: 100, rows: lines.count + 2)
  }

  /// How much of the diff is visible.
  var scroll: Scroll { Scroll(page: rect.inner.rows, of: lines.count) }

  func draw(_ painter: inout Painter, top: Int) {
    let below = state.layout.dialog.last - top
    PromptBox.draw(
      &painter, rect, title: title,
      note: below > 0 ? "\(below) more" : "")
    let inner = rect.inner
    for (offset, line) in lines.dropFirst(top).prefix(inner.rows).enumerated() {
      painter.line(
        line.spans, row: inner.row + offset, column: inner.column, columns: inner.columns)
    }
  }
}
