import BackendKit
import Synchronization

/// A line for each item of an install, on a terminal, written over as it gets on. Used from several
/// threads.
final class InstallProgressLines: Sendable {
  private struct State {
    var queue = InstallQueue()
    /// How many lines stand on the terminal.
    var drawn = 0
  }

  private let state: Mutex<State>
  private let id = TaskID(number: 0)
  private let output: Output
  private let columns: Int
  private let separator: String

  /// Lines for these items on a terminal of so many columns.
  init(_ items: [Installer.Item], on output: Output, columns: Int, ascii: Bool = false) {
    var queue = InstallQueue()
    queue.begin(id, items)
    state = Mutex(State(queue: queue))
    self.output = output
    self.columns = columns
    separator = ascii ? ", " : " · "
  }

  /// The lines of a command; nil where standard error is no terminal that could write them over.
  static func on(_ context: CommandContext, _ items: [Installer.Item]) -> InstallProgressLines? {
    let terminal = TerminalEnvironment(environment: context.environment)
    guard context.output.stream != nil, let columns = StandardStream.error.columns,
      !TerminalDescription.isPlain(term: terminal.term)
    else { return nil }
    return InstallProgressLines(
      items, on: context.output, columns: columns, ascii: !terminal.isUTF8)
  }

  /// Takes what the install reports. A warning stays above the lines.
  func take(_ progress: InstallProgress) {
    state.withLock { state in
      state.queue.note(progress, of: id, now: Clock.now)
      var text = Self.back(over: state.drawn)
      if case .line(let line, _) = progress {
        guard LogLevel(of: line) == .warning else { return }
        text += line + "\n"
      }
      let lines = lines(state.queue)
      output.aside(text + lines.map { $0 + "\n" }.joined())
      state.drawn = lines.count
    }
  }

  /// Takes the lines away: what became of each item is said in their place.
  func end() {
    state.withLock { state in
      output.aside(Self.back(over: state.drawn))
      state.drawn = 0
    }
  }

  /// Goes back to the first of so many lines, and clears them.
  private static func back(over lines: Int) -> String {
    lines == 0 ? "" : "\u{1b}[\(lines)A\r\u{1b}[J"
  }

  private func lines(_ queue: InstallQueue) -> [String] {
    guard let running = queue.running else { return [] }
    return running.items.indices.compactMap { index in
      let parts = running.status[index]?.parts ?? []
      guard running.progress[index] == .running else { return nil }
      let name = running.items[index].tool.repository
      let text = SafeText.clean((["installing \(name)"] + parts).joined(separator: separator))
      return text.cellWidth < columns ? text : text.prefix(cells: max(columns - 1, 1))
    }
  }
}
