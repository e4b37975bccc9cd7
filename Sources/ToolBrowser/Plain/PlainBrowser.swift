import BackendKit

/// The browser as lines of text, for screen readers and terminals that cannot place a cursor:
/// numbered lists are said, a line of words is read, and nothing is ever drawn over.
struct PlainBrowser {
  let options: SessionOptions

  /// Reads lines until the end of the input, `quit` or a signal.
  func run() throws -> Int32 {
    var session = PlainSession(options: options)
    var input = PlainInput()
    try say(session.greeting())
    while true {
      try StandardStream.output.write("> ")
      switch try input.next() {
      case .line(let line): try say(session.answer(line))
      case .end: return 0
      case .signal(let number): return 128 + number
      }
      if session.isOver { return 0 }
    }
  }

  private func say(_ lines: [String]) throws {
    try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
