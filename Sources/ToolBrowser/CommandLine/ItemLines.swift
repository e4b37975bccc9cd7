import BackendKit

/// A line for each item of work in progress, updated in place on a terminal. Nothing is drawn if
/// standard error goes elsewhere, where lines are for scripts and logs.
struct ItemLines {
  private let names: [String]
  private var states: [String]
  private let size: Size
  private let output: Output
  /// The number of lines that are currently drawn.
  private var drawn = 0

  /// Lines for items that are all waiting; nil if standard error is not a terminal.
  init?(_ names: [String], output: Output) {
    guard let size = output.standardErrorSize, !names.isEmpty, size.columns > 20, size.rows > 2
    else {
      return nil
    }
    self.names = names.map(SafeText.clean)
    self.size = size
    self.output = output
    states = names.map { _ in "waiting" }
    draw()
  }

  /// Updates the state of an item.
  mutating func set(_ index: Int, _ state: String) {
    guard states.indices.contains(index), states[index] != state else { return }
    states[index] = state
    draw()
  }

  /// Writes a line of output above the items.
  mutating func write(_ line: String) {
    erase()
    output.standardError(line + "\n")
    draw()
  }

  /// Erases the lines; the results are reported elsewhere.
  mutating func erase() {
    guard drawn > 0 else { return }
    output.standardError("\u{1B}[\(drawn)A\r\u{1B}[J")
    drawn = 0
  }

  private mutating func draw() {
    erase()
    var lines = zip(names, states).map { name, state in "\(state)  \(name)" }
    let room = size.rows - 1
    if lines.count > room {
      let more = lines.count - room + 1
      lines = lines.prefix(room - 1) + ["… \(more) more"]
    }
    // A line as wide as the terminal could take two.
    output.standardError(lines.map { $0.cut(toCells: size.columns - 1) + "\n" }.joined())
    drawn = lines.count
  }
}
