import BackendKit

/// The browser as lines of text, for screen readers and for terminals that cannot position a
/// cursor: it prints numbered lists and reads commands, and never redraws anything.
struct PlainBrowser {
  let options: SessionOptions

  /// Reads lines until the end of the input, `quit` or a signal.
  func run() throws -> Int32 {
    // If output fails here, the next write fails as well and reports it.
    var session = PlainSession(options: options) { try? printLines($0) }
    var input = PlainInput()
    let watch = FolderWatch()
    try printLines(session.greeting())
    try StandardStream.output.write("> ")
    while true {
      try printWhileWaiting(session.read(changed: watch.watch(session.session.watched)))
      switch try input.next(changes: watch.descriptor) {
      case .line(let line):
        try printLines(session.answer(line))
        if !session.isOver { try StandardStream.output.write("> ") }
      case .filesChanged: try printWhileWaiting(session.read(changed: watch.takeChanges()))
      case .end: return 0
      case .signal(let number): return 128 + number
      }
      if session.isOver { return 0 }
    }
  }

  /// Prints something while waiting for a line.
  private func printWhileWaiting(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    try printLines([""] + lines)
    try StandardStream.output.write("> ")
  }

  private func printLines(_ lines: [String]) throws {
    try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
