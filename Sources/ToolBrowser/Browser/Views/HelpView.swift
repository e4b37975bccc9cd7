import BackendKit

/// The keys of a place, from the table that they are handled by.
struct HelpView {
  private let state: State
  private let context: Context
  private let rect: Rect
  private let lines: [(keys: String, summary: String)]

  init(_ state: State, context: Context) {
    self.state = state
    self.context = context
    let ascii = state.options.ascii
    // An action without a key is no use here.
    lines = state.bindings.bindings(in: context).filter { !$0.keys.isEmpty }.map { binding in
      (binding.keys.map { $0.shown(ascii: ascii) }.joined(separator: " "), binding.entry.summary)
    }
    rect = PromptBox.rect(size: state.size, columns: 76, rows: lines.count + 2)
  }

  /// How much of the keys is in sight.
  var scroll: Scroll { Scroll(page: rect.inner.rows, of: lines.count) }

  func draw(_ painter: inout Painter, top: Int) {
    let below = state.layout.dialog.last - top
    PromptBox.draw(
      &painter, rect, title: "Keys: \(name)", note: below > 0 ? "\(below) more" : "")
    let inner = rect.inner
    let width = lines.map { $0.keys.cellWidth }.max() ?? 0
    for (offset, line) in lines.dropFirst(top).prefix(inner.rows).enumerated() {
      painter.line(
        [Span(line.keys.padded(toCells: width), .key), Span("  \(line.summary)")],
        row: inner.row + offset, column: inner.column + 2, columns: inner.columns - 3)
    }
  }

  private var name: String {
    switch context {
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
