import BackendKit

/// The keys of a context, from the table that also defines their actions.
struct HelpView {
  private let state: State
  private let help: Help
  private let rect: Rect
  /// The lines: titles of groups, and keys below them; in two columns if there is room.
  private let lines: [[Line]]

  private enum Line {
    case title(String)
    case key(String, String)
    case blank

    var text: String {
      switch self {
      case .title(let title): title
      case .key(let keys, let summary): "\(keys) \(summary)"
      case .blank: ""
      }
    }
  }

  /// The number of columns from which the keys are shown in two columns.
  private static let wide = 140

  init(_ state: State, _ help: Help) {
    self.state = state
    self.help = help
    let isWide = state.size.columns >= HelpView.wide
    let box = min(isWide ? 136 : 76, state.size.columns - 2) - 2
    let all = HelpView.lines(state, help.topic, columns: (isWide ? box / 2 : box) - 3)
    let half = isWide ? HelpView.middle(of: all) : all.count
    let right = all.dropFirst(half).drop { if case .blank = $0 { true } else { false } }
    lines = isWide ? [Array(all[..<half]), Array(right)] : [all]
    let rows = lines.map(\.count).max() ?? 0
    rect = PromptBox.rect(size: state.size, columns: isWide ? 136 : 76, rows: rows + 2)
  }

  /// A summary that does not fit next to its keys continues on the next line.
  private static func lines(_ state: State, _ context: Context, columns: Int) -> [Line] {
    var lines: [Line] = []
    let bindings = state.bindings.bindings(in: context)
    func names(_ binding: KeyBindings.Binding) -> String {
      binding.keys.map { $0.shown(ascii: state.options.ascii) }.joined(separator: " ")
    }
    let width = bindings.map { names($0).cellWidth }.max() ?? 0
    for group in KeyTable.groups {
      let actions = group.entries.filter { $0.contexts.contains(context) }.map(\.action)
      // Actions without a key are left out.
      let keys = bindings.filter { actions.contains($0.entry.action) && !$0.keys.isEmpty }
      guard !keys.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      lines.append(.title(group.title))
      for binding in keys {
        let summary = Wrap.lines(binding.entry.summary, columns: max(columns - width - 2, 12))
        for (index, line) in summary.enumerated() {
          lines.append(.key(index == 0 ? names(binding) : "", line))
        }
      }
    }
    return lines
  }

  /// Where the right column begins: after a group, as close to the middle as possible.
  private static func middle(of lines: [Line]) -> Int {
    let ends = lines.indices.filter { if case .blank = lines[$0] { true } else { false } }
    return ends.min { abs($0 * 2 - lines.count) < abs($1 * 2 - lines.count) } ?? lines.count
  }

  /// How many of the keys are visible.
  var scroll: Scroll { Scroll(page: rect.inner.rows, of: lines.map(\.count).max() ?? 0) }

  /// The lines as they are searched.
  var texts: [String] {
    (0..<(lines.map(\.count).max() ?? 0)).map { row in
      lines.map { half in half.indices.contains(row) ? half[row].text : "" }.joined(separator: " ")
    }
  }

  /// What is searched for and how often it is there, else how much is below.
  private var note: String {
    guard let search = help.search else {
      let below = state.layout.dialog.last - help.top
      return below > 0 ? "\(below) more" : ""
    }
    let count = help.search.summary(in: state.layout.dialogText)
    return "/ \(search.field.text)" + (count.isEmpty ? "" : "  \(count)")
  }

  func draw(_ painter: inout Painter) {
    PromptBox.draw(&painter, rect, title: "Keys: \(name)", note: note)
    let inner = rect.inner
    let columns = inner.columns / lines.count
    let width = lines.joined().reduce(0) { widest, line in
      if case .key(let keys, _) = line { max(widest, keys.cellWidth) } else { widest }
    }
    for (side, half) in lines.enumerated() {
      for (offset, line) in half.dropFirst(help.top).prefix(inner.rows).enumerated() {
        let spans: [Span] =
          switch line {
          case .title(let title): [Span(title, .title)]
          case .key(let keys, let summary):
            [Span(keys.padded(toCells: width), .key), Span("  \(summary)")]
          case .blank: []
          }
        painter.line(
          spans, row: inner.row + offset, column: inner.column + 2 + side * columns,
          columns: columns - 3)
        painter.highlight(help.search, row: inner.row + offset, in: inner)
      }
    }
  }

  private var name: String {
    switch help.topic {
    case .tools: "Browse, tools"
    case .versions: "Browse, versions"
    case .details: "Browse, details"
    case .project: "Project"
    case .upgrades: "Project, upgrade"
    case .staged: "Staged"
    case .log: "Log"
    case .filter: "filter"
    case .menu: "choice"
    case .quitPrompt: "quitting"
    case .pinPrompt, .pinField: "pinning"
    case .filePrompt: "file name"
    case .undoPrompt: "undo"
    case .help: "help"
    case .palette: "commands"
    }
  }
}
