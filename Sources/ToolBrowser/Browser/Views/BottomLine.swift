import BackendKit

/// The last line: the five keys that matter here, or what the last key came to. An error takes
/// the line above it as well, for its mend.
struct BottomLine {
  private let state: State

  init(_ state: State) { self.state = state }

  func draw(_ painter: inout Painter) {
    let columns = painter.frame.size.columns
    let row = painter.frame.size.rows - 1
    if let notice = state.notice {
      drawNotice(notice, &painter)
      return
    }
    let waiting = staged
    let room = columns - 2 - (waiting.isEmpty ? 0 : waiting.cellWidth + 2)
    painter.frame.draw(
      waiting, row: row, column: columns - 1 - waiting.cellWidth, role: .staged)
    if let status = state.status {
      painter.line([Span(status)], row: row, column: 1, columns: room)
      return
    }
    var spans: [Span] = []
    var keys =
      state.isTypingFilter
      ? typingKeys : state.bindings.chief(state.context, isEmpty: state.isEmptyHere)
    if let help = state.bindings.key(for: .help, in: state.context), !state.isTypingFilter {
      keys = Array(keys.prefix(5))
      let tail = [Span(help.shown(ascii: painter.marks.isASCII), .key), Span(" help")]
      for (key, label) in keys {
        let more = pair(key, label, painter.marks)
        guard spans.cellWidth + more.cellWidth + tail.cellWidth <= room else { break }
        spans += more
      }
      spans += tail
    } else {
      for (key, label) in keys { spans += pair(key, label, painter.marks) }
    }
    painter.line(spans, row: row, column: 1, columns: room)
  }

  private func pair(_ key: Key, _ label: String, _ marks: Glyphs) -> [Span] {
    [Span(key.shown(ascii: marks.isASCII), .key), Span(" \(label)  ")]
  }

  private var typingKeys: [(key: Key, label: String)] {
    state.browse.hits.isEmpty
      ? (state.registryWithHits == nil ? [] : [(.enter, "go there")]) + [(.escape, "clear")]
      : [(.enter, "keep"), (.escape, "clear"), (.tab, "versions"), (.down, "move")]
  }

  private var staged: String {
    let count = state.staged.changes.count
    guard count > 0 else { return "" }
    let key = state.bindings.key(for: .write, in: state.context)
    return "\(count) staged" + (key.map { ": " + $0.shown(ascii: state.options.ascii) } ?? "")
  }

  private func drawNotice(_ notice: ErrorMessage, _ painter: inout Painter) {
    let columns = painter.frame.size.columns
    var lines = Wrap.lines(notice.message, columns: columns - 4).prefix(3).map {
      ($0, ColourRole.bad)
    }
    lines += Wrap.lines(notice.hint ?? "", columns: columns - 4).prefix(2).map { ($0, .plain) }
    let top = painter.frame.size.rows - lines.count
    painter.frame.fill(Rect(row: top, column: 0, columns: columns, rows: lines.count))
    painter.frame.draw(painter.marks.yanked, row: top, column: 1, role: .bad)
    for (offset, line) in lines.enumerated() {
      painter.frame.draw(line.0, row: top + offset, column: 3, role: line.1)
    }
  }
}

extension State {
  /// Whether there is nothing that keys could be about.
  var isEmptyHere: Bool {
    switch place {
    case .browse: selectedTool == nil
    case .project: project.rows.isEmpty
    case .staged: staged.changes.isEmpty
    case .log: log.entries.isEmpty
    }
  }

  /// Whether keys go to the filter.
  var isTypingFilter: Bool {
    place == .browse && overlay == nil && browse.filter?.isTyping == true
  }
}
