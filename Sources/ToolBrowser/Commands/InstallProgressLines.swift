import BackendKit

/// One line on the terminal for each running item of an install, redrawn as it progresses.
final class InstallProgressLines {
  private let output: Output
  private let columns: Int
  private let separator: String
  private var lines: [String] = []
  /// How many lines are on the terminal.
  private var drawn = 0

  /// Lines on a terminal of so many columns.
  init(on output: Output, columns: Int, ascii: Bool = false) {
    self.output = output
    self.columns = columns
    separator = ascii ? ", " : " · "
  }

  /// The lines of a command; nil if standard error is not a terminal that can redraw them.
  static func on(_ context: CommandContext) -> InstallProgressLines? {
    let terminal = TerminalEnvironment(environment: context.environment)
    guard let size = context.output.standardErrorSize,
      !TerminalDescription.isPlain(term: terminal.term)
    else { return nil }
    return InstallProgressLines(
      on: context.output, columns: size.columns, ascii: !terminal.isUTF8)
  }

  /// Shows the progress of an install.
  func show(_ running: InstallQueue.Running) {
    lines = running.items.indices.compactMap { index in
      let parts = running.status[index]?.parts ?? []
      guard running.progress[index] == .running else { return nil }
      let name = running.items[index].tool.repository
      let text = SafeText.clean((["installing \(name)"] + parts).joined(separator: separator))
      return text.cellWidth < columns ? text : text.prefix(cells: max(columns - 1, 1))
    }
    draw(after: "")
  }

  /// Writes a line above the others.
  func write(_ line: String) { draw(after: line + "\n") }

  /// Removes the lines; the results replace them.
  func end() {
    lines = []
    draw(after: "")
  }

  private func draw(after text: String) {
    let back = drawn == 0 ? "" : "\u{1b}[\(drawn)A\r\u{1b}[J"
    output.standardError(back + text + lines.map { $0 + "\n" }.joined())
    drawn = lines.count
  }
}
