import BackendKit

/// The browser as lines of text, for screen readers and terminals that cannot place a cursor:
/// numbered lists are said, a line of words is read, and nothing is ever drawn over.
struct PlainBrowser {
  let options: SessionOptions

  /// Reads lines until the end of the input, `quit` or a signal.
  func run() throws -> Int32 {
    // What cannot be said meanwhile is said by what comes after it, or its failure is.
    var session = PlainSession(options: options) { try? say($0) }
    var input = PlainInput()
    let watch = FolderWatch()
    try say(session.greeting())
    try StandardStream.output.write("> ")
    while true {
      try tell(session.read(changed: watch.watch(session.session.watched)))
      switch try input.next(news: watch.descriptor) {
      case .line(let line):
        try say(session.answer(line))
        if !session.isOver { try StandardStream.output.write("> ") }
      case .news: try tell(session.read(changed: watch.take()))
      case .end: return 0
      case .signal(let number): return 128 + number
      }
      if session.isOver { return 0 }
    }
  }

  /// Says something while a line is waited for.
  private func tell(_ lines: [String]) throws {
    guard !lines.isEmpty else { return }
    try say([""] + lines)
    try StandardStream.output.write("> ")
  }

  private func say(_ lines: [String]) throws {
    try StandardStream.output.write(lines.map { $0 + "\n" }.joined())
  }
}
