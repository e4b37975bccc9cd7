/// Prepares ocx's messages for display: its causes without its advice, which names outdated
/// commands (docs/real-programs.md).
enum OCXMessage {
  /// The cause of a failure in ocx's words, without repetitions and without the subject, which our
  /// own message names; nil if nothing is left.
  static func cause(_ message: String, of subject: String) -> String? {
    var text = withoutAdvice(withoutCredentials(SafeText.clean(message)))
    if text.hasPrefix("failed to "), let range = text.firstRange(of: " — ") {
      text = String(text[range.upperBound...])
    }
    let causes = parts(of: text).filter { !frames.contains($0) }
    var known: Set<Substring> = []
    text = causes.filter { known.insert($0).inserted }.joined(separator: ": ")
    return text.isEmpty || text == subject ? nil : String(text.prefix(longest))
  }

  /// The maximum length of a cause.
  private static let longest = 300

  /// Frames around a cause that carry no information.
  private static let frames: Set<Substring> = [
    "chained index source walk failed", "transient registry failure",
  ]

  /// The parts of a chain of causes, each followed by its own cause.
  private static func parts(of text: String) -> [Substring] {
    var parts: [Substring] = []
    var rest = text[...]
    while let mark = rest.firstRange(of: ": ") {
      parts.append(rest[..<mark.lowerBound])
      rest = rest[mark.upperBound...]
    }
    return parts + [rest]
  }

  // MARK: Advice

  /// A text without ocx's advice, which follows a cause and continues to the next cause or to the
  /// end.
  static func withoutAdvice(_ text: String) -> String {
    var rest = text[...]
    var result = ""
    while let mark = adviceMarks.compactMap({ rest.firstRange(of: $0) })
      .min(by: { $0.lowerBound < $1.lowerBound })
    {
      result += rest[..<mark.lowerBound]
      rest = rest[mark.upperBound...]
      guard let next = rest.firstRange(of: ": ") else { return result }
      rest = rest[next.lowerBound...]
    }
    return result + rest
  }

  /// The beginnings of advice.
  private static let adviceMarks =
    [
      "announce", "if it serves", "run", "re-run", "rerun", "regenerate", "resolve", "install",
      "use",
      "pass", "set", "add", "supply", "try", "see", "pin", "take", "consider",
    ].map { "; \($0) " } + [": supply --", " (check --", ". Run `", ". Use `", ". Try `"]

  /// Whether a line is only advice, or help on the command line.
  static func isAdvice(_ line: String) -> Bool {
    let line = line.drop { $0 == " " }
    return line.isEmpty || helpMarks.contains { line.hasPrefix($0) }
  }

  private static let helpMarks = [
    "Usage:", "tip:", "hint:", "help:", "For more information", "Run `", "Use `", "Try `",
  ]

  // MARK: Secrets

  /// A text without the user and password in addresses, such as that of a proxy, because ocx's
  /// messages go into logs and answers.
  static func withoutCredentials(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let mark = rest.firstRange(of: "://") {
      result += rest[..<mark.upperBound]
      rest = rest[mark.upperBound...]
      let authority = rest.prefix { !$0.isWhitespace && !"/?#\"'<>()".contains($0) }
      if let at = authority.lastIndex(of: "@") { rest = rest[authority.index(after: at)...] }
    }
    return result + rest
  }
}
