import BackendKit

/// A line for each item of work that takes time, drawn again in place on a terminal. Nothing is
/// drawn where standard error goes elsewhere: there lines are for scripts and logs.
struct ItemLines {
  private let names: [String]
  private var states: [String]
  private let size: Size
  private let output: Output
  /// How many lines stand on the terminal.
  private var drawn = 0

  /// Lines for items that all wait; nil if standard error is no terminal.
  init?(_ names: [String], output: Output) {
    guard let size = output.asideSize, !names.isEmpty, size.columns > 20, size.rows > 2 else {
      return nil
    }
    self.names = names.map(SafeText.clean)
    self.size = size
    self.output = output
    states = names.map { _ in "waiting" }
    draw()
  }

  /// Shows another state of an item.
  mutating func set(_ index: Int, _ state: String) {
    guard states.indices.contains(index), states[index] != state else { return }
    states[index] = state
    draw()
  }

  /// Writes a line of a program above the items.
  mutating func write(_ line: String) {
    erase()
    output.aside(line + "\n")
    draw()
  }

  /// Takes the lines away: what became of the items is said elsewhere.
  mutating func erase() {
    guard drawn > 0 else { return }
    output.aside("\u{1B}[\(drawn)A\r\u{1B}[J")
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
    // A line that is as wide as the terminal would take two.
    output.aside(lines.map { $0.cut(toCells: size.columns - 1) + "\n" }.joined())
    drawn = lines.count
  }
}
