import BackendKit

/// The browser as lines of text, for screen readers and terminals that cannot place a cursor:
/// numbered lists are said, a line of words is read, and nothing is ever drawn over.
struct PlainBrowser {
  let options: BrowserOptions

  /// Reads lines until the end of the input or `quit`.
  func run() throws -> Int32 {
    var session = PlainSession(options: options)
    try say(session.greeting())
    while true {
      try StandardStream.output.write("> ")
      guard let line = readLine() else { break }
      try say(session.answer(line))
      if session.isOver { break }
    }
    return 0
  }

  private func say(_ lines: [String]) throws {
    try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
